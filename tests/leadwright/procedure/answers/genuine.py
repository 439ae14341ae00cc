"""What people really answer: eight of them for each of the eight mail programs."""

from sales.judgement import Verdict
from tests.leadwright.procedure.answers.programs import PROGRAMS, Program

YES = (
    *(
        "同意",
        "同意。",
        "同意，请尽快发给客户。",
        "李明：\n同意。",
        "批准",
        "已阅，同意。谢谢！",
        "收到，同意。",
    ),
    *("同意\n请注意跟进付款", "可以", "OK", "Approved.", "Yes, go ahead.", "Approved, thanks.", "好的，同意"),
    *(
        "同意，辛苦了",
        "同意发出",
        "审核通过",
        "同意报价，按此执行",
        "Hi Li,\nI approve.",
        "小李，同意。",
        "同意！",
    ),
    *(
        "我同意",
        "同意！！",
        "ok，同意",
        "【同意】",
        "approve",
        "Agreed.",
        "同意 赵刚",
        "同意此报价，请发客户",
        "行，同意",
    ),
)
NO = (
    *(
        "不同意，交期太长",
        "不同意。\n价格偏低，请重新核算。",
        "驳回，请重新报价",
        "Rejected: margin is too low.",
        "不同意",
    ),
    *(
        "不批准，毛利太低",
        "Not approved. Please revise the price.",
        "No, the delivery time is too long.",
        "退回修改",
    ),
    *("李明，不同意，单价偏低。", "Reject", "I do not approve this quote."),
)
ANSWERS = tuple(
    (words, verdict) for verdict, many in ((Verdict.APPROVE, YES), (Verdict.REJECT, NO)) for words in many
)
GENUINE: tuple[tuple[Program, str, Verdict], ...] = tuple(
    (program, *ANSWERS[(number * 8 + each) % len(ANSWERS)])
    for number, program in enumerate(PROGRAMS)
    for each in range(8)
)

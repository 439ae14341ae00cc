"""What the register's states are called on a terminal; ``docs/glossary.md`` has the same words."""

from typing import Any

from documents.kinds import KINDS as FORMS
from documents.labels import CUSTOMER_KINDS, INDUSTRIES, PRODUCT_LINES
from sales.calls import BESIDE
from sales.enquiry import BY_HAND
from sales.judgement import Verdict
from sales.original import OriginalState
from sales.paper import Delivery
from sales.process import MOVES as RULES
from sales.process import TURNS
from sales.words import Words

STAGES = {stage: turn.words for stage, turn in TURNS.items()}

STATES = {
    OriginalState.TAKEN_IN: Words("已接收", "taken in"),
    OriginalState.REGISTERED: Words("已登记", "registered"),
    OriginalState.JOINED: Words("已并入", "joined"),
    OriginalState.FILED: Words("已归档", "filed"),
    OriginalState.HELD: Words("已搁置", "held"),
}

DELIVERIES = {
    Delivery.QUEUED: Words("待发", "queued"),
    Delivery.SENDING: Words("发送中", "sending"),
    Delivery.SENT: Words("已发", "sent"),
    Delivery.REFUSED: Words("被拒收", "refused"),
    Delivery.UNCERTAIN: Words("不确定", "uncertain"),
    Delivery.DROPPED: Words("已放弃", "dropped"),
}

VALUES = CUSTOMER_KINDS | INDUSTRIES | PRODUCT_LINES
"""Values of fields that are the register's own words; all others are the customer's."""

PLACES = {
    "subject": Words("主题", "subject"),
    "text": Words("正文", "text"),
    "sender": Words("发件人", "sender"),
    BY_HAND: Words("人工填写", "by hand"),
}
"""Where a value was read; an attachment goes by its own name."""

DOCUMENTS = {kind: form.title for kind, form in FORMS.items()}

TASKS = {stage: turn.task for stage, turn in TURNS.items() if turn.task} | {
    "first-contact": Words("首次联系客户", "first contact"),
    **BESIDE,
}
"""A task is called like the stage that it belongs to; the first one has had its name for longer."""

STEPS = {
    "take-in": Words("接收", "taken in"),
    "read": Words("已读", "read"),
    "understand": Words("读取登记", "read and register"),
    "place": Words("归档", "file"),
    "hand-out": Words("分发", "hand out"),
    "announce": Words("通知下一步", "announce"),
    "answer": Words("处理回复", "act on an answer"),
    "call": Words("提醒催办", "remind"),
    "move": Words("移动文件夹", "move the folder"),
    "send": Words("发送邮件", "send"),
    "load": Words("读取待发邮件", "load the mail"),
}

PROCEDURE = {rule.name: rule.words for rule in RULES}
"""Moves that people make; giving up a lead and giving up a held item are both "drop"."""

MOVES = {
    "register": Words("登记", "register"),
    "registered": Words("收入原件", "the original registered"),
    "joined": Words("并入来件", "an item joined"),
    "filed": Words("归档来件", "an item filed"),
    "hand-out": Words("分发", "hand out"),
    "move": Words("移动文件夹", "move the folder"),
    "write": Words("生成文件", "write a document"),
    "announce": Words("通知办理", "tell whose turn it is"),
    "come-again": Words("再次收到", "come again"),
    "take-form": Words("收回表格", "take a form"),
    "return-form": Words("退回表格", "send a form back"),
    "look": Words("转人工核实", "have a person look"),
    "call": Words("提醒催办", "remind of a task"),
    "customer-wrote": Words("客户来信", "the customer wrote"),
    "undelivered": Words("邮件未送达", "a mail did not arrive"),
    "hold": Words("搁置", "hold"),
    "retry": Words("重新处理", "retry"),
    "drop": Words("了结", "drop"),
}

WHOSE = {"leadwright": Words("自带", "ours"), "company": Words("本公司", "the company's")}
"""Whose a template is."""

WAYS = {
    "service": Words("自动", "service"),
    "command": Words("命令", "command"),
    "mail": Words("邮件", "mail"),
    "folder": Words("文件夹", "folder"),
    "scan": Words("签字扫描件", "signed scan"),
}

SERVICE = {"leadwright": Words("自动", "service")}
"""Who acts where no person does."""

VERDICTS = {
    Verdict.APPROVE: Words("同意", "approved"),
    Verdict.REJECT: Words("不同意", "rejected"),
}
WAITING = Words("待定", "open")
VOID = Words("作废", "void")

AFTER: dict[Any, Words] = {**STATES, **STAGES}
"""What a move ends in: a stage, a state of an original; anything else is a folder."""

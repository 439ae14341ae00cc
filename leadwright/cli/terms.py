"""What the register's states are called on a terminal; ``docs/glossary.md`` has the same words."""

from typing import Any

from documents.kinds import KINDS as FORMS
from documents.labels import CUSTOMER_KINDS, INDUSTRIES, PRODUCT_LINES
from sales.enquiry import BY_HAND
from sales.original import OriginalState
from sales.paper import Delivery
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

TASKS = {"first-contact": Words("首次联系客户", "first contact")}

STEPS = {
    "take-in": Words("接收", "taken in"),
    "read": Words("已读", "read"),
    "understand": Words("读取登记", "read and register"),
    "place": Words("归档", "file"),
    "hand-out": Words("分发", "hand out"),
    "move": Words("移动文件夹", "move the folder"),
    "send": Words("发送邮件", "send"),
    "load": Words("读取待发邮件", "load the mail"),
}

MOVES = {
    "register": Words("登记", "register"),
    "registered": Words("收入原件", "the original registered"),
    "joined": Words("并入来件", "an item joined"),
    "filed": Words("归档来件", "an item filed"),
    "hand-out": Words("分发", "hand out"),
    "correct": Words("更正", "correct"),
    "move": Words("移动文件夹", "move the folder"),
    "write": Words("生成文件", "write a document"),
    "hold": Words("搁置", "hold"),
    "retry": Words("重新处理", "retry"),
    "drop": Words("了结", "drop"),
}

WAYS = {"service": Words("自动", "service"), "command": Words("命令", "command")}

AFTER: dict[Any, Words] = {**STATES, **STAGES}
"""What a move ends in: a stage, a state of an original; anything else is a folder."""

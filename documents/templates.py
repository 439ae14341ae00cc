"""Every template there is: those of the forms, and those of the mails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents.kinds import KINDS
from documents.mails import MAILS
from sales.paper import DocumentKind
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Template:
    """A template, by what is made with it."""

    name: str  # "quote", "hand-out"
    title: Words
    file: str  # in the folder of a language: "quote.docx", "mail/hand-out.txt"
    fields_type: type  # a frozen dataclass: what it may print
    kind: DocumentKind | None = None  # of the form; None: a mail


MAIL_TITLES: Mapping[str, Words] = MappingProxyType(
    {
        "hand-out": Words("分发通知", "Hand-out of a lead"),
        "turn": Words("待办通知", "Whose turn it is"),
        "decide": Words("请示答复", "Decision asked for"),
        "progress": Words("进度通知", "Progress of a lead"),
        "reminder": Words("待办提醒", "Reminder"),
        "overdue": Words("逾期报告", "Overdue tasks"),
        "form-returned": Words("表格退回通知", "Form returned"),
        "look": Words("答复核实通知", "Answer to look at"),
        "signed-scan": Words("签字扫描件核实通知", "Signed scan to look at"),
        "customer-wrote": Words("客户来信通知", "Customer's mail"),
        "to-customer": Words("致客户：方案和报价", "To the customer: proposal and quote"),
        "decline-to-customer": Words("致客户：谢绝回复", "To the customer: letter that declines"),
        "memo-to-customer": Words("致客户：备忘录", "To the customer: memo"),
        "transferred": Words("信息转交", "Transfer to another division"),
        "undelivered": Words("未送达通知", "Mail not delivered"),
        "held-notice": Words("搁置通知", "Items set aside"),
        "source-failed": Words("收件中断通知", "Source failed"),
        "alarm": Words("系统告警", "Alarm"),
    }
)
"""What a mail is called where templates are listed."""


def _all() -> Iterator[Template]:
    for kind, form in KINDS.items():
        yield Template(kind, form.title, form.template, form.fields_type, kind)
    for mail in MAILS:
        name = mail.template
        yield Template(name, MAIL_TITLES.get(name, Words(name, name)), f"mail/{name}.txt", mail)


TEMPLATES = tuple(_all())
"""The forms in the order of the procedure, then the mails."""

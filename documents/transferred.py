"""The mail that brings another division everything about a lead (P1.3)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from sales.words import Words


@dataclass(frozen=True, slots=True)
class Transferred:
    """To the head of another division, with everything that came and both forms."""

    template: ClassVar[str] = "transferred"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    number: Annotated[str, Words("线索编号", "Number of the lead")]
    division: Annotated[str, Words("接收事业部", "Division")]
    is_theirs: Annotated[
        bool, Words("收件人是否该事业部的人", "Whether it goes to somebody of that division")
    ]
    customer: Annotated[str, Words("客户名称", "Customer")]
    contact: Annotated[str, Words("联系人", "Contact")]
    phone: Annotated[str, Words("联系电话", "Phone")]
    email: Annotated[str, Words("电子邮箱", "E-mail")]
    wanted: Annotated[str, Words("客户所需产品", "What they want")]
    reason: Annotated[str, Words("转交理由", "Why there")]
    director: Annotated[str, Words("批准人姓名", "Name of who has consented")]
    coordinator: Annotated[str, Words("业务主管姓名", "Name of the coordinator")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    named: Annotated[tuple[str, ...], Words("过大未附的文件", "Files too large to go with it")]

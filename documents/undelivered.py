"""The mail about one of ours that did not arrive: to whom, why, and what to do."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from sales.words import Words


@dataclass(frozen=True, slots=True)
class Undelivered:
    """To coordinators and manager: a mail about a lead that was refused, or came back."""

    template: ClassVar[str] = "undelivered"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    number: Annotated[str, Words("线索编号", "Number of the lead")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    emails: Annotated[tuple[str, ...], Words("未能送达的地址", "Addresses that it did not reach")]
    is_customer: Annotated[bool, Words("是否给客户的邮件", "Whether it was for the customer")]
    subject: Annotated[str, Words("该邮件的主题", "Subject of the mail")]
    sent_at: Annotated[str, Words("该邮件的时间", "When it was written")]
    reason: Annotated[str, Words("对方服务器的答复", "What the server said")]
    is_uncertain: Annotated[bool, Words("是否可能已经送达", "Whether it may have arrived all the same")]
    again: Annotated[str, Words("重发的命令", "Command line that sends it again")]
    done: Annotated[str, Words("不再重发、结束此事项的命令", "Command line that ends the matter")]
    correct: Annotated[str, Words("更正客户邮箱的命令", "Command line that corrects the customer's address")]

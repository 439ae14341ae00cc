"""The mail about an answer that only a person may judge: what it says, and why it was left (I12)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from sales.words import Words


@dataclass(frozen=True, slots=True)
class Look:
    """To the coordinators: an answer to a question of ours that decides nothing by itself."""

    template: ClassVar[str] = "look"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    number: Annotated[str, Words("线索编号，不详时为空", "Number of the lead, or empty")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    sender: Annotated[str, Words("答复的发件人", "Who the answer is from, as it says")]
    asked: Annotated[str, Words("被征求意见的人", "Who was asked")]
    question: Annotated[str, Words("征求意见的事项", "What was asked")]
    remark: Annotated[str, Words("答复原话", "What the answer says")]
    reason: Annotated[str, Words("未自动办理的原因", "Why nothing was done")]
    remedy: Annotated[tuple[str, ...], Words("怎样设置，逐步", "What to set so that it counts, step by step")]
    is_open: Annotated[bool, Words("是否仍待决定", "Whether the decision is still to come")]
    is_decision: Annotated[bool, Words("问的是否为审批（同意或不同意）", "Whether it is about a yes or no")]
    commands: Annotated[tuple[str, ...], Words("代为登记的命令", "Command lines that make the decision")]

"""The mail that brings a manager what the customer of a lead in process has written (P3.3, P4.3)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from documents.turn import Way
from sales.words import Words

MOST = 40  # lines of a customer's mail that are shown; the mail itself is attached
WIDEST = 280  # letters of a line; a mail's values are cut at 300


@dataclass(frozen=True, slots=True)
class CustomerWrote:
    """To the manager, the coordinators in copy: the customer's own words, and the mail as it came."""

    template: ClassVar[str] = "customer-wrote"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    mark: Annotated[str, Words("方括号内的编号和校验码", "Number and code in brackets, for the subject")]
    headline: Annotated[str, Words("主题：客户与需求", "For the subject: customer and product")]
    sender: Annotated[str, Words("客户发件人", "Who wrote")]
    about: Annotated[str, Words("客户来信的主题", "Subject of their mail")]
    stage: Annotated[str, Words("所处阶段", "How far the lead has come")]
    says: Annotated[tuple[str, ...], Words("来信正文，逐行", "What they say, line by line")]
    is_resumed: Annotated[bool, Words("是否恢复了暂停的计时", "Whether clocks run again")]
    memo: Annotated[str, Words("客户同意的备忘录版次，没有时为空", "Memo they agreed to, or empty")]
    lines: Annotated[tuple[Way, ...], Words("可回复的一行字", "Lines that may be answered")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    named: Annotated[tuple[str, ...], Words("过大未附的文件", "Files too large to go with it")]
    folder: Annotated[str, Words("归档目录", "Folder in the archive")]


def lines_of(text: str) -> tuple[str, ...]:
    """Return a customer's text as it is shown: long lines broken, and not too many of them."""
    rows = [line.rstrip() for line in text.strip().splitlines()]
    kept = [row for at, row in enumerate(rows) if row or rows[at - 1]]
    broken = [row[start : start + WIDEST] for row in kept for start in range(0, len(row) or 1, WIDEST)]
    return (*broken[:MOST], *(("……",) if len(broken) > MOST else ()))

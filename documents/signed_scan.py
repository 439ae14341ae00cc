"""The mail about signed papers on a scan that only a person may judge: what was seen, and why (I12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sales.slip import Ink, Slip
from sales.words import Language, Words


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """One paper on the scan."""

    number: Annotated[str, Words("线索编号", "Number of the lead")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    paper: Annotated[str, Words("文件名称及版次", "What the paper is called, and its version")]
    asked: Annotated[str, Words("审批人", "Who was asked")]
    question: Annotated[str, Words("征求意见的事项", "What was asked")]
    seen: Annotated[tuple[str, ...], Words("扫描件上看到的", "What is seen in each of its boxes")]
    reason: Annotated[str, Words("未自动办理的原因", "Why nothing was done")]
    is_open: Annotated[bool, Words("是否仍待决定", "Whether the decision is still to come")]
    commands: Annotated[tuple[str, ...], Words("代为登记的命令", "Command lines that make the decision")]


@dataclass(frozen=True, slots=True)
class SignedScan:
    """To the coordinators: a scan of signed papers that decides nothing by itself."""

    template: ClassVar[str] = "signed-scan"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    numbers: Annotated[str, Words("线索编号，可有多个", "Number of the lead, or of several")]
    file: Annotated[str, Words("扫描件的名称", "What the scan is called")]
    path: Annotated[str, Words("扫描件在归档中的位置", "Where the scan lies in the archive")]
    is_attached: Annotated[bool, Words("扫描件是否随信附上", "Whether the scan goes with the mail")]
    papers: Annotated[tuple[SignedPaper, ...], Words("扫描件上的各份文件", "The papers on it")]


TICKED = {
    Ink.NONE: Words("未勾", "not ticked"),
    Ink.CLEAR: Words("已勾", "ticked"),
    Ink.UNSURE: Words("看不清", "not clear"),
}
SIGNED = {
    Ink.NONE: Words("未签字", "not signed"),
    Ink.CLEAR: Words("有签字", "signed"),
    Ink.UNSURE: Words("签字看不清", "signature not clear"),
}


def seen(slips: Iterable[Slip], language: Language) -> tuple[str, ...]:
    """Return what was seen in each box: ``第 2 页：同意 已勾，不同意 未勾，有签字``."""
    return tuple(_seen(slip).in_(language) for slip in slips)


def _seen(slip: Slip) -> Words:
    yes, no, signature = TICKED[slip.yes], TICKED[slip.no], SIGNED[slip.signature]
    return Words(
        f"第 {slip.page} 页：“同意”{yes.zh}，“不同意”{no.zh}，{signature.zh}",
        f'page {slip.page}: "Approved" {yes.en}, "Rejected" {no.en}, {signature.en}',
    )

"""What a pen has left in a box to tick and sign, as far as it can be seen on a scanned page."""

from dataclasses import dataclass
from enum import StrEnum

from sales.judgement import Verdict
from sales.paper_code import PaperCode


class Ink(StrEnum):
    """Whether there is writing in a place."""

    NONE = "none"
    CLEAR = "clear"
    UNSURE = "unsure"  # dirt or writing, a mark that goes astray, or a place that could not be made out


@dataclass(frozen=True, slots=True)
class Slip:
    """A box of a printed form on a scanned page."""

    code: PaperCode  # of the box
    yes: Ink
    no: Ink
    signature: Ink
    page: int = 1  # of its file, from 1
    attachment: int | None = None  # index in Letter.attachments; None: the letter's own pages

    @property
    def verdict(self) -> Verdict | None:
        """What it says: the one box that is ticked, where it is signed; None where that is not clear."""
        ticked = {(Ink.CLEAR, Ink.NONE): Verdict.APPROVE, (Ink.NONE, Ink.CLEAR): Verdict.REJECT}
        return ticked.get((self.yes, self.no)) if self.signature is Ink.CLEAR else None

    @property
    def is_empty(self) -> bool:
        """Whether no pen has been there."""
        return {self.yes, self.no, self.signature} == {Ink.NONE}

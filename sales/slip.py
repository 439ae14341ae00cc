"""What a pen has left in a box to tick and sign, as far as it can be seen on a scanned page."""

from dataclasses import dataclass
from enum import StrEnum

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

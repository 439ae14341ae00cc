"""The mail about a form that came back and could not be taken as it is: why, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from sales.words import Language, Words


class Outcome(StrEnum):
    """What became of the form."""

    RETURNED = "returned"  # it goes back, to be corrected
    TAKEN = "taken"  # all but some fields that its sender may not set
    AGAIN = "again"  # it had come before


@dataclass(frozen=True, slots=True)
class FormReturned:
    """To whoever sent a form in that goes back to them, or of which not everything was taken."""

    template: ClassVar[str] = "form-returned"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    number: Annotated[str, Words("线索编号", "Number of the lead")]
    sender: Annotated[str, Words("来信人，寄给本人时为空", "Who sent it, where somebody else is told")]
    outcome: Annotated[str, Words("结果：returned、taken、again", "returned, taken or again")]
    form: Annotated[str, Words("表格名称", "What the form is called")]
    file: Annotated[str, Words("交来的文件", "The file that came")]
    reasons: Annotated[tuple[str, ...], Words("逐条原因", "Why, field by field")]
    attached: Annotated[str, Words("随信所附的表格", "The form that goes with the mail")]


def form_returned(
    people: tuple[str, str],
    number: str,
    outcome: Outcome,
    names: tuple[str, str, str],
    reasons: Iterable[Words],
    language: Language,
) -> FormReturned:
    """Return the mail; ``people`` are who is told and who sent the form, "" where that is the same, ``names``
    those of the form, of the file that came, and of the one attached.
    """
    addressee, sender = people
    form, file, attached = names
    told = tuple(reason.in_(language) for reason in reasons)
    return FormReturned(addressee, number, sender, outcome, form, file, told, attached)

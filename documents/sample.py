"""Sample values for any template: nothing, something in every field, far too much in every field."""

from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from documents.fields import Field, fields_of
from documents.labels import TICKS
from sales.blank import Blank, Format
from sales.words import Language

NUMBER = "LW-2026-00042"
VERSION = "3"
KNOWN = {"head.number": NUMBER, "head.version": VERSION}
"""What a form is known by when it comes back; a sample says it, too."""


class Size(Enum):
    """How much a sample holds: letters of each text, rows of each list."""

    EMPTY = (0, 0)
    FULL = (40, 2)
    LONG = (2_000, 30)

    def text(self, words: str) -> str:
        """Return ``words`` over and over, up to the length of this size."""
        letters, _ = self.value
        return (words * (letters // max(len(words), 1) + 1))[:letters].strip()

    @property
    def rows(self) -> int:
        """How many items a list has."""
        return int(self.value[1])


WRITTEN = {
    Format.DATE: "2026-12-01",
    Format.MONEY: "1,234,567.80",
    Format.NUMBER: "12",
    Format.TICK: TICKS[True],
}


def sample(fields_type: type, size: Size, language: Language, before: str = "") -> Any:
    """Return an instance of a form's or a mail's type, filled to ``size``."""
    return fields_type(
        **{
            field.name: _value(field, size, language, f"{before}{field.name}")
            for field in fields_of(fields_type)
        }
    )


def _value(field: Field, size: Size, language: Language, path: str) -> Any:
    if field.is_list:
        return tuple(_one(field, size, language, f"{path}[]") for _ in range(size.rows))
    return _one(field, size, language, path)


def _one(field: Field, size: Size, language: Language, path: str) -> Any:
    if is_dataclass(field.type):
        return sample(field.type, size, language, f"{path}.")
    if path in KNOWN:
        return KNOWN[path]
    if size is Size.EMPTY:
        return ""
    return _written(field.blank, language) or size.text(f"{field.called.in_(language)} ")


def _written(blank: Blank | None, language: Language) -> str:
    """Return what a person writes into a place with a format of its own, "" where it is any text."""
    if blank is None:
        return ""
    return blank.choices[0].words.in_(language) if blank.choices else WRITTEN.get(blank.format, "")

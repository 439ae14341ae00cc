"""What a form consists of, before anybody draws it; one file in ``forms/`` says it for each form.

A form names fields and does not label them: each is called what its type in ``documents/`` says, in both
languages, so that form, fields and docs/templates.md cannot drift apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from documents.fields import Field, fields_of, leaves
from documents.kinds import KINDS
from sales.paper import DocumentKind
from sales.words import Words


@dataclass(frozen=True)
class Sheet:
    """The paper, and the columns underneath the visible ones: label, value, label, value across it.

    Labels and values end where one of the columns does; the other cuts are for listings.
    """

    width_cm: float
    height_cm: float
    columns_cm: tuple[float, ...]
    ends: tuple[int, int, int]  # how many columns label, value and second label end after

    @property
    def text_cm(self) -> float:
        """Width of the text, between the margins."""
        return sum(self.columns_cm)


# A4. Label 2.5 | value 5.9 | label 2.5 | value 5.9 cm.
PORTRAIT = Sheet(21, 29.7, (1.2, 1.3, 5.9, 2.5, 2.1, 3.8), (2, 3, 4))


@dataclass(frozen=True)
class Column:
    """A column of a listing."""

    name: str  # field of each item
    span: int  # how many of the sheet's columns it takes
    centred: bool = False
    is_figure: bool = False  # stands at the right


NUMBERS = Column("", 1, centred=True)
"""A first column that counts the rows; nobody fills it in."""


@dataclass(frozen=True)
class Listing:
    """A row for each item of a list; one empty row where there is none."""

    items: str
    columns: tuple[Column, ...]
    is_small: bool = False  # many narrow columns, in smaller letters


@dataclass(frozen=True)
class Box:
    """A place for an opinion and a signature; the opinion is a control that a person fills in."""

    heading: Words
    name: str  # field that prints the signer's name, or that is filled in with it; "" for several people
    opinion: str  # field that the signer fills in; "" where there is only to sign
    decides: bool = False  # with places to tick, yes or no, which are found on a scan of the signed form

    @property
    def role(self) -> str:
        """Whose box it is, as the settings call them: ``sales-gm``."""
        return self.name.removeprefix("signers.").replace("_", "-")


@dataclass(frozen=True)
class Boxes:
    """Signature boxes side by side."""

    left: Box
    right: Box


Row = tuple[str] | tuple[str, str] | Listing | Box | Boxes
"""One field across the whole width, two side by side, a listing, or one or two boxes to sign."""


@dataclass(frozen=True)
class Section:
    """A shaded title, which is numbered when it is drawn, and the rows below it."""

    title: Words
    rows: tuple[Row, ...]
    starts_page: bool = False  # so that what belongs together stays together


@dataclass(frozen=True)
class Chapter:
    """A heading that says what a field is called, and below it rows of its own table, or a free place."""

    name: str  # field; without rows it is filled in with text, tables and pictures
    rows: tuple[Row, ...] = ()
    only: str = ""  # field without which the chapter is not there
    is_numbered: bool = True
    breaks: bool = False  # it begins a new page


class Place(StrEnum):
    """Where a paragraph of a letter stands."""

    MARGIN = "margin"
    SUBJECT = "subject"  # in the middle, bold; at the margin in an English letter
    OPENING = "opening"  # at the margin, with room around it
    BODY = "body"
    CLOSING = "closing"  # where it is signed


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a letter, with the tags of its fields."""

    text: Words
    place: Place = Place.BODY
    only: str = ""  # field without which it is not there


@dataclass(frozen=True)
class Form:
    """A form: its number and version in the company's list; its sections, cover and chapters, or letter."""

    kind: DocumentKind
    number: str
    version: str
    sections: tuple[Section, ...]
    sheet: Sheet = PORTRAIT
    is_sent: bool = False  # to customers, so that nothing is marked for those who fill it in
    cover: tuple[Row, ...] = ()  # rows of a page of its own, which has the title
    chapters: tuple[Chapter, ...] = ()
    letter: tuple[Paragraph, ...] = ()

    @property
    def title(self) -> Words:
        """What it is called on its own paper."""
        return KINDS[self.kind].heading

    @property
    def fields(self) -> Mapping[str, Field]:
        """What is known of each field: ``phone``, ``attached[].name``."""
        return dict(leaves(KINDS[self.kind].fields_type))

    def called(self, name: str) -> Words:
        """Return what a field is called, also one that holds others."""
        return next(field.called for field in fields_of(KINDS[self.kind].fields_type) if field.name == name)

"""What a form consists of, before anybody draws it."""

from dataclasses import dataclass

from sales.words import Words


@dataclass(frozen=True)
class Field:
    """A label and what the template prints beside it, e.g. ``phone``."""

    label: Words
    name: str


@dataclass(frozen=True)
class Line:
    """One field across the whole width."""

    field: Field


@dataclass(frozen=True)
class Pair:
    """Two fields side by side."""

    left: Field
    right: Field


@dataclass(frozen=True)
class Column:
    """A column of a listing; ``name`` is a field of each item."""

    label: Words
    name: str
    start: int  # index of the grid's column where it begins
    span: int  # how many of the grid's columns it takes
    centred: bool = False


@dataclass(frozen=True)
class Listing:
    """A row for each item of a list; one empty row where there is none."""

    items: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Box:
    """A place for an opinion and a signature; the opinion is a control that a person fills in."""

    heading: Words
    name: str  # field that prints the signer's name
    asked: Words  # what is written here
    prompt: Words  # of the control
    tag: str  # of the control, e.g. "coordinator-opinion"


@dataclass(frozen=True)
class Boxes:
    """Signature boxes side by side."""

    left: Box
    right: Box


Row = Line | Pair | Listing | Boxes


@dataclass(frozen=True)
class Section:
    """A shaded title and the rows below it."""

    title: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Form:
    """A form: its title, its number and version in the company's list of forms, its sections."""

    kind: str
    title: Words
    number: str
    version: str
    sections: tuple[Section, ...]

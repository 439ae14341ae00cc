"""What a form's type in ``documents/`` says of its fields: their labels, and which a person fills in."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from sales.blank import Blank
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a list offers at least to whoever fills it in."""

    least: int


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, or of the items of its list."""

    name: str
    called: Words
    type: type  # of the field, or of the items where it is a list
    is_list: bool = False
    blank: Blank | None = None  # what a person may write there; None: it is printed
    rows: int = 0  # that a list offers at least


@cache
def fields_of(fields_type: type) -> tuple[Field, ...]:
    """Return the fields of a form's type, in its order."""
    hints = get_type_hints(fields_type, include_extras=True)
    return tuple(_field(each.name, *get_args(hints[each.name])) for each in fields(fields_type))


def _field(name: str, kind: Any, called: Words, *more: Blank | Rows) -> Field:
    of_items = get_args(kind)
    return Field(
        name,
        called,
        of_items[0] if of_items else kind,
        is_list=bool(of_items),
        blank=next((each for each in more if isinstance(each, Blank)), None),
        rows=next((each.least for each in more if isinstance(each, Rows)), 0),
    )


def leaves(fields_type: type, before: str = "") -> Iterator[tuple[str, Field]]:
    """Yield what a template may print, with what is known of it: ``phone``, ``head.number``,
    ``lines[].model``.
    """
    for field in fields_of(fields_type):
        path = f"{before}{field.name}[]" if field.is_list else f"{before}{field.name}"
        if is_dataclass(field.type):
            yield from leaves(field.type, f"{path}.")
        else:
            yield path, field


def blanks(fields_type: type) -> dict[str, Blank]:
    """Return what a person fills in, by its path: ``background``, ``lines[].model``."""
    return {path: field.blank for path, field in leaves(fields_type) if field.blank}

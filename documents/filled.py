"""What people have written into a form so far, as its next version prints it.

``said`` holds values in the spelling of :func:`sales.blank.value_of`, by the name of the field; those of a
list by row from 0: ``lines.0.model``.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from documents import printed
from documents.case import Paper
from documents.fields import Field, fields_of
from documents.labels import TICKS
from sales.blank import Blank, Format

Said = Mapping[str, str]


def filled(fields_type: type, said: Said, paper: Paper, before: str = "") -> dict[str, Any]:
    """Return the fields that people fill in, by name, as a form prints them; "" where nothing is said yet."""
    return {
        field.name: _rows(field, said, paper, f"{before}{field.name}")
        if field.is_list
        else shown(said.get(f"{before}{field.name}", ""), field.blank, paper)
        for field in fields_of(fields_type)
        if field.blank or field.rows
    }


def _rows(field: Field, said: Said, paper: Paper, path: str) -> tuple[Any, ...]:
    """Return the rows of a list: those that are filled in, and empty ones up to what it offers at least."""
    count = max(field.rows, rows_of(said, path))
    return tuple(field.type(**filled(field.type, said, paper, f"{path}.{row}.")) for row in range(count))


def rows_of(said: Said, path: str) -> int:
    """Return how many rows of the list ``path`` are filled in, counted to the last one."""
    rows = (name[len(path) + 1 :].partition(".")[0] for name in said if name.startswith(f"{path}."))
    return max((int(row) + 1 for row in rows if row.isdecimal()), default=0)


def shown(value: str, blank: Blank | None, paper: Paper) -> str:
    """Return a value as a form prints it."""
    if blank is None or not (value or blank.format is Format.TICK):
        return value
    match blank.format:
        case Format.DATE:
            day = date.fromisoformat(value)
            return printed.date(
                datetime(day.year, day.month, day.day, tzinfo=paper.zone), paper.zone, paper.language
            )
        case Format.MONEY:
            return f"{Decimal(value):,.2f}"
        case Format.CHOICE:
            return next(
                (each.words.in_(paper.language) for each in blank.choices if each.code == value), value
            )
        case Format.TICK:
            return TICKS[bool(value)]
        case _:
            return value

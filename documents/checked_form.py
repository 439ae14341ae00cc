"""Checking a form that came back: who may fill in which place, what is written there, what is missing.

What stood in the form before is the measure: it stays where the sender may not write, and whatever else is
printed on the form is never read back at all.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, is_dataclass
from typing import TYPE_CHECKING

from documents.fields import Field, fields_of, leaves
from sales.blank import Blank, value_of
from sales.people import Role
from sales.returned import Returned
from sales.titles import ROLES
from sales.words import Failure, Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


_IN_ROW = re.compile(r"(?P<list>.+?)\.(?P<row>\d{1,3})\.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a form that came back is worth."""

    said: Mapping[str, str]  # what stands in it now, by place; without what could not be understood
    problems: tuple[Words, ...] = ()  # why it goes back, each naming its field
    not_taken: tuple[Words, ...] = ()  # what the sender may not set, and who may


def check(form: Returned, before: "DataclassInstance", roles: Set[Role]) -> Checked:
    """Return what somebody with ``roles`` has filled into a form whose fields were ``before``."""
    checking = _Checking(form, dict(_places(before)), roles)
    for path, field in leaves(type(before)):
        if field.blank:
            checking.take(path, field, field.blank)
    return Checked(checking.said, tuple(checking.problems), tuple(checking.not_taken))


class _Checking:
    """One form on its way through the check, field by field."""

    def __init__(self, form: Returned, before: Mapping[str, str], roles: Set[Role]) -> None:
        self._written = form.places
        self._before = before
        self._roles = roles
        self._rows = _rows(form.places)
        self.said: dict[str, str] = {}
        self.problems: list[Words] = []
        self.not_taken: list[Words] = []

    def take(self, path: str, field: Field, blank: Blank) -> None:
        """Take what stands in a field, or in all rows of a column."""
        list_, is_column, column = path.partition("[].")
        if not is_column:
            self._place(path, field.called, blank)
            return
        rows = self._rows.get(list_, set())
        if not set(blank.by) & self._roles:  # rows that nobody else may write stand as they stood
            rows = rows | _rows(self._before).get(list_, set())
        for row in sorted(rows or {0}):
            self._place(f"{list_}.{row}.{column}", _in_row(field.called, row), blank)

    def _place(self, place: str, called: Words, blank: Blank) -> None:
        written, before = self._written.get(place), _value(self._before.get(place, ""), blank)
        if not set(blank.by) & self._roles:
            self._keep(place, before)
            if written and _value(written, blank) != before:
                self.not_taken.append(_not_yours(called, blank))
            return
        try:
            value = before if written is None else value_of(written, blank)
        except Failure as failure:
            self.problems.append(_wrong(called, failure.words))
            return
        if blank.is_required and not value:
            self.problems.append(_no_place(called) if written is None else _empty(called))
        self._keep(place, value, wiped=bool(before) and not _IN_ROW.match(place))

    def _keep(self, place: str, value: str, *, wiped: bool = False) -> None:
        """Note what is said; what somebody has wiped out is said to be empty, or it would come again."""
        if value or wiped:
            self.said[place] = value


def _places(values: "DataclassInstance", before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a form prints where people write, by place: ``background``, ``lines.0.model``."""
    for field in fields_of(type(values)):
        value, place = getattr(values, field.name), f"{before}{field.name}"
        if field.blank:
            yield place, value
        elif is_dataclass(field.type):
            items = enumerate(value) if field.is_list else [("", value)]
            for row, item in items:
                yield from _places(item, f"{place}.{row}." if field.is_list else f"{place}.")


def _rows(places: Mapping[str, str]) -> dict[str, set[int]]:
    """Return, for each list, the rows in which something is written."""
    rows: dict[str, set[int]] = {}
    for place, text in places.items():
        if text.strip() and (found := _IN_ROW.match(place)):
            rows.setdefault(found["list"], set()).add(int(found["row"]))
    return rows


def _value(text: str, blank: Blank) -> str:
    """Return a text as a value, to compare it by; one that is none stands as it is."""
    try:
        return value_of(text, blank)
    except Failure:
        return text.strip()


def _in_row(called: Words, row: int) -> Words:
    return Words(f"{called.zh}（第 {row + 1} 行）", f"{called.en} (row {row + 1})")


def _wrong(called: Words, reason: Words) -> Words:
    return Words(f"“{called.zh}”：{reason.zh}", f"{called.en}: {reason.en}")


def _empty(called: Words) -> Words:
    return Words(f"“{called.zh}”：必填，尚未填写", f"{called.en}: is required, and is empty")


def _no_place(called: Words) -> Words:
    return Words(
        f"“{called.zh}”：表中没有这一栏，所用的不是现行模板，请在所附表格上填写",
        f"{called.en}: has no place in this form, which is made from another template; use the one attached",
    )


def _not_yours(called: Words, blank: Blank) -> Words:
    zh = "、".join(ROLES[role].zh for role in blank.by)
    en = " or ".join(ROLES[role].en for role in blank.by)
    return Words(
        f"“{called.zh}”：由{zh}填写，未采用您填写的内容",
        f"{called.en}: is for the {en} to fill in; what you wrote there was not taken",
    )

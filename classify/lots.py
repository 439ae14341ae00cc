"""A tender in lots (标段、包): which lot a date or an amount is for, and what is said of all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from classify.pattern import Pattern

_NO = r"[一二三四五六七八九十\dA-Z]{1,3}"
LOT = (
    rf"第? ?{_NO} ?(?:标段|标包|合同包|包件|包(?![括含装]))"
    rf"|(?:标段|标包|合同包|包件|(?<![承分])包) ?{_NO}(?![\dA-Za-z])"
    r"|\b(?:lot|package) ?(?:no\. ?)?(?:\d{1,2}|[IVX]{1,4}|[A-H])\b"
)
_LOT = Pattern(LOT)
BEGINS = re.compile(rf"[\s(-]*(?:{LOT})", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*\(({LOT})\)", re.IGNORECASE)
_FAR = 400  # characters before a date in which the name of its lot stands
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile("|".join(_MONTHS), re.IGNORECASE)
_LATE = re.compile(r"下午|晚上|p\.?m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A date or an amount as it is written, and the lots it is for: none where it is for all of them."""

    value: str
    lots: tuple[str, ...] = ()


def lot_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the lot in brackets behind ``start`` to ``end`` of ``text``, else the last one named before."""
    if behind := _BEHIND.match(text[end : end + 24]):
        return (behind[1],)
    before = [match.group() for match in _LOT.finditer(text[max(0, start - _FAR) : start])]
    return tuple(before[-1:])


def of_all_lots(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return the first where the lots make no difference, else what is said of each, the earliest first."""
    first, *_ = said = list(said)
    by_lot: dict[str, str] = {}
    for each in said:
        for lot in each.lots:
            by_lot.setdefault(lot, each.value)
    values = list(dict.fromkeys(by_lot.values()))
    if len(values) < 2:
        return (Said(first.value),)
    of_lots = [Said(value, tuple(lot for lot in by_lot if by_lot[lot] == value)) for value in values]
    return tuple(sorted(of_lots, key=_when) if all(map(_when, of_lots)) else of_lots)


def _when(said: Said) -> tuple[int, ...]:
    """Return year, month, day and clock of a date, 0 for a year it does not say; () for what is no date."""
    date = said.value.split(" on ")[-1]  # 14:00 on 15 December
    numbers = [int(number) for number in re.findall(r"\d+", date)]
    year = next((number for number in numbers[:3] if number >= 2000), 0)
    day_first = numbers[2:3] == [year]  # 15/12/2026
    if name := _MONTH.search(date):
        numbers.insert(1, _MONTHS.index(name.group().lower()) + 1)
        day_first = True
    parts = [number for number in numbers if number != year]
    if len(parts) < 2:
        return ()
    month, day = (parts[1], parts[0]) if day_first else (parts[0], parts[1])
    hour, *minute = parts[2:] or [0]
    return (year, month, day, hour + 12 if _LATE.search(date) and hour < 12 else hour, *minute)

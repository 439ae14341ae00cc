"""Several machines in one letter, each with how many of it: as a sentence, a numbered list or a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from classify import wares
from classify.amounts import COUNTED, QUANTITY
from classify.pattern import Pattern
from classify.view import View
from classify.wanted import is_chinese, joined, name_in_full
from sales.enquiry import Finding

MOST = 6  # of them are named
LINES = 60  # of a list are looked at
READ = 8000  # characters of one text
PARTS = re.compile(
    r"[、,]|(?<=[台套条组座])[和与及]|以及|\band (?=(?:an?|one|two|three|four|five|six|\d{1,2}) )",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}\)?[.、)]|\(\d{1,2}\)|[-•*·])\s*(?!\d)")
SHORT = 60  # characters of a line of a list; a longer one explains
MADE_UP = Pattern(r"包括|包含|含有?|组成|配(?:置|备|有|套)|\b(?:includ|consist|compris|equipped)\w*")
THERE_ALREADY = Pattern(r"现有|已有|原有|目前有|\b(?:we have|existing|already)\b")
EACH = re.compile(r"各 ?((?:\d{1,3}|[一二两三四五六七八九十]) ?[台套条组座])")
UNIT = re.compile(r"[台套条组座]|sets?|units?|nos?\.?|pcs\.?", re.IGNORECASE)
ONE = Pattern(r"\b(an?|one) ")


@dataclass(frozen=True, slots=True)
class Item:
    """A machine in the customer's words, and how many of it, "" where that is not said."""

    name: str
    count: str


def items(view: View) -> tuple[Finding, Finding | None] | None:
    """Return the machines of the first text that lists several, and how many of each; else None."""
    for source in view.sources:
        found = _distinct(islice(_listed(source.text[:READ]), LINES))[:MOST]
        if len(found) > 1:
            names = joined([item.name for item in found])
            counts = joined([counted(item.name, item.count) for item in found if item.count])
            words = joined([counted(item.name, item.count) for item in found])
            number = Finding(counts, words, source.place) if counts else None
            return Finding(names, words, source.place), number
    return None


def _listed(text: str) -> Iterator[Item]:
    for sentence in wares.naming_sentences(text):
        yield from _row(sentence) or _line(sentence) or _parts(sentence)


def _row(line: str) -> list[Item]:
    """Return the item of a row of a table: its machine, and the number in a cell behind."""
    cells = [cell.strip() for cell in re.split(r"\t|\|", line.strip("| "))]
    if len(cells) < 2:
        return []
    at = next((at for at, cell in enumerate(cells) if len(cell) <= SHORT and name_in_full(cell)), None)
    if at is None:
        return []
    behind = cells[at + 1 :]
    number = next((cell for cell in behind if QUANTITY.fullmatch(cell) or re.fullmatch(r"\d{1,3}", cell)), "")
    unit = next((cell for cell in behind if UNIT.fullmatch(cell)), "") if number.isdigit() else ""
    space = "" if is_chinese(unit) else " "
    return [Item(name_in_full(cells[at]), f"{number}{space}{unit}".strip())]


def _line(line: str) -> list[Item]:
    """Return the item of a numbered line that is a machine's name with little else."""
    number = NUMBERED.match(line)
    if not number or len(line) > SHORT:
        return []
    rest = line[number.end() :]
    name = name_in_full(rest)
    begins = name and rest.find(name) <= 16 and sum(map(bool, map(name_in_full, PARTS.split(rest)))) == 1
    return [Item(name, _count(rest))] if begins else []


def _parts(sentence: str) -> list[Item]:
    """Return the counted machines that a sentence lists; not what one of them is made up of."""
    if not any(count.may_match(sentence) for count in (QUANTITY, COUNTED, ONE)):
        return []
    made_up = MADE_UP.search(sentence)
    said = sentence[: made_up.start()] if made_up else ""
    sentence = said if QUANTITY.search(said) and wares.machines(said) else sentence
    each = EACH.search(sentence)
    parts = [part for part in PARTS.split(sentence) if not THERE_ALREADY.search(part)]
    found = [Item(name, each[1] if each else _count(part)) for part in parts if (name := name_in_full(part))]
    if len(found) == 1 and not QUANTITY.search(sentence) and not COUNTED.search(sentence):
        return []  # "a machine" alone is no list
    return [item for item in found if item.count]


def _count(words: str) -> str:
    if quantity := QUANTITY.search(words) or COUNTED.search(words):
        return next((group for group in quantity.groups() if group), quantity.group()).strip()
    return "1" if ONE.search(words) else ""


def _distinct(found: Iterator[Item]) -> list[Item]:
    """Return the items that differ; of 焊机 and 环缝焊机 only the second, which says more."""
    kept: dict[str, Item] = {}
    for item in found:
        known = kept.get(item.name.lower())
        if known is None or not known.count:
            kept[item.name.lower()] = item
    return [
        item
        for name, item in kept.items()
        if not any(other != name and other.endswith(name) for other in kept)
    ]


def counted(name: str, count: str) -> str:
    """Return a machine with how many of it: "滚轮架4台", "rotators: 4"."""
    between = ("" if is_chinese(name) else ": ") if count else ""
    return f"{name}{between}{count}"

"""Where a Chinese telephone number belongs: land lines by area code, mobiles by their first seven digits.

The tables come from the phonenumbers library, which needs 100 MB and most of a second to answer the same
question (docs/decisions/0040). A mobile number says where the card was sold, which is where most people
still work.
"""

import lzma
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from classify.gazetteer import Place, rows

FIRST_MOBILE, LAST_MOBILE = 1300000, 1999999

MOBILE = r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
AREA = r"(?:10|2\d|[3-9]\d{2})"
ANOTHER = r"1[3-9]\d[ -]?\d{4}|0\d{2,3}-?\d{7}"  # the beginning of the next number is no extension
LINE = rf"\)?[ -]{{0,2}}\d{{3,4}}[ -]?\d{{4}}(?:[ -]{{0,2}}(?:转|ext\.?|[-*/])[ -]?(?!{ANOTHER})\d{{1,5}})?"
CHINA = r"(?:\(?(?:(?:\+|00)86\)?[ -]{0,2}|86\)?[ -]{1,2}|86(?=1[3-9])))"
ABROAD = r"(?:\+|00)(?!86)[1-9]\d{0,2}[ -]?\(?\d[\d ()/.-]{5,16}\d"
NUMBER = re.compile(
    rf"(?<![\dA-Za-z.])(?:{CHINA}?(?P<mobile>{MOBILE})|{CHINA}?(?P<land>\(?0{AREA}{LINE})"
    rf"|{CHINA}(?P<bare>\(?{AREA}{LINE})|(?P<abroad>{ABROAD})"
    r"|(?P<service>[48]00[ -]?\d{3}[ -]?\d{4}))(?!\d)"
)
DIALLED = re.compile(r"[\d(+][\d ()/.-]{6}")  # seven signs that every number has in a row
EXTENSION = re.compile(r"(?:转|ext\.?|[-*/])[ -]?(\d{1,5})$")


class Sort(Enum):
    """The sorts of numbers."""

    MOBILE = "mobile"
    LAND = "land"
    ABROAD = "abroad"
    SERVICE = "service"  # 400 and 800: nationwide


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in a text: its sort, its digits in the usual writing, and the words it was read from."""

    sort: Sort
    number: str  # "13812345678", "0510-85551234"; abroad as written
    words: str
    start: int


class Located(NamedTuple):
    """A place and the digits that say so."""

    place: Place
    digits: str


def phones(text: str) -> Iterator[Phone]:
    """Yield the telephone numbers of ``text`` in its order."""
    for match in _numbers(text):
        sort = {"bare": "land"}.get(match.lastgroup or "", match.lastgroup or "")
        yield Phone(Sort(sort), _usual(sort, match.group(match.lastgroup or 0)), match.group(), match.start())


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``NUMBER``, which is tried on lines with enough digits only."""
    end = 0
    while dialled := DIALLED.search(text, end):
        start, end = text.rfind("\n", 0, dialled.start()) + 1, text.find("\n", dialled.end()) + 1 or len(text)
        yield from NUMBER.finditer(text, start, end)


def listed(numbers: Iterable[Phone]) -> str:
    """Return ``numbers`` as a form lists them: each once, mobiles first, since they reach the person."""
    ordered = sorted(numbers, key=lambda number: number.sort is not Sort.MOBILE)
    return " / ".join(dict.fromkeys(number.number for number in ordered))


def place_of(phone: Phone) -> Located | None:
    """Return where ``phone`` belongs, None where the tables do not say."""
    if phone.sort is Sort.LAND:
        code = phone.number.split("-")[0]
        place = _area_codes().get(code)
        return Located(place, code) if place else None
    if phone.sort is Sort.MOBILE:
        place = _mobile_place(phone.number[:7])
        return Located(place, phone.number[:7]) if place else None
    return None


def _usual(sort: str, words: str) -> str:
    """Return the digits as a Chinese card prints them: 0510-85551234-803."""
    if sort in ("abroad", "service"):
        return words.strip()
    if sort == "mobile":
        return re.sub(r"\D", "", words)
    digits = "0" + re.sub(r"\D", "", words).removeprefix("0")
    area = 3 if digits[1] in "12" else 4
    extension = EXTENSION.search(words)
    inside = extension.group(1) if extension and len(digits) - area - len(extension.group(1)) >= 7 else ""
    line = digits[area : len(digits) - len(inside)]
    return f"{digits[:area]}-{line}" + (f"-{inside}" if inside else "")


@cache
def _area_codes() -> dict[str, Place]:
    return {code: Place(province, city) for code, province, city in rows("area_codes.tsv")}


def _mobile_place(prefix: str) -> Place | None:
    places, table = _mobile_prefixes()
    number = table[int(prefix) - FIRST_MOBILE]
    return places[number - 1] if number else None


@cache
def _mobile_prefixes() -> tuple[tuple[Place, ...], "array[int]"]:
    head, _, numbers = lzma.decompress((files("classify") / ("mobile_prefixes.xz")).read_bytes()).partition(
        b"\n"
    )
    table = array("H")
    table.frombytes(numbers)
    places = (Place(*words.split(" ")) for words in head.decode().split("\t"))
    return tuple(places), table

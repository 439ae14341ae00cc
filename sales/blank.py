"""The places of a form that a person fills in, and what may be written there.

What was written comes back as text, whatever program the form went through; here it becomes a value in one
spelling, or a sentence that says what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from sales.people import Role
from sales.words import Failure, Words


class Format(StrEnum):
    """What is written into a place."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"  # an amount in the currency of the form
    NUMBER = "number"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a place offers."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Blank:
    """A place that a person fills in."""

    by: tuple[Role, ...]  # who may; what anybody else writes there is not taken
    format: Format = Format.TEXT
    is_required: bool = False
    choices: tuple[Choice, ...] = ()  # of Format.CHOICE


LONGEST = 20_000  # characters of one place; a page has some 2,000
TICKED = frozenset("☑☒✓✔√xX×是Y")
UNTICKED = frozenset("☐□○否N")
LARGEST = Decimal(10) ** 15
PLACES = 6  # after the point
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATES = (
    re.compile(r"(?i)(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?i)(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
)
_CURRENCY = re.compile(r"(?i)^(?:人民币|rmb|cny|usd|eur|us\$|[¥$€￥])\s*|\s*(?:元整?|rmb|cny|usd|eur)$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


def value_of(text: str, blank: Blank) -> str:
    """Return what was written in one spelling: ISO dates, plain decimals, codes of choices, "yes" for a tick.

    "" where nothing was written. Failure, with a sentence that ends the name of the field, where it can't be
    understood.
    """
    written = _tidied(text)
    if not written or (blank.format is Format.TICK and written[0] in UNTICKED):
        return ""
    if len(written) > LONGEST:
        raise Failure(
            Words(
                f"内容超过 {LONGEST:,} 个字，请改为附件",
                f"is longer than {LONGEST:,} letters; send it as a file",
            )
        )
    return _READ[blank.format](written, blank)


def _tidied(text: str) -> str:
    lines = (line.strip() for line in text.replace("\xa0", " ").splitlines())
    return "\n".join(lines).strip()


def _plain(text: str) -> str:
    """Return the text with full-width figures and signs as ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _text(text: str, _: Blank) -> str:
    return text


def _date(text: str, _: Blank) -> str:
    plain = _plain(text)
    try:
        if found := _DATE.fullmatch(plain):
            return date(*map(int, found.groups())).isoformat()
        for pattern in _ENGLISH_DATES:
            if (found := pattern.fullmatch(plain)) and found["month"][:3].lower() in _MONTHS:
                month = _MONTHS.index(found["month"][:3].lower()) + 1
                return date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        raise Failure(
            Words(f"“{text}”不是日历上有的日期", f'"{text}" is no date that the calendar has')
        ) from None
    raise Failure(
        Words(f"“{text}”不是日期，请写成 2026-12-01", f'"{text}" is no date; write it as 2026-12-01')
    )


def _number(text: str, _: Blank) -> str:
    plain = _THOUSANDS.sub("", _plain(text)).removesuffix("%").strip()  # people repeat what the label says
    scale = Decimal(10_000) if plain.endswith("万") else Decimal(1)
    try:
        number = Decimal(plain.removesuffix("万").strip()) * scale
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= LARGEST or number != round(number, PLACES):
        raise Failure(
            Words(f"“{text}”不是数字，请写成 12300.50", f'"{text}" is no number; write it as 12300.50')
        )
    return f"{number.normalize():f}"


def _money(text: str, blank: Blank) -> str:
    number = Decimal(_number(_CURRENCY.sub("", _plain(text)), blank))
    if number < 0 or number != number.quantize(Decimal("0.01")):
        raise Failure(
            Words(
                f"“{text}”不是金额，金额不为负，最多两位小数",
                f'"{text}" is no amount: it is not negative and has two decimal places at most',
            )
        )
    return f"{number:.2f}"


def _choice(text: str, blank: Blank) -> str:
    for choice in blank.choices:
        if text.casefold() in (choice.code, choice.words.zh.casefold(), choice.words.en.casefold()):
            return choice.code
    offered = Words(
        "、".join(choice.words.zh for choice in blank.choices),
        ", ".join(choice.words.en for choice in blank.choices),
    )
    raise Failure(
        Words(f"“{text}”不在可选项中：{offered.zh}", f'"{text}" is none of what is offered: {offered.en}')
    )


def _tick(text: str, _: Blank) -> str:
    if text[0] in TICKED:
        return "yes"
    raise Failure(Words(f"“{text}”不是勾选，请写 ☑ 或 ☐", f'"{text}" is no tick; write ☑ or ☐'))


_READ: Mapping[Format, Callable[[str, Blank], str]] = MappingProxyType(
    {
        Format.TEXT: _text,
        Format.DATE: _date,
        Format.MONEY: _money,
        Format.NUMBER: _number,
        Format.CHOICE: _choice,
        Format.TICK: _tick,
    }
)

"""Values that people write as text: sizes, working hours, time zones, addresses."""

import re
from datetime import time
from decimal import Decimal
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, ByteSize

from leadwright.settings.secrets import hide_passwords
from leadwright.settings.wrong import Wrong
from sales.words import Words
from sales.working_time import Shift

Size = ByteSize
"""A number of bytes, written as ``10MB`` (10,000,000) or ``10MiB`` (10,485,760)."""

HOUR = 3600.0  # seconds; nothing is waited for or left unlooked at for longer

MOST = 10  # what no share reaches; 25 was meant as a percentage
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_ID = re.compile(r"[A-Za-z0-9._-]+")
_DATABASE_URL = re.compile(r"(sqlite:///|postgresql\+psycopg://).+")
_SHIFT = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")


def shift(written: object) -> Shift:
    """Return the stretch of work that ``08:30-12:00`` means."""
    if not isinstance(written, str) or not _SHIFT.fullmatch(written):
        raise Wrong(
            Words(
                f'{written!r} 不是时间段，请写成 "08:30-12:00"。',
                f'{written!r} is not a stretch of time; write it as "08:30-12:00".',
            )
        )
    opens, closes = written.split("-")
    return Shift(time.fromisoformat(opens), time.fromisoformat(closes))


def shifts(written: object) -> tuple[Shift, ...]:
    """Return the day's stretches of work in order; they must not overlap or be empty."""
    day = tuple(shift(each) for each in written) if isinstance(written, list | tuple) else (shift(written),)
    edges = [edge for each in day for edge in (each.opens, each.closes)]
    if not day or any(later <= earlier for earlier, later in pairwise(edges)):
        raise Wrong(
            Words(
                "工作时间段要按先后写，不能重叠，也不能为空。",
                "Write the stretches of work in order, none overlapping and none empty.",
            )
        )
    return day


def zone(name: object) -> ZoneInfo:
    """Return the time zone of this name."""
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # not there, no name at all, a folder of names
        raise Wrong(
            Words(
                f'没有 {name!r} 这个时区，请写成 "Asia/Shanghai" 这样的名称。',
                f'There is no time zone {name!r}; write a name like "Asia/Shanghai".',
            )
        ) from None


def share(written: Decimal) -> Decimal:
    """Return a share of one, 0.25 for 25 %; who writes 25 is told."""
    if not 0 <= written < MOST:
        raise Wrong(
            Words(
                f"{written} 不对，请写成小数，如 0.25 表示 25%。",
                f"{written} is wrong; write a share of one: 0.25 means 25 %.",
            )
        )
    return written


def _written_as(form: re.Pattern[str], example: str) -> AfterValidator:
    """Return a check that a text has this form; its message shows the example instead of the pattern."""

    def check(written: str) -> str:
        if form.fullmatch(written):
            return written
        shown = hide_passwords(written)
        raise Wrong(
            Words(f"“{shown}”不对，请照此写：{example}。", f'"{shown}" won\'t do; write it like {example}.')
        )

    return AfterValidator(check)


Email = Annotated[str, _written_as(_EMAIL, "li@example.com")]
Id = Annotated[str, _written_as(_ID, "li")]
DatabaseUrl = Annotated[
    str, _written_as(_DATABASE_URL, "sqlite:///register.db, postgresql+psycopg://user@host/name")
]
Share = Annotated[Decimal, AfterValidator(share)]
Shifts = Annotated[tuple[Shift, ...], BeforeValidator(shifts)]
Zone = Annotated[ZoneInfo, BeforeValidator(zone)]

"""Lengths of time as people write them, ``2 working days``, and what a clock allows (P2.4, P3.2)."""

import re
from collections.abc import Mapping

from pydantic import BeforeValidator

from leadwright.settings.wrong import Wrong
from sales.clocks import PROCEDURE, Allowance, Clock, Span, Unit
from sales.words import Words

_SPAN = re.compile(r"(\d{1,4}(?:\.\d{1,2})?) +(working[ -]day|working[ -]hour|calendar[ -]day|hour)s?")
_KEYS = ("span", "product_lines", "tolerance")


def span(written: object) -> Span:
    """Return the length of time that ``2 working days`` means; days are whole ones."""
    found = _SPAN.fullmatch(written.strip()) if isinstance(written, str) else None
    unit = Unit(found[2].replace(" ", "-") + "s") if found else Unit.WORKING_DAYS
    count = float(found[1]) if found else 0.0
    if not found or (unit not in (Unit.WORKING_HOURS, Unit.HOURS) and not count.is_integer()):
        raise Wrong(
            Words(
                f'{written!r} 不是时限，请写成 "2 working days"（工作日）、"4 working hours"（工作小时）'
                '、"10 calendar days"（日历日）或 "2 hours"（不分昼夜的小时），天数为整数。',
                f'{written!r} is no length of time; write "2 working days", "4 working hours", '
                '"10 calendar days" or "2 hours", which run by the clock; days without a fraction.',
            )
        )
    return Span(count, unit)


def allowed(clock: Clock) -> BeforeValidator:
    """Return the reader of what this clock allows; what is not written stays as the procedure has it."""
    usual = PROCEDURE[clock]

    def read(written: object) -> Allowance:
        if isinstance(written, Allowance):
            return written
        if not isinstance(written, Mapping):
            return Allowance(span(written), {}, usual.tolerance)
        _known_keys(written)
        lines = {line: span(each) for line, each in _lines(written).items()}
        return Allowance(
            span(written["span"]) if "span" in written else usual.span,
            {**usual.by_product_line, **lines},
            span(written["tolerance"]) if "tolerance" in written else usual.tolerance,
        )

    return BeforeValidator(read)


def _known_keys(written: Mapping[str, object]) -> None:
    if strange := [str(key) for key in written if key not in _KEYS]:
        raise Wrong(
            Words(
                f"没有 {'、'.join(strange)} 这个设置。这里可以写：{'、'.join(_KEYS)}。",
                f"There is no such setting as {', '.join(strange)}. Known here: {', '.join(_KEYS)}.",
            )
        )


def _lines(written: Mapping[str, object]) -> Mapping[str, object]:
    lines = written.get("product_lines", {})
    if isinstance(lines, Mapping):
        return lines
    raise Wrong(
        Words(
            'product_lines 要按产品类别写，如 { welding-line = "10 calendar days" }。',
            'product_lines has a span for each line: { welding-line = "10 calendar days" }.',
        )
    )

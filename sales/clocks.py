"""How long each task has: the clocks of the procedure, which the settings may set otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sales.working_time import WorkingTime


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working-days"
    WORKING_HOURS = "working-hours"
    CALENDAR_DAYS = "calendar-days"
    HOURS = "hours"  # by the clock, day and night


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, counted in one unit."""

    count: float
    unit: Unit = Unit.WORKING_DAYS


class Clock(StrEnum):
    """The clocks, by what they measure."""

    FIRST_CONTACT = "first-contact"  # P2.1
    REQUEST = "request"  # P2.3
    DECISION = "decision"  # a signature, an approval, a price
    ANSWER = "answer"  # P2.4
    PROPOSAL = "proposal"  # P3.2, by product line
    REVIEW = "review"  # of an agreement or a contract: P6.1 to P6.3
    REVIEW_ON_SITE = "review-on-site"  # where it is signed at the customer's


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a clock allows: a span, another one for some product lines, and how much later is tolerated."""

    span: Span
    by_product_line: Mapping[str, Span] = field(default_factory=dict)
    tolerance: Span = Span(0)


PROCEDURE: Mapping[Clock, Allowance] = MappingProxyType(
    {
        Clock.FIRST_CONTACT: Allowance(Span(1)),
        Clock.REQUEST: Allowance(Span(3)),
        Clock.DECISION: Allowance(Span(1)),
        Clock.ANSWER: Allowance(Span(1)),  # P2.4: within 1 working day of receiving the request
        Clock.PROPOSAL: Allowance(  # P3.2: "1 week to 10 days", "2 to 3 working days" end with the later one
            Span(2),
            {
                "single-machine": Span(2),
                "welding-line": Span(10, Unit.CALENDAR_DAYS),
                "welding-robot": Span(3),
            },
            tolerance=Span(2),
        ),
        Clock.REVIEW: Allowance(Span(1)),
        Clock.REVIEW_ON_SITE: Allowance(Span(2, Unit.HOURS)),  # the customer waits, whatever the hour
    }
)
"""What the procedure says; the clocks it leaves open have what an office would set."""


def due(allowed: Allowance, product_line: str, start: datetime, time: WorkingTime) -> datetime:
    """Return when the clock runs out that was started at ``start`` for a lead of this product line."""
    return after(allowed.by_product_line.get(product_line, allowed.span), start, time)


def after(span: Span, start: datetime, time: WorkingTime) -> datetime:
    """Return when ``span`` after ``start`` has passed, in the company's time zone."""
    match span.unit:
        case Unit.WORKING_DAYS:
            return time.after_working_days(start, int(span.count))
        case Unit.WORKING_HOURS:
            return time.after_working_hours(start, span.count)
        case Unit.CALENDAR_DAYS:
            return time.after_calendar_days(start, int(span.count))
        case Unit.HOURS:
            return time.after_hours(start, span.count)

"""Working time: when a clock that runs only while the company works runs out (procedure, "Working time").

*N working days* after a start is the same time of day on the N-th working day that follows; a start outside
working hours counts from the next opening. Hours run only in working time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Protocol
from zoneinfo import ZoneInfo

from sales.words import Failure, Words


class Calendar(Protocol):
    """Tells the company's working days from its days off."""

    def is_working_day(self, day: date) -> bool:
        """Say whether the company works on ``day``."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of work within one day; the lunch break lies between two."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When the company works, in its own time zone."""

    calendar: Calendar
    shifts: tuple[Shift, ...]  # in order, none overlapping
    zone: ZoneInfo

    @property
    def day(self) -> timedelta:
        """How much of a working day is worked."""
        return sum((_length(shift) for shift in self.shifts), timedelta())

    def after_working_days(self, start: datetime, days: int) -> datetime:
        """Return when ``days`` working days after ``start`` have passed, in the company's time zone."""
        opening = self.next_working_moment(start)
        last = next(islice(self._working_days(opening.date()), days, None))
        return self._at(last, opening.time())

    def after_working_hours(self, start: datetime, hours: float) -> datetime:
        """Return when ``hours`` of working time after ``start`` have passed, in the company's time zone."""
        return self.after_working(start, timedelta(hours=hours))

    def after_working(self, start: datetime, left: timedelta) -> datetime:
        """Return when so much working time after ``start`` has passed, in the company's time zone."""
        for opens, closes in self._stretches(start):
            if left <= closes - opens:
                return (opens + left).astimezone(self.zone)
            left -= closes - opens
        raise AssertionError("working time never ends")

    def working_between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much working time passes from ``start`` to ``end``; none where ``end`` comes first."""
        before_end = takewhile(lambda stretch: stretch[0] < end, self._stretches(start))
        return sum((min(closes, end) - opens for opens, closes in before_end), timedelta())

    def after_calendar_days(self, start: datetime, days: int) -> datetime:
        """Return the same time of day ``days`` calendar days after ``start``, in the company's time zone."""
        local = start.astimezone(self.zone)
        return self._at(local.date() + timedelta(days=days), local.time())

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """Return when ``hours`` by the clock after ``start`` have passed, in the company's time zone."""
        return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(self.zone)

    def next_working_moment(self, moment: datetime) -> datetime:
        """Return ``moment`` within working hours, else the next opening, in the company's time zone."""
        return next(self._stretches(moment))[0].astimezone(self.zone)

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Return every stretch of work from ``start`` on, the first one without what has passed of it.

        They are in UTC: in one zone, Python subtracts what the clocks on the wall show, and is wrong by an
        hour over the night when they are put forward.
        """
        moment = start.astimezone(UTC)
        for day in self._working_days(start.astimezone(self.zone).date()):
            for shift in self.shifts:
                opens = max(moment, self._at(day, shift.opens).astimezone(UTC))
                closes = self._at(day, shift.closes).astimezone(UTC)
                if opens < closes:
                    yield opens, closes

    def _working_days(self, first: date) -> Iterator[date]:
        """Return the working days from ``first`` on; Failure where the calendar has none for a year."""
        latest = first
        day = first
        while day - latest <= timedelta(days=366):
            if self.calendar.is_working_day(day):
                latest = day
                yield day
            day += timedelta(days=1)
        raise Failure(
            Words(
                f"日历在{latest}之后一年内没有工作日，请检查所设的休息日。",
                f"The calendar has no working day in the year after {latest}; check its days off.",
            )
        )

    def _at(self, day: date, clock: time) -> datetime:
        """Return that time of day; where the clocks skip it, as much after the skip as it lies in it."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC).astimezone(self.zone)


def _length(shift: Shift) -> timedelta:
    midnight = date.min
    return datetime.combine(midnight, shift.closes) - datetime.combine(midnight, shift.opens)

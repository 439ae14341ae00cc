"""Working time runs as the procedure counts it, with hours of 08:30-12:00 and 13:00-17:30."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.words import Failure
from sales.working_time import Shift, WorkingTime

SHANGHAI = ZoneInfo("Asia/Shanghai")
SHIFTS = (Shift(time(8, 30), time(12)), Shift(time(13), time(17, 30)))


class Weekdays:
    """Monday to Friday, with a few days the other way."""

    off = frozenset({date(2026, 10, day) for day in range(1, 8)})  # National Day
    on = frozenset({date(2026, 10, 10)})  # a Saturday, made up

    def is_working_day(self, day: date) -> bool:
        return day in self.on or (day not in self.off and day.weekday() < 5)


WORK = WorkingTime(Weekdays(), SHIFTS, SHANGHAI)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-02 10:00", 1, "2026-11-03 10:00"),
        ("2026-11-06 16:15", 1, "2026-11-09 16:15"),  # over a weekend
        ("2026-09-30 09:00", 2, "2026-10-09 09:00"),  # over the holiday
        ("2026-10-09 09:00", 1, "2026-10-10 09:00"),  # a Saturday that is made up
        ("2026-11-02 19:00", 1, "2026-11-04 08:30"),  # after hours: counts from the next opening
        ("2026-11-02 12:20", 1, "2026-11-03 13:00"),  # in the lunch break
        ("2026-11-07 11:00", 2, "2026-11-11 08:30"),  # on a Saturday
        ("2026-11-02 17:30", 0, "2026-11-03 08:30"),  # at the very close
    ],
)
def test_working_days_end_at_the_same_time_of_day(start: str, days: int, end: str) -> None:
    assert WORK.after_working_days(at(start), days) == at(end)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-02 09:00", 2, "2026-11-02 11:00"),
        ("2026-11-02 11:00", 2, "2026-11-02 14:00"),  # the lunch break does not count
        ("2026-11-02 16:30", 2, "2026-11-03 09:30"),
        ("2026-11-06 17:00", 2, "2026-11-09 10:00"),
        ("2026-11-02 08:00", 8, "2026-11-02 17:30"),
        ("2026-11-02 08:00", 0.5, "2026-11-02 09:00"),
    ],
)
def test_working_hours_run_only_while_the_company_works(start: str, hours: float, end: str) -> None:
    assert WORK.after_working_hours(at(start), hours) == at(end)


def test_calendar_days_run_through_weekends_and_holidays() -> None:
    assert WORK.after_calendar_days(at("2026-09-28 22:00"), 7) == at("2026-10-05 22:00")


def test_a_start_in_another_zone_is_counted_by_the_companys_clocks() -> None:
    start = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
    end = WORK.after_working_days(start, 1)
    assert end == at("2026-11-03 09:00")
    assert end.utcoffset() == timedelta(hours=8)


def test_a_calendar_without_working_days_says_so_instead_of_running_for_ever() -> None:
    class Never:
        def is_working_day(self, day: date) -> bool:
            return False

    with pytest.raises(Failure, match="no working day in the year after 2026-11-02"):
        WorkingTime(Never(), SHIFTS, SHANGHAI).after_working_days(at("2026-11-02 09:00"), 1)


@given(
    start=st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda after: at("2026-01-01") + after),
    first=st.floats(0.1, 30),
    second=st.floats(0.1, 30),
)
def test_hours_add_up_wherever_the_clock_is_stopped_in_between(
    start: datetime, first: float, second: float
) -> None:
    whole = WORK.after_working_hours(start, first + second)
    parts = WORK.after_working_hours(WORK.after_working_hours(start, first), second)
    assert abs(whole - parts) < timedelta(milliseconds=1) or WORK.next_working_moment(whole) == parts


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=365)).map(lambda after: at("2026-01-01") + after)
SPANS = st.timedeltas(timedelta(0), timedelta(hours=40))


@given(MOMENTS, SPANS, SPANS)
def test_a_later_start_never_ends_earlier(start: datetime, later: timedelta, span: timedelta) -> None:
    assert WORK.after_working(start + later, span) >= WORK.after_working(start, span)


@given(MOMENTS, st.integers(0, 20), st.integers(0, 20))
def test_working_days_add_up(start: datetime, first: int, second: int) -> None:
    stopped = WORK.after_working_days(start, first)
    assert WORK.after_working_days(stopped, second) == WORK.after_working_days(start, first + second)


@given(MOMENTS, SPANS)
def test_what_was_counted_forward_is_measured_back(start: datetime, span: timedelta) -> None:
    """So a clock that was paused goes on with exactly what it had left."""
    assert WORK.working_between(start, WORK.after_working(start, span)) == span


@given(MOMENTS, SPANS, SPANS)
def test_working_time_between_moments_adds_up(start: datetime, first: timedelta, second: timedelta) -> None:
    middle = start + first
    parts = WORK.working_between(start, middle) + WORK.working_between(middle, middle + second)
    assert parts == WORK.working_between(start, middle + second)


def test_no_working_time_passes_backwards() -> None:
    assert WORK.working_between(at("2026-11-03 10:00"), at("2026-11-02 10:00")) == timedelta(0)


def test_a_working_day_is_as_long_as_its_shifts() -> None:
    assert WORK.day == timedelta(hours=8)


class Always:
    """A house that works around the clock."""

    def is_working_day(self, day: date) -> bool:
        return True


BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = WorkingTime(Always(), (Shift(time(0), time(6)),), BERLIN)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-29T01:00+01:00", 2, "2026-03-29T04:00+02:00"),  # 02:00 to 03:00 does not exist
        ("2026-10-25T01:00+02:00", 2, "2026-10-25T02:00+01:00"),  # 02:00 to 03:00 comes twice
    ],
)
def test_hours_are_hours_in_the_night_when_the_clocks_change(start: str, hours: int, end: str) -> None:
    began, ended = datetime.fromisoformat(start), datetime.fromisoformat(end)
    assert NIGHT.after_working_hours(began, hours).isoformat(timespec="minutes") == end
    assert NIGHT.working_between(began, ended) == timedelta(hours=hours)


def test_a_time_of_day_that_the_clocks_skip_is_as_much_after_the_skip() -> None:
    start = datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)
    assert NIGHT.after_calendar_days(start, 1).isoformat() == "2026-03-29T03:30:00+02:00"

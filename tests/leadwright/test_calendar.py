"""The calendar of the State Council's notices, with the company's own days over it."""

import tomllib
from calendar import isleap
from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import pairwise
from pathlib import Path

import pytest

from leadwright.calendar import CompanyCalendar
from sales.working_time import WorkingTime
from tests.sales.test_working_time import SHANGHAI, SHIFTS


def test_a_sunday_made_up_for_a_holiday_is_a_working_day() -> None:
    """国务院 2026: 4 January is worked for 2 January."""
    calendar = CompanyCalendar()
    assert calendar.is_working_day(date(2026, 1, 4))
    assert not calendar.is_working_day(date(2026, 1, 2))


def test_the_companys_own_days_go_before_the_countrys() -> None:
    calendar = CompanyCalendar(
        days_off=frozenset({date(2026, 11, 3)}), days_on=frozenset({date(2026, 11, 7)})
    )
    assert not calendar.is_working_day(date(2026, 11, 3))
    assert calendar.is_working_day(date(2026, 11, 7))


def test_a_year_not_published_yet_falls_back_to_weekends_and_fixed_holidays() -> None:
    calendar = CompanyCalendar()
    assert not calendar.knows(2090)
    assert not calendar.is_working_day(date(2090, 10, 2))
    assert calendar.is_working_day(date(2090, 11, 1))  # a Wednesday


def test_the_gap_is_named_in_december_for_the_year_to_come() -> None:
    calendar = CompanyCalendar()
    assert calendar.gap(date(2026, 6, 1)) is None
    gap = calendar.gap(date(2089, 12, 1))
    assert gap is not None
    assert "2089" in gap.zh


def test_days_written_in_the_settings_close_the_gap() -> None:
    assert CompanyCalendar(days_off=frozenset({date(2090, 1, 2)})).knows(2090)


def test_a_country_without_make_up_days_is_known_as_far_as_the_library_goes() -> None:
    assert CompanyCalendar("DE").knows(2030)


CHINA = CompanyCalendar()
PUBLISHED = [year for year in range(2001, 2100) if CHINA.knows(year)]
NOTICES = tomllib.loads(Path(__file__).with_name("official_years.toml").read_text("utf-8"))


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days) for days in range(365 + isleap(year))]


def days_in(periods: str) -> set[str]:
    """Return the days of these periods, as in ``01-01/01-03``; a single day is one, too."""
    days = [f"{day:%m-%d}" for day in days_of(2024)]
    ends = [(period.split("/")[0], period.split("/")[-1]) for period in periods.split()]
    return {day for first, last in ends for day in days if first <= day <= last}


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_a_year_is_as_its_notice_says(year: str) -> None:
    off, made_up = days_in(NOTICES[year]["off"]), days_in(NOTICES[year]["worked"])
    for day in days_of(int(year)):
        name = f"{day:%m-%d}"
        worked = name in made_up or (day.weekday() < 5 and name not in off)
        assert CHINA.is_working_day(day) is worked, day


@pytest.mark.parametrize("year", PUBLISHED)
def test_clocks_run_through_every_published_year_day_by_day(year: int) -> None:
    """A working day after each day of the year, and all its working time, counted day by day."""
    time = WorkingTime(CHINA, SHIFTS, SHANGHAI)
    worked = [day for day in days_of(year) if CHINA.is_working_day(day)]
    for day, following in pairwise(worked):
        start = datetime.combine(day, clock(16, 15), SHANGHAI)
        assert time.after_working_days(start, 1) == start.replace(month=following.month, day=following.day)
        assert time.after_working_hours(start, 8).date() == following
    begin, end = (datetime(each, 1, 1, tzinfo=SHANGHAI) for each in (year, year + 1))
    assert time.working_between(begin, end) == len(worked) * time.day


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_published_chinese_year_holds_together(year: int) -> None:
    """Days that every notice since 2001 agrees on; a made-up weekend day stands for a weekday that is off."""
    calendar = CHINA
    fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
    assert not any(calendar.is_working_day(date(year, *day)) for day in fixed)
    made_up = [day for day in days_of(year) if day.weekday() >= 5 and calendar.is_working_day(day)]
    off = [day for day in days_of(year) if day.weekday() < 5 and not calendar.is_working_day(day)]
    assert 0 < len(made_up) <= len(off)
    assert 245 <= sum(map(calendar.is_working_day, days_of(year))) <= 255


@pytest.mark.parametrize(
    ("country", "off", "worked"),
    [
        ("DE", date(2026, 10, 3), date(2026, 10, 1)),
        ("US", date(2026, 11, 26), date(2026, 11, 27)),
        ("JP", date(2026, 11, 23), date(2026, 10, 1)),
    ],
)
def test_another_country_has_its_own_holidays(country: str, off: date, worked: date) -> None:
    assert not CompanyCalendar(country).is_working_day(off)
    assert CompanyCalendar(country).is_working_day(worked)


def test_a_clock_that_runs_into_a_year_not_published_is_told() -> None:
    calendar = CompanyCalendar()
    assert calendar.gap_between(date(2026, 11, 2), date(2026, 12, 31)) is None
    gap = calendar.gap_between(date(2026, 12, 30), date(2090, 1, 4))
    assert gap is not None

"""The calendar of the State Council's notices, with the company's own days over it."""

from calendar import isleap
from datetime import date, timedelta

import pytest

from leadwright.calendar import CompanyCalendar


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


PUBLISHED = [year for year in range(2001, 2100) if CompanyCalendar().knows(year)]
MADE_UP = {
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
"""The weekend days that the State Council's notices for these years have worked."""


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days) for days in range(365 + isleap(year))]


@pytest.mark.parametrize("year", MADE_UP)
def test_exactly_the_weekends_of_the_notice_are_worked(year: int) -> None:
    worked = [day for day in days_of(year) if day.weekday() >= 5 and CompanyCalendar().is_working_day(day)]
    assert " ".join(f"{day:%m-%d}" for day in worked) == MADE_UP[year]


@pytest.mark.parametrize("year", PUBLISHED)
def test_every_published_chinese_year_holds_together(year: int) -> None:
    """Days that every notice since 2001 agrees on; a made-up weekend day stands for a weekday that is off."""
    calendar = CompanyCalendar()
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

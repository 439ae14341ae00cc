"""The company's calendar: public holidays, make-up working days, and its own days over them (I15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import holidays

from leadwright.settings import Settings
from sales.words import Words
from sales.working_time import WorkingTime


@dataclass(frozen=True)
class CompanyCalendar:
    """A country's working days, changed by the days that the settings name."""

    country: str = "CN"
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Say whether the company works on ``day``.

        In a year whose make-up days are not published yet, weekends and the law's fixed holidays are off.
        """
        if day in self.days_on:
            return True
        return day not in self.days_off and self._public.is_working_day(day)

    def knows(self, year: int) -> bool:
        """Say whether the days of ``year`` are published and known here, or written down in the settings."""
        return self._is_published(year) or any(day.year == year for day in self.days_on | self.days_off)

    def gap(self, today: date) -> Words | None:
        """Return what this year's calendar lacks, in December also the next year's; None if nothing."""
        return self._gap_in(range(today.year, today.year + (today.month == 12) + 1))

    def gap_between(self, first: date, last: date) -> Words | None:
        """Return what the calendar lacks for a clock from ``first`` to ``last``; None if nothing."""
        return self._gap_in(range(first.year, last.year + 1))

    def first_unknown(self, years: Iterable[int]) -> int | None:
        """Return the first of these years that is not known; None if they all are."""
        return next((year for year in years if not self.knows(year)), None)

    def _gap_in(self, years: Iterable[int]) -> Words | None:
        year = self.first_unknown(years)
        return None if year is None else gap_of(year)

    def _is_published(self, year: int) -> bool:
        if not self._public.has_substituted_holidays:
            return self._public.start_year <= year <= self._public.end_year
        self._public.get(date(year, 1, 1))  # makes the library work the year out
        return any(day.year == year for day in self._public.weekend_workdays)

    @cached_property
    def _public(self) -> holidays.HolidayBase:
        return holidays.country_holidays(self.country)


def gap_of(year: int) -> Words:
    """Return what to say of a year that a calendar lacks, and how it is counted meanwhile (I15)."""
    return Words(
        f"日历里没有 {year} 年的放假调休安排，暂按周末和法定节日计算。"
        "请升级 Leadwright，或在 [calendar] 的 days_off、days_on 中写入。",
        f"The calendar has no make-up days for {year}; weekends and fixed holidays stand in. "
        "Upgrade Leadwright, or write days_off and days_on in [calendar].",
    )


def company_calendar(settings: Settings) -> CompanyCalendar:
    """Return the working days of this company."""
    written = settings.keys.calendar
    return CompanyCalendar(written.country, written.days_off, written.days_on)


def working_time(settings: Settings) -> WorkingTime:
    """Return when this company works."""
    return WorkingTime(company_calendar(settings), settings.keys.calendar.hours, settings.zone)

"""The calendar of the State Council's notices, with the company's own days over it."""

from datetime import date

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

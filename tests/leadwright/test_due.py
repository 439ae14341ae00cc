"""`due` says when a clock runs out, for any start."""

from pathlib import Path

import pytest

from leadwright.cli.app import call


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A company in Shanghai that speaks English."""
    (tmp_path / "leadwright.toml").write_text('language = "en"\n', "utf-8")
    monkeypatch.setenv("LEADWRIGHT_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("2026-11-24T10:00 --working-days 2", "2026-11-26T10:00:00+08:00"),  # company time
        ("2026-11-24T02:00Z --working-days 2", "2026-11-26T10:00:00+08:00"),
        ("2026-09-30T16:30 --working-hours 2.5", "2026-10-08T10:00:00+08:00"),  # over the National Day
        ("2026-02-13T10:00 --working-days 1", "2026-02-14T10:00:00+08:00"),  # a Saturday that is made up
        ("2026-11-24T10:00 --calendar-days 10", "2026-12-04T10:00:00+08:00"),
        ("2026-11-28 --working-days 0", "2026-11-30T08:30:00+08:00"),
        ("2026-11-24T07:00 --working-hours 2", "2026-11-24T10:30:00+08:00"),  # before the opening
        ("2026-11-24T18:00 --working-days 1", "2026-11-26T08:30:00+08:00"),  # after the close
        ("2026-11-24T12:30 --working-hours 1", "2026-11-24T14:00:00+08:00"),  # in the lunch break
        ("2026-10-10T07:00 --working-hours 8", "2026-10-10T17:30:00+08:00"),  # on a Saturday that is made up
        ("2026-10-03T10:00 --calendar-days 1", "2026-10-04T10:00:00+08:00"),  # whatever day it is
        ("2024-02-28T17:00 --working-hours 1", "2024-02-29T09:00:00+08:00"),  # a leap day
        ("2024-02-29T10:00 --calendar-days 365", "2025-02-28T10:00:00+08:00"),
        ("20261124T1000+0545 --working-days 1", "2026-11-25T13:00:00+08:00"),  # ISO 8601 without its marks
    ],
)
def test_one_time_is_printed_and_nothing_else(
    capsys: pytest.CaptureFixture[str], said: str, ends: str
) -> None:
    assert call(["due", *said.split()]) == 0
    assert capsys.readouterr() == (f"{ends}\n", "")


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("2026-03-29T01:00 --working-hours 2", "2026-03-29T04:00:00+02:00"),  # 02:00 to 03:00 is skipped
        ("2026-10-25T01:00+02:00 --working-hours 3", "2026-10-25T03:00:00+01:00"),  # and here comes twice
        ("2026-03-28T02:30 --calendar-days 1", "2026-03-29T03:30:00+02:00"),
        (
            "2026-12-24T03:00 --working-days 1",
            "2026-12-27T03:00:00+01:00",
        ),  # Christmas is off, Sundays are not
    ],
)
def test_a_night_shift_abroad_keeps_its_hours_when_the_clocks_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, ends: str
) -> None:
    sundays = ", ".join(f'"{day}"' for day in ("2026-03-29", "2026-10-25", "2026-12-27"))
    calendar = f'[calendar]\ncountry = "DE"\nhours = ["00:00-06:00"]\ndays_on = [{sundays}]\n'
    settings = f'language = "en"\ntimezone = "Europe/Berlin"\n{calendar}'
    (tmp_path / "leadwright.toml").write_text(settings, "utf-8")
    assert call(["due", *said.split()]) == 0
    assert capsys.readouterr() == (f"{ends}\n", "")


@pytest.mark.parametrize(
    ("said", "why", "status"),
    [
        ("tomorrow --working-days 1", "is no time; write it as 2026-11-24T10:00", 2),
        ("0001-01-01T00:00+14:00 --working-days 1", "is no time", 2),
        ("2026-11-24", "exactly one of --working-days", 2),
        ("2026-11-24 --working-days 1 --calendar-days 1", "exactly one of --working-days", 2),
        ("2026-11-24 --working-days -1", "--working-days has to be 0 to 10000", 2),
        ("2026-11-24 --working-hours nan", "--working-hours has to be 0 to 10000", 2),
        ("2026-11-24 --working-days 1.5", "has to be a whole number", 2),
        ("2026-11-24 --working-hours many", "has to be a number", 2),
        ("9999-12-30T10:00 --working-days 9", "beyond the end of the calendar", 1),
    ],
)
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], said: str, why: str, status: int) -> None:
    assert call(["due", *said.split()]) == status
    printed, told = capsys.readouterr()
    assert why in told
    assert not printed


def test_a_year_that_is_not_published_is_said_beside_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """I15: an alarm and a stated fallback, never a crash."""
    assert call(["due", "2090-11-01T09:00", "--working-days", "1"]) == 0
    printed, told = capsys.readouterr()
    assert printed == "2090-11-02T09:00:00+08:00\n"
    assert "no make-up days for 2090; weekends and fixed holidays stand in" in told


def test_a_chinese_home_is_told_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "leadwright.toml").write_text('language = "zh"\n', "utf-8")
    assert call(["due", "明天", "--working-days", "1"]) == 2
    assert "“明天”不是时间，请写成 2026-11-24T10:00" in capsys.readouterr().err
    assert call(["due", "2090-11-01", "--working-hours", "1"]) == 0
    assert "日历里没有 2090 年的放假调休安排，暂按周末和法定节日计算" in capsys.readouterr().err

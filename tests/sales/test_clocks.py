"""The clocks of the procedure, on the calendar of a week in November 2026."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sales.clocks import PROCEDURE, Clock, due
from sales.working_time import Shift, WorkingTime

ZONE = ZoneInfo("Asia/Shanghai")


class Weekdays:
    """Monday to Friday."""

    def is_working_day(self, day: date) -> bool:
        """Say whether it is none of the weekend."""
        return day.weekday() < 5


TIME = WorkingTime(Weekdays(), (Shift(time(8, 30), time(12)), Shift(time(13), time(17, 30))), ZONE)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("clock", "product_line", "runs_out"),
    [
        (Clock.ANSWER, "", datetime(2026, 11, 24, 10, tzinfo=ZONE)),  # P2.4
        (Clock.PROPOSAL, "single-machine", datetime(2026, 11, 25, 10, tzinfo=ZONE)),  # P3.2
        (Clock.PROPOSAL, "welding-robot", datetime(2026, 11, 26, 10, tzinfo=ZONE)),
        (Clock.PROPOSAL, "welding-line", datetime(2026, 12, 3, 10, tzinfo=ZONE)),  # calendar days
        (Clock.PROPOSAL, "something new", datetime(2026, 11, 25, 10, tzinfo=ZONE)),
        (Clock.REVIEW, "", datetime(2026, 11, 24, 10, tzinfo=ZONE)),  # P6.1
        (Clock.REVIEW_ON_SITE, "", datetime(2026, 11, 23, 12, tzinfo=ZONE)),
    ],
)
def test_when_it_runs_out(clock, product_line, runs_out):
    assert due(PROCEDURE[clock], product_line, MONDAY, TIME) == runs_out


def test_every_clock_of_the_procedure_has_a_span():
    assert set(PROCEDURE) == set(Clock)

"""Who stands in for whom, on which days."""

from datetime import date

import pytest

from sales.people import Person
from sales.permission import Absence, with_deputies
from tests.sales.people import CHEN, LI, SUN, TERRITORY, WANG

AWAY = (
    Absence(CHEN.id, SUN.id, date(2026, 11, 23), date(2026, 11, 27)),
    Absence(LI.id, WANG.id, *[date.max] * 2),
)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 22), (CHEN, LI)),
        (date(2026, 11, 23), (CHEN, SUN, LI)),
        (date(2026, 11, 27), (CHEN, SUN, LI)),  # still away
        (date(2026, 11, 28), (CHEN, LI)),
    ],
)
def test_deputies_are_told_while_somebody_is_away(day: date, told: tuple[Person, ...]) -> None:
    assert with_deputies((CHEN, LI), AWAY, TERRITORY, day) == told


def test_nobody_is_told_twice() -> None:
    assert with_deputies((CHEN, SUN), AWAY, TERRITORY, date(2026, 11, 24)) == (CHEN, SUN)

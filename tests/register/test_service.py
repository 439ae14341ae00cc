"""How sources are doing and what the coordinator has to know (I13)."""

from datetime import timedelta

from register import alarms, sources
from register.database import Register
from sales.service import Alarm, SourceState
from sales.words import Words
from tests.register.made import LATER, NOW, WHY

LATEST = LATER + timedelta(hours=1)


def test_a_good_cycle_counts_what_it_took_in(register: Register) -> None:
    with register.begin() as c:
        sources.good_cycle(c, "sales", NOW, 3)
        sources.good_cycle(c, "sales", LATER, 4)
        sources.good_cycle(c, "fax", NOW, 0)
    with register.read() as c:
        assert sources.sources(c) == [
            SourceState("fax", last_tried_at=NOW, last_good_at=NOW),
            SourceState("sales", last_tried_at=LATER, last_good_at=LATER, taken_in=7),
        ]


def test_failing_began_with_the_first_bad_cycle_and_ends_with_a_good_one(register: Register) -> None:
    again = Words("又", "again")
    with register.begin() as c:
        sources.good_cycle(c, "sales", NOW, 3)
        sources.bad_cycle(c, "sales", LATER, WHY)
        sources.bad_cycle(c, "sales", LATEST, again)
        assert sources.sources(c) == [SourceState("sales", LATEST, NOW, LATER, again, 3)]
        sources.good_cycle(c, "sales", LATEST, 1)
        assert sources.sources(c) == [SourceState("sales", LATEST, LATEST, None, None, 4)]


def test_a_source_that_never_answered_fails_since_it_was_first_tried(register: Register) -> None:
    with register.begin() as c:
        sources.bad_cycle(c, "sales", NOW, WHY)
        sources.bad_cycle(c, "sales", LATER, WHY)
        assert sources.sources(c) == [SourceState("sales", LATER, None, NOW, WHY, 0)]


def test_an_alarm_is_told_once_until_it_is_over(register: Register) -> None:
    with register.begin() as c:
        assert alarms.raise_alarm(c, "source:sales", WHY, NOW)
        assert not alarms.raise_alarm(c, "source:sales", WHY, LATER)
        assert alarms.raise_alarm(c, "calendar:2027", WHY, LATER)
        assert alarms.told(c, "source:sales", LATER)
        assert not alarms.told(c, "source:sales", LATER)
        assert alarms.open_alarms(c) == [
            Alarm("source:sales", WHY, NOW, told_at=LATER),
            Alarm("calendar:2027", WHY, LATER),
        ]
        assert alarms.clear(c, "source:sales", LATER)
        assert not alarms.clear(c, "source:sales", LATER)
        assert not alarms.told(c, "source:sales", LATER)
        assert alarms.raise_alarm(c, "source:sales", WHY, LATEST)
        assert [alarm.key for alarm in alarms.open_alarms(c)] == ["calendar:2027", "source:sales"]

"""Quick work passes slow work, however much of that there is (I7)."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from threading import Event

import pytest

from leadwright.lanes import Lanes

SECONDS = 10  # for what takes no time


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    with closing(Lanes(2)) as lanes:
        yield lanes


def nobody() -> None:
    """Nobody wants to be told."""


def test_quick_work_waits_for_no_slow_work_that_came_before_it(lanes: Lanes) -> None:
    """A thousand scans wait for the first of them; the mails behind are read, in their order."""
    scanned = Event()

    def scan() -> None:
        lanes.leave_quick()
        scanned.wait(SECONDS)

    scans = [lanes.begin(scan, nobody) for _ in range(1000)]
    read: list[int] = []
    for mail in [lanes.begin(partial(read.append, number), nobody) for number in range(5)]:
        mail.result(SECONDS)
    assert sorted(read) == list(range(5))
    assert not any(scan.done() for scan in scans)
    scanned.set()
    assert [scan.result(SECONDS) for scan in scans] == [None] * 1000


def test_slow_work_is_told_and_begins_anew_in_the_order_in_which_it_came(lanes: Lanes) -> None:
    begun: list[str] = []
    told: list[str] = []

    def scan(name: str) -> str:
        begun.append(name)
        lanes.leave_quick()
        return name if lanes.is_slow else "quick"

    first = lanes.begin(lambda: scan("first"), lambda: told.append("first"))
    assert first.result(SECONDS) == "first"
    assert (begun, told) == (["first", "first"], ["first"])


def test_slow_work_outside_of_the_lanes_goes_on(lanes: Lanes) -> None:
    """A person who reads one fax by hand waits for it."""
    lanes.leave_quick()


def test_what_goes_wrong_is_raised_where_the_result_is_asked_for(lanes: Lanes) -> None:
    with pytest.raises(LookupError):
        lanes.begin([].pop, nobody).result(SECONDS)


def test_work_that_nobody_wants_any_more_is_not_begun(lanes: Lanes) -> None:
    """A held fax that a person drops while others are read costs no time."""
    read_on, begun = Event(), Event()

    def scan(work: Callable[[], object]) -> None:
        lanes.leave_quick()
        work()

    first = lanes.begin(partial(scan, partial(read_on.wait, SECONDS)), nobody)
    unwanted = lanes.begin(partial(scan, begun.set), nobody)
    assert unwanted.cancel()
    read_on.set()
    first.result(SECONDS)
    lanes.begin(lanes.leave_quick, nobody).result(SECONDS)
    assert not begun.is_set()

"""A task calls before its deadline, at it, and twice after it; while it waits for the customer, never."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sales.calls import (
    Call,
    called,
    is_at_once,
    last_called,
    paused,
    resumed,
    superiors,
    with_deputies,
    wound,
)
from sales.paper import Task
from sales.people import Person, Territory
from sales.permission import Absence
from tests.sales.people import CHEN, LI, LIU, PEOPLE, SUN, TERRITORY, WANG
from tests.sales.test_working_time import WORK, at

PROPOSAL = Task(
    lead="LW-2026-00001",
    kind="proposing",
    owner="chen",
    opened_at=at("2026-11-02 10:00"),
    due_at=at("2026-11-04 10:00"),
    clause="P3.2",
    late_at=at("2026-11-06 10:00"),
)


def calls_of(task: Task) -> list[datetime]:
    """Return when the task calls, as long as nobody does it."""
    times, task = [], wound(task, task.opened_at, WORK)
    while task.next_call_at is not None:
        times.append(task.next_call_at)
        task = called(task, WORK)
    return times


def test_it_calls_with_half_of_the_time_left_when_due_when_late_and_a_day_later() -> None:
    half, due, director, sales_gm = calls_of(PROPOSAL)
    assert half == at("2026-11-03 10:00")
    assert due == at("2026-11-04 10:00")
    assert director == at("2026-11-06 10:00")
    assert sales_gm == at("2026-11-09 10:00")  # over a weekend


def test_where_no_delay_is_tolerated_the_director_hears_at_the_deadline() -> None:
    _, due, director, sales_gm = calls_of(replace(PROPOSAL, late_at=None))
    assert (due, director, sales_gm) == (PROPOSAL.due_at, PROPOSAL.due_at, at("2026-11-05 10:00"))


def test_a_short_task_has_no_reminder() -> None:
    short = replace(PROPOSAL, due_at=at("2026-11-02 11:59"), late_at=None)
    assert calls_of(short)[0] == short.due_at


def test_what_was_left_is_left_after_waiting_for_the_customer() -> None:
    """Paused with a day and a half of working time to go, it has as much when it goes on."""
    running = wound(PROPOSAL, PROPOSAL.opened_at, WORK)
    waiting = paused(running, at("2026-11-02 14:00"), WORK)
    assert waiting.next_call_at is None
    again = resumed(waiting, at("2026-11-16 14:00"), WORK)
    assert again.due_at == at("2026-11-18 10:00")
    assert again.late_at == at("2026-11-20 10:00")
    assert (again.paused_at, again.left_seconds) == (None, None)


def test_waiting_makes_no_overdue_task_punctual() -> None:
    """Its deadline stays; of the two days tolerated it still has what it had."""
    overdue = wound(replace(PROPOSAL, calls=2), PROPOSAL.opened_at, WORK)
    again = resumed(paused(overdue, at("2026-11-05 10:00"), WORK), at("2026-11-17 10:00"), WORK)
    assert (again.due_at, again.calls) == (PROPOSAL.due_at, 2)
    assert again.late_at == again.next_call_at == at("2026-11-18 10:00")


@pytest.mark.parametrize(
    ("now", "call", "passed_over"),
    [
        ("2026-11-03 10:00", Call.REMINDER, 0),
        ("2026-11-04 10:00", Call.DUE, 1),
        ("2026-11-06 10:00", Call.LATE, 2),
        ("2026-12-24 10:00", Call.UNHEEDED, 3),
    ],
)
def test_after_a_silence_the_last_call_is_made_and_the_others_are_counted(
    now: str, call: Call, passed_over: int
) -> None:
    made = last_called(wound(PROPOSAL, PROPOSAL.opened_at, WORK), at(now), WORK)
    assert (made.call, made.passed_over) == (call, passed_over)
    assert made.after.calls == call + 1
    assert made.after.next_call_at is None or made.after.next_call_at > at(now)


def test_what_comes_at_the_same_moment_was_not_missed() -> None:
    """P2.4: where no delay is tolerated, both hear at the deadline, whose task it is and the director."""
    task = called(wound(replace(PROPOSAL, late_at=None), PROPOSAL.opened_at, WORK), WORK)
    first = last_called(task, PROPOSAL.due_at, WORK)
    then = last_called(first.after, PROPOSAL.due_at, WORK)
    assert [(each.call, each.passed_over) for each in (first, then)] == [(Call.DUE, 0), (Call.LATE, 0)]
    assert [is_at_once(each) for each in (first, then)] == [False, True]
    assert then.after.next_call_at == at("2026-11-05 10:00")


@pytest.mark.parametrize(
    ("call", "late", "told"),
    [
        (Call.REMINDER, LIU, ()),
        (Call.DUE, LIU, ()),
        (Call.LATE, LIU, (CHEN,)),
        (Call.UNHEEDED, LIU, (SUN,)),
        (Call.LATE, CHEN, (SUN,)),  # the director is late
        (Call.UNHEEDED, CHEN, (SUN,)),
        (Call.LATE, SUN, (WANG,)),  # nobody is above the sales GM
        (Call.LATE, WANG, (CHEN,)),
    ],
)
def test_who_is_late_is_told_to_the_director_then_to_the_sales_gm(
    call: Call, late: Person, told: tuple[Person, ...]
) -> None:
    assert superiors(call, [late], TERRITORY) == told


def test_a_small_company_tells_whoever_there_is() -> None:
    nobody_above = Territory((), (LI, WANG))
    assert superiors(Call.LATE, [LI], nobody_above) == (WANG,)
    assert superiors(Call.UNHEEDED, [LI], Territory((), (LI, WANG, CHEN))) == (CHEN,)
    assert superiors(Call.LATE, [LI], Territory((), (LI,))) == ()
    assert superiors(Call.LATE, [], Territory((), PEOPLE)) == (CHEN,)  # of somebody who has left


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

"""A task calls before its deadline, at it, and twice after it; while it waits for the customer, never."""

from dataclasses import replace
from datetime import datetime

from sales.calls import called, paused, resumed, wound
from sales.paper import Task
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

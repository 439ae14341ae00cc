"""When the clock of a task speaks, and to whom: before it is due, when it is, and after (P3.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from types import MappingProxyType

from sales.paper import Task
from sales.people import Person, Role, Territory
from sales.permission import Absence
from sales.words import Words
from sales.working_time import WorkingTime

SHORT = timedelta(hours=2)  # of working time; who has less than that needs no reminder


class Call(IntEnum):
    """The calls in their order; a task counts in ``calls`` how many are behind it."""

    REMINDER = 0  # to whose task it is, when half of the time is left
    DUE = 1  # to them, at the deadline
    LATE = 2  # to the director, when what is tolerated has passed
    UNHEEDED = 3  # to the sales GM, a working day later


TOP_DOWN = (Role.SALES_GM, Role.DIRECTOR)
LADDER = {Call.LATE: (Role.DIRECTOR, Role.SALES_GM), Call.UNHEEDED: TOP_DOWN}
"""Who is told that a task is late, whoever of them there is first."""


BESIDE: Mapping[str, Words] = MappingProxyType(
    {"undelivered": Words("另行联系未收到邮件者", "reach whom a mail did not")}
)
"""Tasks that are of no stage: they stay their owner's, wherever the lead is."""


@dataclass(frozen=True, slots=True)
class Called:
    """The call that a task makes now."""

    call: Call
    before: Task
    after: Task  # with this call behind it, and those passed over
    passed_over: int  # those whose time went by while the service did not run


def wound(task: Task, since: datetime, time: WorkingTime) -> Task:
    """Return the task with its next call set, for a clock that runs from ``since`` on."""
    left = time.working_between(since, task.due_at)
    calls = max(task.calls, Call.DUE if left < SHORT else Call.REMINDER)
    return replace(task, calls=calls, next_call_at=_call_at(task, calls, since, time))


def called(task: Task, time: WorkingTime) -> Task:
    """Return the task with its next call behind it, and the one after that set."""
    calls = task.calls + 1
    return replace(task, calls=calls, next_call_at=_call_at(task, calls, task.opened_at, time))


def last_called(task: Task, now: datetime, time: WorkingTime) -> Called:
    """Return the last call of a task that has come by ``now``; those of an earlier time are only counted.

    Of several that come at the same moment it is the first, and the task calls again at once after it.
    """
    come = [task]
    while (after := called(come[-1], time)).next_call_at and after.next_call_at <= now:
        come.append(after)
    passed_over = sum(each.next_call_at != come[-1].next_call_at for each in come)
    first = come[passed_over]
    return Called(Call(first.calls), task, called(first, time), passed_over)


def is_at_once(made: Called) -> bool:
    """Return whether the task was due at the very moment of the call, as where no delay is tolerated."""
    task = made.before
    return made.call is Call.LATE and task.late_at in (None, task.due_at)


def superiors(call: Call, late: Iterable[Person], territory: Territory) -> tuple[Person, ...]:
    """Return whom the call is made to besides those who are ``late``; nobody before they are.

    The director, a working day later the sales GM, and always somebody above who is late; the coordinators
    where the company has nobody there.
    """
    rungs = LADDER.get(call, ())
    own = {role for person in late for role in person.roles}
    above = [role for role in rungs if not own & set(TOP_DOWN[: TOP_DOWN.index(role) + 1])]
    found = (territory.with_role(role) for role in (*above, Role.COORDINATOR))
    return next(filter(None, found), ()) if rungs else ()


def with_deputies(
    people: Iterable[Person], absences: Iterable[Absence], territory: Territory, today: date
) -> tuple[Person, ...]:
    """Return these people, each followed by whoever stands in for them today (P2.3)."""
    away = [each for each in absences if each.first <= today <= each.last]
    deputies = {each.id: [a.deputy for a in away if a.person == each.id] for each in territory.people}
    found = (who for each in people for who in (each, *map(territory.person, deputies.get(each.id, ()))))
    return tuple(dict.fromkeys(filter(None, found)))


def paused(task: Task, now: datetime, time: WorkingTime) -> Task:
    """Return the task with its clock stopped, and what was left of its working time, tolerance included."""
    left = time.working_between(now, task.late_at or task.due_at)
    return replace(task, paused_at=now, left_seconds=round(left.total_seconds()), next_call_at=None)


def resumed(task: Task, now: datetime, time: WorkingTime) -> Task:
    """Return the task with its clock running again: it has what was left, and tolerates what it did.

    A deadline that had passed when the clock stopped stays.
    """
    left = timedelta(seconds=task.left_seconds or 0)
    tolerated = time.working_between(task.due_at, task.late_at or task.due_at)
    due = time.after_working(now, left - tolerated) if left > tolerated else task.due_at
    late = time.after_working(now, left) if left and task.late_at else task.late_at
    running = replace(task, due_at=due, late_at=late, paused_at=None, left_seconds=None)
    return wound(running, now, time)


def _call_at(task: Task, calls: int, since: datetime, time: WorkingTime) -> datetime | None:
    """Return when the call comes that has ``calls`` before it; None after the last one."""
    late = task.late_at or task.due_at
    match calls:
        case Call.REMINDER:
            return time.after_working(since, time.working_between(since, task.due_at) / 2)
        case Call.DUE:
            return task.due_at
        case Call.LATE:
            return late
        case Call.UNHEEDED:
            return time.after_working_days(late, 1)
    return None

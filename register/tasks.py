"""What waits for whom until when."""

from datetime import datetime

from sqlalchemy import Boolean, Connection, bindparam, func, select, update

from register.once import insert_once
from register.tables import CALLING, OPEN_TASK
from register.tables import tasks as table
from sales.paper import Task


def open_task(c: Connection, task: Task) -> bool:
    """Open a task; False where the lead has an open task of this kind already, which stays as it is."""
    return insert_once(c, table, {column.name: getattr(task, column.name) for column in _FIELDS})


def close_task(c: Connection, number: str, kind: str, now: datetime) -> bool:
    """Note that the open task of this kind is done; False where there is none."""
    return c.execute(_CLOSE, {"of_lead": number, "of_kind": kind, "done_at": now}).rowcount == 1


def close_all(c: Connection, number: str, now: datetime) -> None:
    """Note that every open task of the lead is done."""
    c.execute(_CLOSE_ALL, {"of_lead": number, "done_at": now})


def calling(c: Connection, now: datetime) -> list[Task]:
    """Return the open tasks whose clock has something to say by ``now``, whose turn came first first."""
    return [Task(**row._mapping) for row in c.execute(_CALLING, {"by": now})]


def set_clock(c: Connection, before: Task, after: Task) -> bool:
    """Note the deadline, pause and calls of an open task; False where it was done meanwhile, or somebody else
    has set its clock since it was as it is ``before``.
    """
    clock = {name: getattr(after, name) for name in _OF_CLOCK}
    this = {"of_lead": before.lead, "of_kind": before.kind}
    known = {"known_calls": before.calls, "is_paused": before.paused_at is not None}
    return c.execute(_SET, {**this, **known, **clock}).rowcount == 1


def tasks(
    c: Connection, *, lead: str | None = None, owner: str | None = None, overdue_at: datetime | None = None
) -> list[Task]:
    """Return the open tasks, next due first; only those of a lead, of an owner, due before ``overdue_at``.

    What waits for the customer is overdue for nobody.
    """
    query = _OPEN
    if lead is not None:
        query = query.where(table.c.lead == lead)
    if owner is not None:
        query = query.where(table.c.owner == owner)
    if overdue_at is not None:
        query = query.where(table.c.due_at < overdue_at, _RUNS)
    return [Task(**row._mapping) for row in c.execute(query)]


def last_deadline(c: Connection) -> datetime | None:
    """Return the last moment at which the clock of an open task runs out, tolerance included."""
    found: datetime | None = c.execute(_LAST).scalar_one()
    return found


def tasks_of(c: Connection, number: str) -> list[Task]:
    """Return all tasks of a lead, done or not, in the order they were opened."""
    return [Task(**row._mapping) for row in c.execute(_OF_LEAD, {"of_lead": number})]


_RUNS = table.c.paused_at.is_(None)
_FIELDS = [column for column in table.c if column.name != "id"]
_OPEN = select(*_FIELDS).where(OPEN_TASK).order_by(table.c.due_at, table.c.id)
_OF_LEAD = select(*_FIELDS).where(table.c.lead == bindparam("of_lead")).order_by(table.c.id)
_CLOSE_ALL = update(table).where(OPEN_TASK, table.c.lead == bindparam("of_lead"))
_CLOSE = _CLOSE_ALL.where(table.c.kind == bindparam("of_kind"))
_OF_CLOCK = ("due_at", "late_at", "next_call_at", "calls", "paused_at", "left_seconds")
_SET = update(table).where(
    OPEN_TASK,
    table.c.lead == bindparam("of_lead"),
    table.c.kind == bindparam("of_kind"),
    table.c.calls == bindparam("known_calls"),
    table.c.paused_at.is_not(None) == bindparam("is_paused", type_=Boolean()),
)
_LAST = select(func.max(func.coalesce(table.c.late_at, table.c.due_at))).where(OPEN_TASK, _RUNS)
_CALLING = (
    select(*_FIELDS)
    .where(CALLING, table.c.next_call_at <= bindparam("by"))
    .order_by(table.c.next_call_at, table.c.id)
)

"""When each source last answered, so that silence is noticed (I13)."""

from datetime import datetime
from functools import cache

from sqlalchemy import Connection, case, func, select
from sqlalchemy.sql.dml import Insert

from register.once import inserting
from register.tables import sources as table
from sales.service import SourceState
from sales.words import Words


def good_cycle(c: Connection, source: str, now: datetime, taken: int) -> None:
    """Note that a mailbox or folder was looked through without an error and gave ``taken`` new items."""
    row = {"name": source, "last_good_at": now, "last_tried_at": now, "taken_in": taken}
    c.execute(_note(c.dialect.name), row | {"failing_since": None, "problem": None})


def bad_cycle(c: Connection, source: str, now: datetime, problem: Words) -> None:
    """Note that a mailbox or folder could not be looked through, and why."""
    row = {"name": source, "last_good_at": None, "last_tried_at": now, "taken_in": 0}
    c.execute(_note(c.dialect.name), row | {"failing_since": now, "problem": problem})


def sources(c: Connection) -> list[SourceState]:
    """Return how each source is doing, by name."""
    return [SourceState(**row._mapping) for row in c.execute(_ALL)]


@cache
def _note(dialect: str) -> Insert:
    statement = inserting(dialect, table)
    new = statement.excluded
    since = func.coalesce(table.c.failing_since, new.failing_since)  # the first failure in a row counts
    changes = {
        "last_tried_at": new.last_tried_at,
        "last_good_at": func.coalesce(new.last_good_at, table.c.last_good_at),
        "failing_since": case((new.problem.is_not(None), since)),
        "problem": new.problem,
        "taken_in": table.c.taken_in + new.taken_in,
    }
    noted: Insert = statement.on_conflict_do_update(index_elements=[table.c.name], set_=changes)
    return noted


_ALL = select(table).order_by(table.c.name)

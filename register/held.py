"""What is set aside with its reason, until a person retries or drops it (I7).

One table for originals, steps of a lead, mails and messages that could not be fetched. Nothing leaves it: a
dropped item keeps its step from running again, a retried one keeps its number should it fail again.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from register.once import insert_once
from register.portions import portions
from register.tables import held as table
from register.tables import sightings
from sales.paper import Held
from sales.words import Words


def hold(c: Connection, subject: str, step: str, reason: Words, now: datetime, *, name: str = "") -> int:
    """Set a step of something aside and return the id; what is set aside already keeps its id.

    ``subject`` is the SHA-256 of an original, the number of a lead, or the Message-ID of a mail.
    """
    why = {"reason": reason, "held_at": now, "name": name, "retried": False}
    if not insert_once(c, table, {"subject": subject, "step": step, **why}):
        c.execute(_HOLD_AGAIN, {"of_subject": subject, "of_step": step, **why, **_NOT_DROPPED})
    id_: int = c.execute(_ID, {"of_subject": subject, "of_step": step}).scalar_one()
    return id_


def held(c: Connection) -> list[Held]:
    """Return what waits for a person, in the order of its ids."""
    return [Held(**row._mapping) for row in c.execute(_HELD)]


def item(c: Connection, id_: int) -> Held | None:
    """Return the item with this id, or None where none waits under it."""
    row = c.execute(_ONE, {"of_id": id_}).first()
    return None if row is None else Held(**row._mapping)


def release(c: Connection, id_: int) -> None:
    """Let the step run again. The item stays, out of sight: where it fails again, it is under the number that
    people have been told.
    """
    c.execute(_RELEASE, {"of_id": id_, "retried": True})


def release_step(c: Connection, subject: str, step: str) -> None:
    """Let this step of something run again, where it is set aside."""
    c.execute(_RELEASE_STEP, {"of_subject": subject, "of_step": step, "retried": True})


def drop(c: Connection, id_: int, reason: str, by: str, now: datetime) -> None:
    """Give the item up for good: its step never runs."""
    c.execute(_DROP, {"of_id": id_, "dropped_at": now, "dropped_by": by, "drop_reason": reason})


def untold(c: Connection) -> list[Held]:
    """Return what waits for a person who has not been told of it."""
    return [Held(**row._mapping) for row in c.execute(_UNTOLD)]


def told(c: Connection, ids: Collection[int], now: datetime) -> None:
    """Note that a person was told of these items."""
    for portion in portions(ids):
        c.execute(_TOLD, {"ids": portion, "told_at": now})


def count_by_source(c: Connection) -> dict[str, int]:
    """Return how many items of each source wait for a person; under "" what is no source's, as a lead."""
    return {row.source: row.number for row in c.execute(_COUNT_BY_SOURCE)}


_NOT_DROPPED = {"told_at": None, "dropped_at": None, "dropped_by": None, "drop_reason": None}
_COLUMNS = (table.c.id, table.c.subject, table.c.step, table.c.reason, table.c.held_at, table.c.name)
_WAITS = table.c.dropped_at.is_(None) & ~table.c.retried
_THIS = table.c.id == bindparam("of_id")
_STEP = (table.c.subject == bindparam("of_subject")) & (table.c.step == bindparam("of_step"))

_ID = select(table.c.id).where(_STEP)
_HELD = select(*_COLUMNS).where(_WAITS).order_by(table.c.id)
_UNTOLD = _HELD.where(table.c.told_at.is_(None))
_ONE = select(*_COLUMNS).where(_THIS, _WAITS)
_FIRST_SEEN = (
    select(sightings.c.source)
    .where(sightings.c.sha256 == table.c.subject)
    .order_by(sightings.c.id)
    .limit(1)
    .scalar_subquery()
)
_SOURCE = func.coalesce(table.c.source, _FIRST_SEEN, "").label("source")
_WAITING = select(_SOURCE).where(_WAITS).subquery()
_COUNT_BY_SOURCE = select(_WAITING.c.source, func.count().label("number")).group_by(_WAITING.c.source)

# An UPDATE sets the columns that its parameters name.
_HOLD_AGAIN = update(table).where(_STEP)
_RELEASE = update(table).where(_THIS)
_RELEASE_STEP = update(table).where(_STEP, _WAITS)
_TOLD = update(table).where(table.c.id.in_(bindparam("ids", expanding=True)))
_DROP = update(table).where(_THIS)

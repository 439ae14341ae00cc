"""What the coordinator has to know until it is over."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from register.once import insert_once
from register.tables import OPEN_ALARM
from register.tables import alarms as table
from sales.service import Alarm
from sales.words import Words


def raise_alarm(c: Connection, key: str, words: Words, now: datetime) -> bool:
    """Raise an alarm; False where it is raised already, so that it is told once."""
    return insert_once(c, table, {"key": key, "words": words, "raised_at": now})


def clear(c: Connection, key: str, now: datetime) -> bool:
    """Note that an alarm is over; False where it was not raised."""
    return c.execute(_CLEAR, {"of_key": key, "cleared_at": now}).rowcount == 1


def open_alarms(c: Connection) -> list[Alarm]:
    """Return the alarms that are not over, oldest first."""
    return [Alarm(**row._mapping) for row in c.execute(_OPEN)]


_OPEN = (
    select(table.c.key, table.c.words, table.c.raised_at, table.c.cleared_at)
    .where(OPEN_ALARM)
    .order_by(table.c.raised_at, table.c.id)
)
_CLEAR = update(table).where(OPEN_ALARM, table.c.key == bindparam("of_key"))

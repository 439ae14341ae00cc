"""What the coordinator has to know until it is over."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from register.once import insert_once
from register.tables import OPEN_ALARM
from register.tables import alarms as table
from sales.service import Alarm
from sales.words import Words


def raise_alarm(c: Connection, key: str, words: Words, now: datetime) -> bool:
    """Raise an alarm; False where it is raised already."""
    return insert_once(c, table, {"key": key, "words": words, "raised_at": now})


def told(c: Connection, key: str, now: datetime) -> bool:
    """Note that people are told of an alarm; False where they were already, or where it is over."""
    return c.execute(_TOLD, {"of_key": key, "told_at": now}).rowcount == 1


def clear(c: Connection, key: str, now: datetime) -> bool:
    """Note that an alarm is over; False where it was not raised."""
    return c.execute(_CLEAR, {"of_key": key, "cleared_at": now}).rowcount == 1


def open_alarms(c: Connection) -> list[Alarm]:
    """Return the alarms that are not over, oldest first."""
    return [Alarm(**row._mapping) for row in c.execute(_OPEN)]


def told_at(c: Connection) -> dict[str, datetime | None]:
    """Return when people were told of each alarm that is not over, by its key; None: not yet."""
    return {alarm.key: alarm.told_at for alarm in open_alarms(c)}


_FIELDS = [column for column in table.c if column.name != "id"]
_OPEN = select(*_FIELDS).where(OPEN_ALARM).order_by(table.c.raised_at, table.c.id)
# An UPDATE sets the columns that its parameters name.
_CLEAR = update(table).where(OPEN_ALARM, table.c.key == bindparam("of_key"))
_TOLD = _CLEAR.where(table.c.told_at.is_(None))

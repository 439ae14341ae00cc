"""The log of every move; the database itself refuses to change or delete a line."""

from sqlalchemy import Connection, bindparam, insert, select

from register.tables import moves as table
from sales.paper import Move


def log(c: Connection, move: Move) -> None:
    """Append a line."""
    c.execute(_LOG, {column.name: getattr(move, column.name) for column in _FIELDS})


def moves(c: Connection, subject: str) -> list[Move]:
    """Return the lines about a lead or an original, oldest first."""
    return [Move(**row._mapping) for row in c.execute(_OF_SUBJECT, {"of_subject": subject})]


_FIELDS = [column for column in table.c if column.name != "id"]
_LOG = insert(table).inline()
_OF_SUBJECT = select(*_FIELDS).where(table.c.subject == bindparam("of_subject")).order_by(table.c.id)

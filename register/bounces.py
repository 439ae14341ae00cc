"""Mails that a server took and another one farther on did not: they come back, and were refused after all."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from register.tables import recipients
from sales.paper import Delivery


def came_back(c: Connection, message_id: str, email: str, why: str, now: datetime) -> bool:
    """Note that the mail to a recipient came back; False where that is known, or the mail has not left."""
    this = {"of_message": message_id, "of_email": email, "state": Delivery.REFUSED}
    return c.execute(_CAME_BACK, {**this, "answer": why, "settled_at": now}).rowcount == 1


# An UPDATE sets the columns that its parameters name.
_CAME_BACK = update(recipients).where(
    recipients.c.message_id == bindparam("of_message"),
    recipients.c.email == bindparam("of_email"),
    recipients.c.state.in_([Delivery.SENT, Delivery.UNCERTAIN]),
)

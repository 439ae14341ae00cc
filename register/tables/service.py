"""What the service keeps for itself: mails that go out, what is held, how its sources fare, its alarms."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from register.columns import Choice, Json, Line, Utc
from register.tables.schema import Serial, lines, metadata, partial_index
from sales.paper import Delivery
from sales.words import Words

mails = Table(
    "mails",
    metadata,
    Column("message_id", Line, primary_key=True),
    Column("lead", Line, nullable=False),  # "" where a mail is about none, so no foreign key
    *lines("purpose", "subject", "path", "sha256"),
    Column("composed_at", Utc, nullable=False),
    Index(None, "lead"),
)

recipients = Table(
    "recipients",
    metadata,
    Column("message_id", Line, ForeignKey("mails.message_id"), primary_key=True),
    Column("email", Line, primary_key=True),
    Column("state", Choice(Delivery), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Utc),
    Column("answer", Line, nullable=False),
    Column("settled_at", Utc),
    Index(None, "state", "next_try"),
    Index(None, "email", "settled_at"),
)

held = Table(
    "held",
    metadata,
    Column("id", Serial, primary_key=True),
    *lines("subject", "step"),
    Column("reason", Json(Words), nullable=False),
    Column("held_at", Utc, nullable=False),
    Column("name", Line, nullable=False),
    # A message that could not be fetched has no bytes; this says which one it is.
    Column("source", Line),
    Column("place", Line),
    Column("uidvalidity", BigInteger),
    Column("uid", BigInteger),
    Column("retried", Boolean, nullable=False),  # its step runs again; it waits for nobody meanwhile
    Column("told_at", Utc),
    Column("dropped_at", Utc),
    Column("dropped_by", Line),
    Column("drop_reason", Line),
    UniqueConstraint("subject", "step"),  # I2: a step of a thing is set aside once
    Index(None, "source", "place", "uidvalidity", "uid"),
    sqlite_autoincrement=True,  # a person types the id: it never means another item later
)

sources = Table(
    "sources",
    metadata,
    Column("name", Line, primary_key=True),
    Column("last_good_at", Utc),
    Column("last_tried_at", Utc, nullable=False),
    Column("failing_since", Utc),
    Column("problem", Json(Words)),
    Column("taken_in", BigInteger, nullable=False),
)

alarms = Table(
    "alarms",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("key", Line, nullable=False),
    Column("words", Json(Words), nullable=False),
    Column("raised_at", Utc, nullable=False),
    Column("cleared_at", Utc),
    Column("told_at", Utc),
)
OPEN_ALARM = alarms.c.cleared_at.is_(None)
partial_index("uq_alarms_open", OPEN_ALARM, alarms.c.key, unique=True)

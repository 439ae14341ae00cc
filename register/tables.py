"""The tables. A column that holds a field of a domain type has its name, so that rows become types by name.

Every unique constraint is the last guard of a promise. Every index serves one query of this package, so that
the rates with 100,000 leads stay those of an empty register.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    literal,
)

from register.columns import Choice, Json, Line, Utc
from sales.approval import Paper
from sales.enquiry import Enquiry, Finding
from sales.judgement import Judgement, Kind, Verdict
from sales.lead import Stage
from sales.letter import Letter
from sales.original import Channel, OriginalState
from sales.paper import Delivery, DocumentKind
from sales.returned import Returned
from sales.words import Language, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# BIGINT counts by itself in SQLite only when it is spelled INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")


def _lines(*names: str) -> tuple[Column[str], ...]:
    return tuple(Column(name, Line, nullable=False) for name in names)


def _partial_index(name: str, rows: ColumnElement[bool], *columns: Column[Any], unique: bool = False) -> None:
    """Index only the rows that meet the condition: the index stays as small as they are few."""
    Index(name, *columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


lead_numbers = Table(
    "lead_numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),  # serial of the last lead of the year
)

leads = Table(
    "leads",
    metadata,
    Column("number", Line, primary_key=True),
    Column("kind", Choice(Kind), nullable=False),
    Column("channel", Choice(Channel), nullable=False),
    Column("stage", Choice(Stage), nullable=False),
    Column("source", Line, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("registered_at", Utc, nullable=False),
    *_lines("registered_by", "period", "folder"),
    Column("reason", Json(Words), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("province", Json(Finding)),
    Column("city", Json(Finding)),
    *_lines("region", "manager"),
    Column("whose_reason", Json(Words), nullable=False),
    Column("enquiry", Json(Enquiry), nullable=False),
    Column("first_contact_due", Utc),
    Column("next_folder", Line, nullable=False),
    Column("is_announced", Boolean, nullable=False),
    Column("importance", Line, nullable=False),
    Index(None, "stage", "number"),
    Index(None, "period", "region"),
)
# Literal, not a parameter: a partial index serves only a query that repeats its condition.
MOVING = leads.c.next_folder != literal("", literal_execute=True)
_partial_index("ix_leads_moving", MOVING, leads.c.number)
UNANNOUNCED = leads.c.is_announced.is_(False)
_partial_index("ix_leads_unannounced", UNANNOUNCED, leads.c.number)

originals = Table(
    "originals",
    metadata,
    Column("id", Serial, primary_key=True),  # order of arrival
    Column("sha256", Line, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("name", Line, nullable=False),
    Column("channel", Choice(Channel), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("state", Choice(OriginalState), nullable=False),
    Column("path", Line, nullable=False),
    Column("lead", Line, ForeignKey("leads.number")),
    Column("reason", Json(Words)),
    Column("next_path", Line, nullable=False),
    Column("is_answered", Boolean, nullable=False),  # False: it may be an answer that nobody has acted on yet
    UniqueConstraint("sha256"),  # I2: the same bytes are one item
    Index(None, "state", "id"),
    Index(None, "lead"),
)
UNPLACED = originals.c.next_path != literal("", literal_execute=True)
_partial_index("ix_originals_unplaced", UNPLACED, originals.c.id)
UNANSWERED = originals.c.is_answered.is_(False)
_partial_index("ix_originals_unanswered", UNANSWERED, originals.c.id)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("sha256", Line, ForeignKey("originals.sha256"), nullable=False),
    *_lines("source", "place"),
    Column("seen_at", Utc, nullable=False),
    Column("uidvalidity", BigInteger),
    Column("uid", BigInteger),
    Column("retired_at", Utc),  # when the server was found to have given the UID to another message
    Index(None, "sha256"),
)
STANDS = sightings.c.uid.is_not(None) & sightings.c.retired_at.is_(None)
_MESSAGE = (sightings.c.source, sightings.c.place, sightings.c.uidvalidity, sightings.c.uid)
_partial_index("uq_sightings_message", STANDS, *_MESSAGE, unique=True)  # I2: one message is one item

readings = Table(
    "readings",
    metadata,
    Column("sha256", Line, ForeignKey("originals.sha256"), primary_key=True),
    Column("message_id", Line, nullable=False),  # see readings.indexable
    Column("letter", Json(Letter), nullable=False),
    Column("judgement", Json(Judgement), nullable=False),
    Column("forms", Json(tuple[Returned, ...]), nullable=False),
    Index(None, "message_id"),
)

documents = Table(
    "documents",
    metadata,
    Column("lead", Line, ForeignKey("leads.number"), primary_key=True),
    Column("kind", Choice(DocumentKind), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("language", Choice(Language), nullable=False),
    *_lines("path", "sha256"),
    Column("size", BigInteger, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("created_by", Line, nullable=False),
    Column("said", Json(dict[str, str]), nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("lead", Line, ForeignKey("leads.number"), nullable=False),
    Column("stage", Choice(Stage), nullable=False),
    *_lines("person"),
    Column("papers", Json(tuple[Paper, ...]), nullable=False),
    *_lines("code_hash"),
    Column("asked_at", Utc, nullable=False),
    Column("decided_at", Utc),
    Column("verdict", Choice(Verdict)),
    *_lines("by", "way", "remark"),
    Column("void_at", Utc),
    Index(None, "lead"),
    Index(None, "code_hash"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("lead", Line, ForeignKey("leads.number"), nullable=False),
    *_lines("kind", "owner"),
    Column("opened_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("clause", Line, nullable=False),
    Column("done_at", Utc),
    Column("late_at", Utc),
    Column("next_call_at", Utc),
    Column("calls", Integer, nullable=False),
    Column("paused_at", Utc),
    Column("left_seconds", BigInteger),
    Index(None, "lead"),
)
OPEN_TASK = tasks.c.done_at.is_(None)
_partial_index(
    "uq_tasks_open", OPEN_TASK, tasks.c.lead, tasks.c.kind, unique=True
)  # a repeated step asks once
_partial_index("ix_tasks_due", OPEN_TASK, tasks.c.due_at)
CALLING = OPEN_TASK & tasks.c.next_call_at.is_not(None)
_partial_index("ix_tasks_calling", CALLING, tasks.c.next_call_at)

moves = Table(  # append-only: triggers in the migration refuse everything else
    "moves",
    metadata,
    Column("id", Serial, primary_key=True),
    *_lines("subject", "name", "by", "way"),
    Column("at", Utc, nullable=False),
    *_lines("before", "after"),
    Column("detail", Json(dict[str, str]), nullable=False),
    Column("document", Line, nullable=False),
    Index(None, "subject"),
)

mails = Table(
    "mails",
    metadata,
    Column("message_id", Line, primary_key=True),
    Column("lead", Line, nullable=False),  # "" where a mail is about none, so no foreign key
    *_lines("purpose", "subject", "path", "sha256"),
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
    *_lines("subject", "step"),
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
_partial_index("uq_alarms_open", OPEN_ALARM, alarms.c.key, unique=True)

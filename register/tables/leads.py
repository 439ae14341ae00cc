"""The leads, and what was written, decided and done about them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    literal,
    text,
    true,
)

from register.columns import Choice, Json, Line, Utc
from register.tables.schema import Serial, lines, metadata, partial_index
from sales.approval import Paper
from sales.enquiry import Enquiry, Finding
from sales.judgement import Kind, Verdict
from sales.lead import Stage
from sales.original import Channel
from sales.paper import DocumentKind
from sales.words import Language, Words

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
    *lines("registered_by", "period", "folder"),
    Column("reason", Json(Words), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("province", Json(Finding)),
    Column("city", Json(Finding)),
    *lines("region", "manager"),
    Column("whose_reason", Json(Words), nullable=False),
    Column("enquiry", Json(Enquiry), nullable=False),
    Column("first_contact_due", Utc),
    Column("next_folder", Line, nullable=False),
    Column("is_announced", Boolean, nullable=False, server_default=true()),
    Column("importance", Line, nullable=False, server_default=""),
    Index(None, "stage", "number"),
    Index(None, "period", "region"),
)
# Literal, not a parameter: a partial index serves only a query that repeats its condition.
MOVING = leads.c.next_folder != literal("", literal_execute=True)
partial_index("ix_leads_moving", MOVING, leads.c.number)
UNANNOUNCED = leads.c.is_announced.is_(False)
partial_index("ix_leads_unannounced", UNANNOUNCED, leads.c.number)

documents = Table(
    "documents",
    metadata,
    Column("lead", Line, ForeignKey("leads.number"), primary_key=True),
    Column("kind", Choice(DocumentKind), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("language", Choice(Language), nullable=False),
    *lines("path", "sha256"),
    Column("size", BigInteger, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("created_by", Line, nullable=False),
    Column("said", Json(dict[str, str]), nullable=False, server_default="{}"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("lead", Line, ForeignKey("leads.number"), nullable=False),
    Column("stage", Choice(Stage), nullable=False),
    *lines("person"),
    Column("papers", Json(tuple[Paper, ...]), nullable=False),
    *lines("code_hash"),
    Column("asked_at", Utc, nullable=False),
    Column("decided_at", Utc),
    Column("verdict", Choice(Verdict)),
    *lines("by", "way", "remark"),
    Column("void_at", Utc),
    Index(None, "lead"),
    Index(None, "code_hash"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("lead", Line, ForeignKey("leads.number"), nullable=False),
    *lines("kind", "owner"),
    Column("opened_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("clause", Line, nullable=False),
    Column("done_at", Utc),
    Column("late_at", Utc),
    Column("next_call_at", Utc),
    Column("calls", Integer, nullable=False, server_default=text("0")),
    Column("paused_at", Utc),
    Column("left_seconds", BigInteger),
    Index(None, "lead"),
)
OPEN_TASK = tasks.c.done_at.is_(None)
partial_index(
    "uq_tasks_open", OPEN_TASK, tasks.c.lead, tasks.c.kind, unique=True
)  # a repeated step asks once
partial_index("ix_tasks_due", OPEN_TASK, tasks.c.due_at)
CALLING = OPEN_TASK & tasks.c.next_call_at.is_not(None)
partial_index("ix_tasks_calling", CALLING, tasks.c.next_call_at)

moves = Table(  # append-only: triggers in the migration refuse everything else
    "moves",
    metadata,
    Column("id", Serial, primary_key=True),
    *lines("subject", "name", "by", "way"),
    Column("at", Utc, nullable=False),
    *lines("before", "after"),
    Column("detail", Json(dict[str, str]), nullable=False),
    Column("document", Line, nullable=False),
    Index(None, "subject"),
)

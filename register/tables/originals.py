"""What came in: originals, where they were seen, and what they say."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
    literal,
    true,
)

from register.columns import Choice, Json, Line, Utc
from register.tables.schema import Serial, lines, metadata, partial_index
from sales.judgement import Judgement
from sales.letter import Letter
from sales.original import Channel, OriginalState
from sales.returned import Returned
from sales.words import Words

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
    # False: it may be an answer that nobody has acted on yet
    Column("is_answered", Boolean, nullable=False, server_default=true()),
    UniqueConstraint("sha256"),  # I2: the same bytes are one item
    Index(None, "state", "id"),
    Index(None, "lead"),
)
UNPLACED = originals.c.next_path != literal("", literal_execute=True)
partial_index("ix_originals_unplaced", UNPLACED, originals.c.id)
UNANSWERED = originals.c.is_answered.is_(False)
partial_index("ix_originals_unanswered", UNANSWERED, originals.c.id)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("sha256", Line, ForeignKey("originals.sha256"), nullable=False),
    *lines("source", "place"),
    Column("seen_at", Utc, nullable=False),
    Column("uidvalidity", BigInteger),
    Column("uid", BigInteger),
    Column("retired_at", Utc),  # when the server was found to have given the UID to another message
    Index(None, "sha256"),
)
STANDS = sightings.c.uid.is_not(None) & sightings.c.retired_at.is_(None)
_MESSAGE = (sightings.c.source, sightings.c.place, sightings.c.uidvalidity, sightings.c.uid)
partial_index("uq_sightings_message", STANDS, *_MESSAGE, unique=True)  # I2: one message is one item

readings = Table(
    "readings",
    metadata,
    Column("sha256", Line, ForeignKey("originals.sha256"), primary_key=True),
    Column("message_id", Line, nullable=False),  # see readings.indexable
    Column("letter", Json(Letter), nullable=False),
    Column("judgement", Json(Judgement), nullable=False),
    Column("forms", Json(tuple[Returned, ...]), nullable=False, server_default="[]"),
    Index(None, "message_id"),
)

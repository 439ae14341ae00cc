"""The tables. A column that holds a field of a domain type has its name, so that rows become types by name.

Every unique constraint is the last guard of a promise. Every index serves one query of this package, so that
the rates with 100,000 leads stay those of an empty register. A ``server_default`` is what holds for the rows
that were there before their column; every new row states its own value.
"""

from register.tables.leads import (
    CALLING,
    MOVING,
    OPEN_TASK,
    UNANNOUNCED,
    approvals,
    documents,
    lead_numbers,
    leads,
    moves,
    tasks,
)
from register.tables.originals import STANDS, UNANSWERED, UNPLACED, originals, readings, sightings
from register.tables.schema import metadata
from register.tables.service import OPEN_ALARM, alarms, held, mails, recipients, sources

__all__ = [
    "CALLING",
    "MOVING",
    "OPEN_ALARM",
    "OPEN_TASK",
    "STANDS",
    "UNANNOUNCED",
    "UNANSWERED",
    "UNPLACED",
    "alarms",
    "approvals",
    "documents",
    "held",
    "lead_numbers",
    "leads",
    "mails",
    "metadata",
    "moves",
    "originals",
    "readings",
    "recipients",
    "sightings",
    "sources",
    "tasks",
]

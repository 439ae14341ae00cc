"""Filing the versions of a lead's papers: whatever is being decided on is asked anew with each (I11)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from leadwright.dossier import lead_named
from register import approvals, documents, leads
from sales.lead import Stage
from sales.paper import DocumentKind, Version
from sales.process import TURNS

FORMS = frozenset(kind for turn in TURNS.values() for kind in turn.fills)
"""Papers that are written empty, for somebody to fill in."""


def filed(c: Connection, version: Version, now: datetime) -> None:
    """Register a new version of a paper; IntegrityError where its number is taken.

    Where its lead waits for a decision on just this paper, what was asked about the former version is void,
    and whose turn it is will be told anew.
    """
    leads.lock(c, version.lead)  # nobody decides on the former version meanwhile
    documents.add_version(c, version)
    lead = lead_named(c, version.lead)
    if version.kind in TURNS[lead.stage].decides:
        approvals.void_all(c, lead.number, now)
        leads.change(c, lead.number, is_announced=False)


def latest(c: Connection, number: str) -> dict[DocumentKind, Version]:
    """Return the newest version of each of a lead's papers, whatever the clock said when it was written."""
    written = sorted(documents.versions(c, number), key=lambda version: version.version)
    return {version.kind: version for version in written}


def to_decide(stage: Stage, newest: Mapping[DocumentKind, Version]) -> tuple[Version, ...]:
    """Return those of a lead's newest papers that a decision in ``stage`` binds to (I11).

    A form that nobody has filled in is none of them: not every project needs people to be sent.
    """
    decided = (newest[kind] for kind in TURNS[stage].decides if kind in newest)
    return tuple(version for version in decided if version.said or version.kind not in FORMS)

"""Filing the versions of a lead's papers: whatever is being decided on is asked anew with each (I11)."""

from datetime import datetime

from sqlalchemy import Connection

from leadwright.dossier import lead_named
from register import approvals, documents, leads
from sales.paper import Version
from sales.process import TURNS


def filed(c: Connection, version: Version, now: datetime) -> None:
    """Register a new version of a paper; IntegrityError where its number is taken.

    Where its lead waits for a decision on just this paper, what was asked about the former version is void,
    and whose turn it is will be told anew.
    """
    documents.add_version(c, version)
    lead = lead_named(c, version.lead)
    if version.kind in TURNS[lead.stage].decides:
        approvals.void_all(c, lead.number, now)
        leads.change(c, lead.number, is_announced=False)

"""The lead: one customer's wish, from its registration to its end (P1.1)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sales.enquiry import Enquiry
from sales.judgement import Kind, Whose
from sales.original import Channel
from sales.words import Words


class Stage(StrEnum):
    """How far a lead has come in the procedure."""

    REGISTERED = "registered"  # has its number and its folder; the form is still to be written
    HANDED_OUT = "handed-out"  # the manager has the form (P2.1)
    CLOSED = "closed"  # a person has found that it is no lead; nobody works on it


@dataclass(frozen=True, slots=True)
class Lead:
    """A registered lead."""

    number: str  # "LW-2026-00042"
    kind: Kind
    channel: Channel
    stage: Stage
    source: str  # mailbox, fax folder, dealer or web page it came by
    received_at: datetime
    registered_at: datetime
    registered_by: str  # id of a person, or "leadwright"
    period: str  # "2026-11", "2026-Q4" or "2026", by the archive's setting
    folder: str  # relative to the archive: "2026/2026-11/华东/LW-2026-00042 公司名"
    reason: Words  # why it is of this kind
    confidence: float  # 0 to 1
    whose: Whose = field(default_factory=Whose)
    enquiry: Enquiry = field(default_factory=Enquiry)
    first_contact_due: datetime | None = None
    next_folder: str = ""  # where a corrected region is moving it; "" when it stands


def lead_number(year: int, serial: int) -> str:
    """Return the number of the ``serial``-th lead of ``year``: ``LW-2026-00042``."""
    return f"LW-{year}-{serial:05d}"

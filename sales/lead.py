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
    HANDED_OUT = "handed-out"  # the manager has the form and is to contact the customer (P2.1)
    ASSESSING = "assessing"  # contacted; the manager completes the request (P2.3)
    UNCLEAR = "unclear"  # the director decides how far to take part (P2.2)
    DECLINING = "declining"  # the letter that declines is written, and is to be sent (P1.2)
    TRANSFERRING = "transferring"  # the director is to consent to another division's having it (P1.3)
    SIGNING = "signing"  # the director is to sign the request (P2.3)
    REQUESTED = "requested"  # the technical group is to say whether it makes the proposal (P2.4)
    REFUSED = "refused"  # it will not; sales is to accept that or disagree (P2.4)
    DISPUTED = "disputed"  # the sales general manager decides between the two (P2.5)
    PROPOSING = "proposing"  # the technical group makes the proposal (P3.2)
    COSTING = "costing"  # it gives the cost price (P3.6)
    PRICING = "pricing"  # manager and coordinator set the price (P3.6)
    CONFIRMING = "confirming"  # the manager is to confirm what the coordinator prepared (P4.1)
    REVIEWING = "reviewing"  # the director is to approve exactly this quote (P3.6)
    APPROVED = "approved"  # both have confirmed; it goes to the customer (P4.1)
    QUOTED = "quoted"  # the customer has proposal and price
    DECLINED = "declined"  # answered and closed with its reason (P1.2)
    TRANSFERRED = "transferred"  # another division has it (P1.3)
    DROPPED = "dropped"  # nobody works on it any more, for a stated reason
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
    is_announced: bool = True  # False: whose turn it is has still to be told
    importance: str = ""  # "A", "B", "C" as the director or the request says (P2.2)


def lead_number(year: int, serial: int) -> str:
    """Return the number of the ``serial``-th lead of ``year``: ``LW-2026-00042``."""
    return f"LW-{year}-{serial:05d}"

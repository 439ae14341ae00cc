"""What a letter is taken to be, with the reason that a person can check."""

from dataclasses import dataclass, field
from enum import StrEnum

from sales.enquiry import Enquiry, Finding
from sales.words import Words


class Kind(StrEnum):
    """What an item is."""

    LEAD = "lead"
    TENDER = "tender"
    OTHER_DIVISION = "other-division"  # P1.3
    DECLINE = "decline"  # P1.2: plainly not for us
    REPLY = "reply"
    DECISION = "decision"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    NEWSLETTER = "newsletter"
    SPAM = "spam"
    UNCLEAR = "unclear"


NO_LEAD = frozenset({Kind.AUTO_REPLY, Kind.BOUNCE, Kind.NEWSLETTER, Kind.SPAM})
"""Kinds that never become a lead of their own; they are filed, or joined to the lead they answer."""


class Verdict(StrEnum):
    """What the sender's own words say, not whether the sender may say it."""

    APPROVE = "approve"
    REJECT = "reject"
    NONE = "none"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that a reply contains, if any."""

    verdict: Verdict = Verdict.NONE
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose lead it is: region and manager, and why; the coordinator where nobody fits."""

    province: Finding | None = None
    city: Finding | None = None
    region: str = ""  # name of a [[region]] in the settings; "" where none fits
    manager: str = ""  # id of a [[person]]; "" where nobody fits
    reason: Words = field(default_factory=lambda: Words("", ""))


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that reading and rules can say of a letter before anybody looks at the register."""

    kind: Kind
    rule: str  # name of the rule that decided
    reason: Words
    confidence: float  # 0 to 1
    whose: Whose = field(default_factory=Whose)
    enquiry: Enquiry = field(default_factory=Enquiry)
    decision: Decision = field(default_factory=Decision)
    lead: str = ""  # a lead number the letter itself names, e.g. in its subject

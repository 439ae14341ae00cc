"""How the service itself is doing: its sources and its alarms (I13)."""

from dataclasses import dataclass
from datetime import datetime

from sales.words import Words


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a mailbox or a folder has been answering."""

    name: str
    last_tried_at: datetime
    last_good_at: datetime | None = None  # end of the last cycle without an error
    failing_since: datetime | None = None  # first failed cycle after the last good one
    problem: Words | None = None  # why the last cycle failed
    taken_in: int = 0  # items, ever


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something the coordinator has to know until it is over."""

    key: str  # what it is about: "source:sales", "disk-full", "calendar:2027"
    words: Words
    raised_at: datetime
    cleared_at: datetime | None = None
    told_at: datetime | None = None  # when the mail about it was ready to leave

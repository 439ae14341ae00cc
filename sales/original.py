"""What came in: the bytes as delivered, and where they were seen (P1.1, P1.4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sales.words import Words


class Channel(StrEnum):
    """The ways a customer's information reaches the coordinator (P1.1)."""

    EMAIL = "email"
    FAX = "fax"
    PHONE = "phone"
    WEB = "web"
    DEALER = "dealer"
    SEARCH = "search"


class OriginalState(StrEnum):
    """How far an original has come; everything but ``TAKEN_IN`` is settled until a person acts."""

    TAKEN_IN = "taken-in"  # safe on disk and in the register, not yet read
    REGISTERED = "registered"  # became a lead
    JOINED = "joined"  # belongs to a lead that was there before
    FILED = "filed"  # no lead: spam, newsletters, our own mail
    HELD = "held"  # set aside with its reason, waits for a person


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where an original was seen; the same bytes may be seen in several."""

    source: str  # name of the mailbox or folder in the settings, "command" for `leadwright add`
    place: str  # IMAP folder (decoded), or file path
    seen_at: datetime
    uidvalidity: int | None = None  # IMAP only
    uid: int | None = None  # IMAP only


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that are safe: written, fsynced, renamed, their directory fsynced (I1)."""

    sha256: str  # 64 hex digits, the identity (I2)
    size: int  # bytes
    path: str  # relative to the archive


@dataclass(frozen=True, slots=True)
class Original:
    """One thing that came in, as the register knows it."""

    sha256: str
    size: int  # bytes
    name: str  # what a person would call it: the file's name, or "mail.eml"
    channel: Channel
    received_at: datetime  # by the server (INTERNALDATE) or the file's time
    state: OriginalState
    path: str  # relative to the archive
    lead: str | None = None  # number of the lead it became or joined
    reason: Words | None = None  # why it was filed, joined or held
    next_path: str = ""  # where it is to lie, once understood; "" when it stands where it belongs
    sightings: tuple[Sighting, ...] = ()

"""What opening a mail gives, whatever format it came in: its head, its text, and what it encloses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sales.letter import Address
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file of a mail, or a mail inside it; it is fetched only when its turn comes."""

    name: str
    type: str  # media type, as the sender declared it; "" where nobody said
    load: Callable[[], bytes]
    mail: "Callable[[], Mail] | None" = None  # where it is a mail, and known to be one


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mail says and holds; its files are still to be read."""

    subject: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date: datetime | None = None
    message_id: str = ""
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    problems: tuple[Words, ...] = ()

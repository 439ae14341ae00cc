"""What a form is made from: the case it is about, and the paper it is printed on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from sales.lead import Lead
from sales.letter import Letter
from sales.original import Original
from sales.people import Company, Territory
from sales.pricing import PriceRules
from sales.words import Language


@dataclass(frozen=True, slots=True)
class Received:
    """One thing the customer sent, and what was read out of it."""

    original: Original
    letter: Letter | None = None  # None where reading failed

    @property
    def name(self) -> str:
        """What a reader calls it: a mail by its subject, anything else by the name of its file."""
        if self.letter and self.letter.format == "eml" and self.letter.subject:
            return f"{self.letter.subject[:60].strip()}.eml"
        return self.original.name


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the register knows about the lead that a form may print."""

    lead: Lead
    received: tuple[Received, ...] = ()
    version: int = 1  # of the document to be made
    prepared_by: str = "leadwright"  # id of a person, or "leadwright"
    said: Mapping[str, str] = field(default_factory=dict)  # what people wrote into it so far, by field
    request: Mapping[str, str] = field(default_factory=dict)  # the same of the lead's proposal request


@dataclass(frozen=True, slots=True)
class Paper:
    """Whose paper, whose people, in which language, by which clock."""

    company: Company
    territory: Territory
    language: Language
    zone: tzinfo  # every time is printed in it
    now: datetime  # the date of the document
    pricing: PriceRules = field(default_factory=PriceRules)

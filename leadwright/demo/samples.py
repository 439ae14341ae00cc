"""What is sent to the sample company, and what has to become of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sales.judgement import Kind
from sales.original import OriginalState
from sales.words import Language, Words

SAMPLES = Path(__file__).parent / "samples"

EAST = Words("华东", "East")
NORTH = Words("华北", "North")
CENTRAL = Words("华中", "Central")
SOUTH = Words("华南", "South")
NORTHEAST = Words("东北", "Northeast")
SOUTHWEST = Words("西南", "Southwest")
NORTHWEST = Words("西北", "Northwest")
NOWHERE = Words("", "")


@dataclass(frozen=True)
class Expected:
    """What becomes of a sample: its state, and the kind and region of the lead that it makes."""

    state: OriginalState
    kind: Kind | None = None
    region: Words = NOWHERE


def lead(region: Words, kind: Kind = Kind.LEAD) -> Expected:
    """Return what is expected of a sample that becomes a lead."""
    return Expected(OriginalState.REGISTERED, kind, region)


EXPECTED = {
    "01-plain": lead(EAST),
    "02-gbk": lead(NORTHEAST),
    "02-latin1": lead(NORTHEAST),
    "03-html": lead(SOUTH),
    "04-pdf": lead(SOUTHWEST),
    "05-word": lead(NORTHWEST),
    "06-excel": lead(EAST),
    "07-zip": lead(NORTH),
    "08-reply": Expected(OriginalState.JOINED),
    "09-newsletter": Expected(OriginalState.FILED),
    "10-spam": Expected(OriginalState.FILED),
    "11-tender": lead(CENTRAL, Kind.TENDER),
    "12-other-division": lead(CENTRAL, Kind.OTHER_DIVISION),
    "13-forwarded": lead(CENTRAL),
    "14-english": lead(EAST),
    "14-chinese": lead(EAST),
    "15-broken": lead(NORTH),
    "16-nowhere": lead(NOWHERE),
    "17-away": Expected(OriginalState.FILED),
    "电话记录 2026-11-23": lead(NORTH),
    "Phone note 2026-11-23": lead(NORTH),
    "FAX-055163782951-20261123-0912": lead(EAST),
    "FAX-07723619276-20261123-0955": lead(SOUTH),
    "FAX-041187624131-20261123-1040": lead(NORTHEAST),
    "FAX-unknown-20261123-1102": Expected(OriginalState.HELD),
}
"""By the name of the sample's file, before a person has done anything."""

ASSIGNED_BY_HAND = "16-nowhere"
"""The lead whose region nobody can tell from the letter."""
QUOTED = "01-plain"
"""The lead that goes on to a quote in the customer's mailbox."""


@dataclass(frozen=True)
class Sample:
    """One thing that comes in."""

    path: Path

    @property
    def name(self) -> str:
        """Its name in :data:`EXPECTED`."""
        return self.path.stem

    @property
    def data(self) -> bytes:
        """Its bytes as they are sent."""
        return self.path.read_bytes()

    @property
    def sha256(self) -> str:
        """How archive and register know it."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def sender(self) -> str:
        """The address that a mail comes from; "" for anything else."""
        found = re.search(rb"^From: .*?<([^>]+)>", self.data, re.MULTILINE)
        return found[1].decode("ascii") if found else ""


def mails(language: Language) -> tuple[Sample, ...]:
    """Return the mails, in the order in which they arrive."""
    return tuple(_in(SAMPLES / language / "mail"))


def faxes() -> tuple[Sample, ...]:
    """Return the faxes; the machine does not ask for the office's language."""
    return tuple(_in(SAMPLES / "fax"))


def notes(language: Language) -> tuple[Sample, ...]:
    """Return the notes of phone calls."""
    return tuple(_in(SAMPLES / language / "phone"))


def everything(language: Language) -> tuple[Sample, ...]:
    """Return all that comes in."""
    return (*mails(language), *faxes(), *notes(language))


def _in(folder: Path) -> Iterator[Sample]:
    return map(Sample, sorted(folder.iterdir()))

"""The settings of one home, in the types that the rooms take."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from archive.periods import Period
from documents.sending import Smtp
from ingest.folders.folder import Folder
from ingest.mailbox.account import Account
from leadwright.settings import connections
from leadwright.settings.keys import FOLDER_POLL_SECONDS, Keys, Person, Reading
from leadwright.settings.servers import ATTACH_LIMIT, DAILY_CAP
from sales import people
from sales.clocks import Allowance, Clock
from sales.original import Sighting
from sales.permission import Absence
from sales.pricing import PriceRules
from sales.reference import Reference
from sales.terms import Terms
from sales.words import Language


@dataclass(frozen=True)
class Settings:
    """What the company wants; checked, and never changed while the program runs."""

    home: Path
    keys: Keys

    @property
    def language(self) -> Language:
        """The company's language."""
        return self.keys.language

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return self.keys.timezone

    @property
    def database_url(self) -> str:
        """The register's address; a relative SQLite path is relative to the home."""
        return self.keys.database.url

    @property
    def archive_root(self) -> Path:
        """The folder of the archive."""
        return self.home / self.keys.archive.url.removeprefix("file://")

    @property
    def period(self) -> Period:
        """What the archive's tree counts time in."""
        return Period(self.keys.archive.period)

    @property
    def reading(self) -> Reading:
        """The limits of the processes that read."""
        return self.keys.reading

    @property
    def classify_options(self) -> dict[str, Any]:
        """What judging has to know beyond the territory, as keywords of :func:`classify.judge.judge`."""
        written = self.keys.classify
        return {
            "product_lines": _patterns(written.product_lines),
            "divisions": None if written.divisions is None else _patterns(written.divisions),
        }

    @property
    def company(self) -> people.Company:
        """Whose paper the forms are printed on."""
        return people.Company(**self.keys.company.model_dump())

    @cached_property
    def territory(self) -> people.Territory:
        """The company's regions and people, in the order of the file."""
        regions = tuple(people.Region(region.name, region.provinces) for region in self.keys.region)
        return people.Territory(regions, tuple(_person(person) for person in self.keys.person))

    @property
    def own_addresses(self) -> frozenset[str]:
        """Every address that is ours, in lower case: mail from there is no customer's."""
        addresses = {person.email for person in self.keys.person}
        addresses |= {self.keys.company.email, self.sender}
        addresses |= {mailbox.user for mailbox in self.keys.mailbox if "@" in mailbox.user}
        return frozenset(address.casefold() for address in addresses if address)

    @property
    def sender(self) -> str:
        """The address that our mails come from; while nothing can be sent, they are composed all the same."""
        return self.keys.smtp.from_ if self.keys.smtp else self.keys.company.email or "leadwright@localhost"

    @property
    def attach_limit(self) -> int:
        """How many bytes of files a mail may carry; what is more is named instead."""
        return self.keys.smtp.attach_limit if self.keys.smtp else ATTACH_LIMIT

    @property
    def daily_cap(self) -> int:
        """How many mails one address may get in a day (I10)."""
        return self.keys.smtp.daily_cap if self.keys.smtp else DAILY_CAP

    @property
    def clocks(self) -> Mapping[Clock, Allowance]:
        """How long each task of the procedure has."""
        return {clock: getattr(self.keys.clock, clock.name.lower()) for clock in Clock}

    @property
    def absences(self) -> tuple[Absence, ...]:
        """Who is away from when to when, and who decides in their place (P2.3)."""
        return tuple(Absence(each.person, each.deputy, each.from_, each.to) for each in self.keys.absence)

    @property
    def pricing(self) -> PriceRules:
        """The company's pricing rules (P3.6)."""
        written = self.keys.pricing.model_dump()
        terms = Terms(**{each.name: written.pop(each.name) for each in fields(Terms)})
        return PriceRules(**written, terms=terms)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The reference proposals, in the order of the file (P3.1)."""
        return tuple(Reference(**written.model_dump()) for written in self.keys.reference)

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of everything that is looked through for new items, mailboxes first."""
        return (*(each.name for each in self.keys.mailbox), *(each.path for each in self.keys.folder))

    def accounts(self) -> tuple[Account, ...]:
        """Return the mailboxes to fetch."""
        return tuple(connections.account(self.home, mailbox) for mailbox in self.keys.mailbox)

    def poll_seconds(self, mailbox: str) -> float:
        """Return how long a mailbox is left alone between two looks."""
        return next(each.poll_seconds for each in self.keys.mailbox if each.name == mailbox)

    def mailboxes_among(self, sightings: Iterable[Sighting]) -> list[str]:
        """Return the names of the mailboxes in which something was seen."""
        mailboxes = {each.name for each in self.keys.mailbox}
        return [each.source for each in sightings if each.source in mailboxes]

    def authserv_id(self, source: str) -> str:
        """Return how the server of mailbox ``source`` signs what it found out; "" where that is unknown."""
        return next((each.authserv_id for each in self.keys.mailbox if each.name == source), "")

    @property
    def folder_poll_seconds(self) -> float:
        """Seconds between two looks into the watched folders; the most impatient one sets the pace."""
        return min((folder.poll_seconds for folder in self.keys.folder), default=FOLDER_POLL_SECONDS)

    def folders(self) -> tuple[Folder, ...]:
        """Return the folders to watch."""
        return tuple(connections.folder(self.home, folder) for folder in self.keys.folder)

    def smtp_server(self) -> Smtp | None:
        """Return the server by which mail leaves; None where there is none: mails wait in the outbox."""
        return connections.smtp(self.home, self.keys.smtp) if self.keys.smtp else None


def _patterns(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return for each name the regular expression that finds any of its words, taken as they stand."""
    return {name: "|".join(map(re.escape, each)) for name, each in words.items() if each}


def _person(written: Person) -> people.Person:
    return people.Person(
        written.id, written.name, written.email, frozenset(written.roles), written.regions, written.language
    )

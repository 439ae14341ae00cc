"""The tools, made once and handed to whoever works: nothing else in the program is global."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from archive.store import Archive
from documents.sending import Smtp
from ingest.child import Limits
from ingest.folders.watch import Watch
from leadwright.calendar import working_time
from leadwright.reader import Reader
from leadwright.settings import Settings
from leadwright.travel import COMPANY, TERRITORY
from register import originals
from register.database import Register
from sales.people import Territory
from sales.words import Language
from sales.working_time import WorkingTime


@dataclass(frozen=True)
class Tools:
    """What the steps work with."""

    settings: Settings
    register: Register
    archive: Archive
    reader: Reader
    working_time: WorkingTime
    watches: tuple[Watch, ...]
    smtp: Smtp | None  # None: nothing can be sent, mails wait in the outbox
    clock: Callable[[], datetime]
    opened_at: datetime  # nobody has listened before

    @property
    def territory(self) -> Territory:
        """The company's regions and people."""
        return self.settings.territory

    @property
    def language(self) -> Language:
        """The company's language."""
        return self.settings.language

    def now(self) -> datetime:
        """Return the time in the company's zone."""
        return self.clock().astimezone(self.settings.zone)


@contextmanager
def open_tools(settings: Settings) -> Iterator[Tools]:
    """Lend the tools for one home; raises Failure where the register or the archive can't be used."""
    with (
        closing(Register(settings.database_url, home=settings.home)) as register,
        closing(make_reader(settings)) as reader,
    ):
        register.upgrade()
        with register.read() as c:
            is_used = originals.are_there(c)
        yield Tools(
            settings=settings,
            register=register,
            archive=Archive(settings.archive_root, settings.period, settings.zone, is_used=is_used),
            reader=reader,
            working_time=working_time(settings),
            watches=tuple(Watch(folder, settings.language) for folder in settings.folders()),
            smtp=settings.smtp_server(),
            clock=lambda: datetime.now(settings.zone),
            opened_at=datetime.now(settings.zone),
        )


def make_reader(settings: Settings) -> Reader:
    """Return the reader for this home; nothing is started before its first use."""
    limits = settings.reading
    return Reader(
        letters=Limits(limits.memory, limits.seconds, limits.output),
        scans=Limits(limits.scan_memory, limits.scan_seconds, limits.output),
        bearings={
            "territory": TERRITORY.dump_python(settings.territory, mode="json"),
            "own_addresses": sorted(settings.own_addresses),
            "company": COMPANY.dump_python(settings.company, mode="json"),
            "options": settings.classify_options,
        },
        children=min(os.cpu_count() or 1, 4),
        scan_threads=limits.ocr_threads,
    )

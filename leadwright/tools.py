"""The tools, made once and handed to whoever works: nothing else in the program is global."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from archive import contents
from archive.store import Archive
from documents.sending import Smtp
from ingest.child import Limits
from ingest.folders.watch import Watch
from ingest.sender.keys import Dns, Keys
from leadwright.calendar import working_time
from leadwright.reader import Reader
from leadwright.restored import unknown_leads
from leadwright.settings import Settings
from leadwright.settings.secrets import hide_passwords
from leadwright.travel import COMPANY, TERRITORY
from register import originals
from register.database import Register
from sales.people import Territory
from sales.words import Failure, Language, Words
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
    keys: Keys  # of those who sign their mails

    @property
    def territory(self) -> Territory:
        """The company's regions and people."""
        return self.settings.territory

    @property
    def language(self) -> Language:
        """The company's language."""
        return self.settings.language

    @cached_property
    def unknown_leads(self) -> frozenset[str]:
        """The numbers of leads that only the archive knows; asked once, for no other program makes any."""
        return unknown_leads(self.register, self.archive)

    def now(self) -> datetime:
        """Return the time in the company's zone."""
        return self.clock().astimezone(self.settings.zone)


@contextmanager
def open_tools(settings: Settings) -> Iterator[Tools]:
    """Lend the tools for one home; raises Failure where the register or the archive can't be used, or do not
    belong together.
    """
    with (
        closing(Register(settings.database_url, home=settings.home)) as register,
        closing(make_reader(settings)) as reader,
    ):
        register.upgrade()
        with register.read() as c:
            is_used = originals.are_there(c)
        archive = Archive(settings.archive_root, settings.period, settings.zone, is_used=is_used)
        if not is_used and any(contents.lead_numbers(archive)):
            raise Failure(_register_lost(settings))
        yield Tools(
            settings=settings,
            register=register,
            archive=archive,
            reader=reader,
            working_time=working_time(settings),
            watches=tuple(Watch(folder, settings.language) for folder in settings.folders()),
            smtp=settings.smtp_server(),
            clock=lambda: datetime.now(settings.zone),
            opened_at=datetime.now(settings.zone),
            keys=Dns(),
        )


def _register_lost(settings: Settings) -> Words:
    """Return what to say of a register that knows nothing of the archive: its numbers would begin anew."""
    url = hide_passwords(settings.database_url)
    return Words(
        f"归档 {settings.archive_root} 中已有线索，而登记库 {url} 是空的。"
        "请核对 [database] url，或从备份恢复登记库；"
        "如果确要从头开始，请在 [archive] url 另写一个文件夹。否则编号会重复，文档会被覆盖。",
        f"The archive {settings.archive_root} holds leads, and the register {url} is empty. Check [database] "
        "url, or restore the register from a backup; to begin anew, name another folder as [archive] url. "
        "Numbers would be given twice, and documents overwritten.",
    )


def make_reader(settings: Settings) -> Reader:
    """Return the reader for this home; nothing is started before its first use."""
    limits = settings.reading
    return Reader(
        letters=Limits(limits.memory, limits.seconds, limits.output, kept=limits.memory // 4),
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

"""A folder of the settings, and a file in it that is ready to be taken in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from os import stat_result
from pathlib import Path
from typing import NamedTuple

from sales.legible import legible
from sales.words import Words

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)  # an older file time is a fax machine without a clock


class Look(NamedTuple):
    """What tells one state of a file from the next: two equal looks mean that it stands still."""

    inode: int
    size: int  # bytes
    changed: int  # nanoseconds, by the clock of whoever wrote it: compared, never trusted

    @classmethod
    def of(cls, status: stat_result) -> "Look":
        """Return the look of a file with this status."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Folder:
    """A watched folder of the settings."""

    name: str
    path: Path
    channel: str  # "fax", "phone", …; or "mail" for saved mails, "forms" for filled forms
    settle: float = 2  # seconds a file has to stand still
    settle_empty: float = 10  # and an empty one: some programs make a file long before they fill it
    patience: float = 3600  # seconds after which a file that can't be taken is reported


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that stands still and that nobody on this machine is writing."""

    path: Path  # as the folder has it; may hold bytes that are not UTF-8
    size: int  # bytes
    received_at: datetime  # the file's own time, or the scan's where that can't be true
    look: Look
    problem: Words | None = None  # why it is to be held without reading it

    @property
    def name(self) -> str:
        """Return the file's name as a person reads it, such as ``FAX_02161234567_20261123.tif``."""
        return legible(self.path.name) or "_"

    @property
    def place(self) -> str:
        """Return the whole path as a person reads it and a register keeps it."""
        return shown(self.path)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that has been in the folder for longer than it should and is still not taken."""

    name: str  # as a person reads it
    size: int  # bytes
    since: datetime  # when it was first seen
    reason: Words

    def waits(self, now: datetime) -> float:
        """Return for how many seconds it has been waiting."""
        return (now - self.since).total_seconds()


def shown(path: Path) -> str:
    """Return ``path`` as a person reads it; each part may come from another program in another charset."""
    return "/".join(map(legible, str(path).split("/")))


def received_at(changed_ns: int, now: datetime) -> datetime:
    """Return a file's own time, or ``now`` where that lies before 1990 or ahead of the clock."""
    try:
        own = datetime.fromtimestamp(changed_ns / 1e9, UTC)
    except (OverflowError, ValueError, OSError):
        return now
    return own if OLDEST <= own <= now else now

"""Everything that lies in a folder and below it and may be a lead."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ingest.folders import trouble
from ingest.folders.folder import Look
from ingest.folders.passed_over import TAKEN, is_closed, is_passed_over
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder, and what in it can't be taken, with the reason."""

    files: dict[Path, Look] = field(default_factory=dict)
    refused: dict[Path, Words] = field(default_factory=dict)


def listing(folder: Path) -> Listing:
    """Return what lies in ``folder`` now; OSError if ``folder`` itself can't be read.

    Links are not followed: a link could make us take, and move, a file from anywhere on this machine.
    Pipes and devices are not opened: they may never end.
    """
    found = Listing()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            waiting.extend(_look_into(here, found))
        except OSError:
            if here == folder:
                raise
            found.refused[here] = trouble.BLOCKED
    return found


def _look_into(folder: Path, found: Listing) -> list[Path]:
    """Add what lies in one folder to ``found``; return the folders in it."""
    below = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not is_closed(entry.name):
                    below.append(Path(entry.path))
            elif is_passed_over(entry.name):
                continue
            elif entry.is_file(follow_symlinks=False):
                with suppress(FileNotFoundError):
                    found.files[Path(entry.path)] = Look.of(entry.stat(follow_symlinks=False))
            else:
                found.refused[Path(entry.path)] = trouble.LINK if entry.is_symlink() else trouble.NO_FILE
    return below


def taken_folders(folder: Path) -> Iterator[Path]:
    """Return the ``taken/`` of ``folder`` and of those below it from which files are taken."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if (here / TAKEN).is_dir():
            yield here / TAKEN
        with suppress(OSError):
            waiting.extend(_look_into(here, Listing()))

"""Everything that lies in a folder and below it and may be a lead."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ingest.folders.folder import Look
from ingest.folders.passed_over import TAKEN, is_closed, is_passed_over


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder, and the subfolders that could not be looked into."""

    files: dict[Path, Look] = field(default_factory=dict)
    blocked: list[Path] = field(default_factory=list)


def listing(folder: Path) -> Listing:
    """Return what lies in ``folder`` now; OSError if ``folder`` itself can't be read.

    Links are not followed: a link could make us take, and move, a file from anywhere on this machine.
    """
    found = Listing()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            waiting.extend(_look_into(here, found.files))
        except OSError:
            if here == folder:
                raise
            found.blocked.append(here)
    return found


def _look_into(folder: Path, files: dict[Path, Look]) -> list[Path]:
    """Add the files of one folder to ``files``; return the folders in it."""
    below = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not is_closed(entry.name):
                below.append(Path(entry.path))
            if entry.is_file(follow_symlinks=False) and not is_passed_over(entry.name):
                with suppress(FileNotFoundError):
                    files[Path(entry.path)] = Look.of(entry.stat(follow_symlinks=False))
    return below


def taken_folders(folder: Path) -> Iterator[Path]:
    """Return the ``taken/`` of ``folder`` and of those below it from which files are taken."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if (here / TAKEN).is_dir():
            yield here / TAKEN
        with suppress(OSError):
            waiting.extend(_look_into(here, {}))

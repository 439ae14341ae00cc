"""What lies in the archive, as the folders themselves tell it."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from archive.names import UNFILED
from archive.store import ASIDE, ORIGINALS, Archive
from archive.trouble import in_words

_LEAD = re.compile(r"([A-Z]+-\d{4}-\d{5,})( .*)?")
_DEEPEST = 4  # year, period, region, lead


def folders(archive: Archive) -> Iterator[Path]:
    """Return every folder of the tree in order, down to a lead's folder and to ``_unfiled``."""
    return _below(archive.root, 1)


def _below(parent: Path, depth: int) -> Iterator[Path]:
    with in_words(parent), os.scandir(parent) as entries:
        found = sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
    for folder in found:
        if folder.name != ASIDE:
            yield folder
            if depth < _DEEPEST and not holds_files(folder):
                yield from _below(folder, depth + 1)


def holds_files(folder: Path) -> bool:
    """Return whether ``folder`` is a lead's or ``_unfiled``: a manifest, and papers in subfolders."""
    return folder.name == UNFILED or _LEAD.fullmatch(folder.name) is not None


def lead_numbers(archive: Archive) -> Iterator[str]:
    """Yield the number of every lead that has a folder in the archive; none where there is no archive yet."""
    there = folders(archive) if archive.root.is_dir() else ()
    return (found[1] for folder in there if (found := _LEAD.fullmatch(folder.name)))


def unfiled_originals(archive: Archive) -> Iterator[str]:
    """Return what lies under ``_unfiled/originals``, relative to the archive.

    What the register knows by another path was killed before its ``release``, which can be repeated;
    what it does not know at all was killed before its row, and comes again from its mailbox or folder.
    """
    for folder in folders(archive):
        if folder.name == UNFILED and (folder / ORIGINALS).is_dir():
            for original in sorted((folder / ORIGINALS).iterdir()):
                yield original.relative_to(archive.root).as_posix()


def sweep(archive: Archive, before: datetime) -> int:
    """Return how many half-written files were removed that nobody has written to since ``before``.

    ``leadwright add`` may be writing one now: a day ago is long enough.
    """
    swept = 0
    aside = archive.root / ASIDE
    with in_words(archive.root):
        for file in aside.iterdir() if aside.is_dir() else ():
            if file.stat().st_mtime < before.timestamp():
                file.unlink(missing_ok=True)
                swept += 1
    return swept

"""Moving a file out of the way: never over another, never one that was not looked at, each step repeatable.

Nothing is synced here. A file is moved only once its bytes are safe in the archive, so a power cut can
at worst put it back into the folder, from where it is taken in again as the same bytes.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from ingest.folders.folder import Look

LONGEST = 255  # bytes of a name on every file system


def move_aside(path: Path, look: Look, folder: Path) -> Path | None:
    """Return where ``path`` lies in ``folder`` now; None if it is gone, or another file by now that stays."""
    if not _is_still(path, look):
        return None
    target = reserve(folder, path.name)
    return target if _move_over(path, look, target) else None


def move_aside_with_note(path: Path, look: Look, folder: Path, note: str) -> Path | None:
    """As ``move_aside``, with ``note`` in a text file beside it; the note is there before the file is."""
    if not _is_still(path, look):
        return None
    target = reserve(folder, path.name)
    beside = note_beside(target)
    beside.write_text(note, encoding="utf-8")
    if _move_over(path, look, target):
        return target
    beside.unlink()
    return None


def _move_over(path: Path, look: Look, target: Path) -> bool:
    """Return whether ``path`` took the place of the reserved ``target``.

    The fax machine may put another file in its place at any moment: what was moved is looked at again,
    and goes back if it is not what was meant.
    """
    try:
        path.rename(target)
    except FileNotFoundError:
        target.unlink()
        return False
    if _is_still(target, look):
        return True
    target.rename(reserve(path.parent, path.name))
    return False


def _is_still(path: Path, look: Look) -> bool:
    with suppress(FileNotFoundError):
        return Look.of(path.lstat()) == look
    return False


def reserve(folder: Path, name: str) -> Path:
    """Return an empty file in ``folder`` that keeps ``name``, or ``name (2)``, … for what is moved over it.

    One that a crash left behind is used again.
    """
    folder.mkdir(exist_ok=True)
    for candidate in _numbered(name):
        path = folder / candidate
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
            return path
        if path.is_file() and path.lstat().st_size == 0:
            return path
    raise AssertionError  # numbers don't end


def note_beside(path: Path) -> Path:
    """Return where the note about ``path`` belongs: ``FAX 1.tif.txt`` beside ``FAX 1.tif``."""
    return path.with_name(_fitting(path.name, ".txt"))


def _numbered(name: str) -> Iterator[str]:
    yield name
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > 8:
        stem, dot, extension = name, "", ""
    for serial in count(2):
        yield _fitting(stem, f" ({serial}){dot}{extension}")


def _fitting(stem: str, end: str) -> str:
    """Return ``stem`` and ``end``, the stem cut by whole characters until both fit into a name."""
    room = LONGEST - len(os.fsencode(end))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + end

"""The list of a folder's files with their checksums, as ``sha256sum -c manifest-sha256.txt`` reads it.

A list grows by whole lines, one for a path, so that a killed program can repeat its step: a torn last
line goes first. Names never hold a backslash or a line break (``safe_name``), so no line needs the
escapes of ``sha256sum``.
"""

import fcntl
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from archive.durable import WRITABLE, write_aside

NAME = "manifest-sha256.txt"
_CHECKSUM = re.compile(r"[0-9a-f]{64}")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def is_checksum(text: str) -> bool:
    """Return whether ``text`` is a SHA-256 as the lists write it."""
    return _CHECKSUM.fullmatch(text) is not None


class Line(NamedTuple):
    """One file of a folder."""

    sha256: str
    path: str  # relative to the folder, with forward slashes

    def encode(self) -> bytes:
        """Return the line as it stands in the list."""
        return f"{self.sha256}  {self.path}\n".encode()


def put(folder: Path, line: Line, aside: Path) -> None:
    """Let ``line`` be the only one of its path; list and ``folder`` are still to be synced."""
    with _alone(folder):
        whole = _whole_lines(folder)
        listed = whole.count(_end(line.path))  # in bytes, because a year's list is long
        if listed == 0:
            _write_behind(folder, whole, line.encode())
        elif listed > 1 or (b"\n" + whole).count(b"\n" + line.encode()) != 1:
            _rewrite(folder, whole, {line.path}, line.encode(), aside)


def drop(folder: Path, paths: Collection[str], aside: Path) -> None:
    """Take ``paths`` off the list, in a single step; ``folder`` is still to be synced."""
    with _alone(folder):
        whole = _whole_lines(folder)
        if any(_end(path) in whole for path in paths):
            _rewrite(folder, whole, paths, b"", aside)


def _write_behind(folder: Path, whole: bytes, line: bytes) -> None:
    """Let the list be ``whole`` lines, as it is but for a torn one, and ``line`` behind them."""
    descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, WRITABLE)
    with os.fdopen(descriptor, "ab") as file:
        file.truncate(len(whole))
        file.write(line)


def _rewrite(folder: Path, whole: bytes, paths: Collection[str], instead: bytes, aside: Path) -> None:
    """Replace the lines of ``paths``, by a new list that takes the place of the old one."""
    ends = tuple(_end(path) for path in paths)
    kept = [line for line in whole.splitlines(keepends=True) if not line.endswith(ends)]
    write_aside(aside, [*kept, instead], WRITABLE).path.rename(folder / NAME)


def read(folder: Path) -> list[Line]:
    """Return the lines of the list, none where there is no list; a damaged one has an empty ``sha256``."""
    whole = _whole_lines(folder)
    return [_line(text) for text in whole.decode("utf-8", "replace").split("\n")[:-1]]


def _line(text: str) -> Line:
    found = _LINE.fullmatch(text)
    return Line(*found.groups()) if found else Line("", text)


def _whole_lines(folder: Path) -> bytes:
    """Return the list without a torn last line, nothing where there is no list."""
    try:
        written = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return b""
    return written[: written.rfind(b"\n") + 1]


def _end(path: str) -> bytes:
    """Return how a line of ``path`` ends; a path has no two spaces in a row, so no other line ends so."""
    return f"  {path}\n".encode()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes off the list: ``leadwright add`` writes while the daemon does.

    Some shares have no locks; there the home's own lock still keeps a second daemon out.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)

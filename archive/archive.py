"""The archive: what came in and what was made, each file written once, by period and region (P1.4, P3.4).

Every method may be killed at any point and called again with the same arguments; the tree is then as if
it had run once. What a method has returned from survives a power cut (I1). All paths that come in and
go out are relative to the archive, with forward slashes. A full disk or a share that is gone is
``Unavailable``: nothing has changed, try again.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archive import manifest, trouble
from archive.durable import Directories, link_or_copy, publish, sha256_of, sync_directory, write_aside
from archive.manifest import Line
from archive.names import UNFILED, numbered, safe_name, unfiled_folder
from archive.periods import Period
from sales.original import Kept

ORIGINALS = "originals"
CORRESPONDENCE = "correspondence"
DOCUMENTS = "documents"
ASIDE = ".tmp"  # files being written; whatever lies here for long was left by a crash

_PLAIN_SUFFIX = re.compile(r"\.[0-9A-Za-z]{1,8}")
_HASH_NAME = re.compile(r"([0-9a-f]{64})(\.|\Z)")


class Arrival(NamedTuple):
    """Bytes to be kept; the stream is read once, in order."""

    chunks: Iterable[bytes]
    suffix: str  # ".eml", ".tif"; "" for none
    received_at: datetime  # aware; names the period


class Filing(NamedTuple):
    """An original that takes its place in a lead's folder."""

    path: str  # as ``Kept.path`` has it
    name: str  # what a person would call it; made safe here
    subfolder: str = ORIGINALS  # or CORRESPONDENCE


class Archive:
    """The folder that holds every original and every version of every document."""

    def __init__(self, root: Path, period: Period = Period.MONTH, zone: tzinfo = UTC) -> None:
        self.root = root.absolute()
        self.period = period
        self.zone = zone
        self._aside = self.root / ASIDE
        self._directories = Directories(self.root)

    def keep(self, arrivals: Iterable[tuple[Iterable[bytes], str, datetime]]) -> list[Kept]:
        """Return where ``arrivals`` lie, in their order, once all their bytes and names are safe (I1).

        Each lies under ``_unfiled/originals`` of its period, named by its SHA-256; the same bytes again
        give the same file. Streams raise ``Failure``, which comes out as it is: nothing of the batch
        may be acknowledged then, and the whole batch can be given again.
        """
        with trouble.in_words(self.root):
            self._directories.make(self._aside)
            kept = [self._keep(Arrival(*arrival)) for arrival in arrivals]
            for directory in {self.absolute(one.path).parent for one in kept}:
                sync_directory(directory)
        return kept

    def _keep(self, arrival: Arrival) -> Kept:
        period = self.period.of(arrival.received_at, self.zone)
        folder = f"{unfiled_folder(period)}/{ORIGINALS}"
        self._directories.make(self.absolute(folder))
        written = write_aside(self._aside, arrival.chunks)
        path = f"{folder}/{written.sha256}{_plain_suffix(arrival.suffix)}"
        target = self.absolute(path)
        if target.exists() and sha256_of(target) == written.sha256:
            written.path.unlink()
        else:  # new, or gone bad on the disk: these are the bytes that belong here
            written.path.rename(target)
        return Kept(written.sha256, written.size, path)

    def file_lead(self, folder: str, filings: Sequence[tuple[str, str, str]]) -> list[str]:
        """Return the second names, safe and listed, of ``filings`` (path, name, subfolder) in ``folder``.

        The first names stay until ``release``, which follows once the register knows the second ones. A
        name that is taken by other bytes gets a number. ``Failure`` if an original is missing.
        """
        with trouble.in_words(self.root):
            self._directories.make(self._aside)
            home = self.absolute(folder)
            self._directories.make(home)
            lines = [self._second_name(home, Filing(*filing)) for filing in filings]
            _list(home, lines)
        return [f"{folder}/{line.path}" for line in lines]

    def _second_name(self, home: Path, filing: Filing) -> Line:
        source = self.absolute(filing.path)
        directory = home / filing.subfolder
        directory.mkdir(exist_ok=True)
        sha256 = _sha256_in(filing.path)
        target = _free_or_same(directory, safe_name(filing.name), sha256)
        if not target.exists():
            if not source.exists():
                raise trouble.missing_original(filing.path)
            link_or_copy(source, target, self._aside)
        return Line(sha256, f"{filing.subfolder}/{target.name}")

    def release(self, *paths: str) -> None:
        """Drop the first names that ``keep`` gave, once the register points elsewhere.

        Only names under ``_unfiled/originals`` can be dropped; ``ValueError`` for any other.
        """
        with trouble.in_words(self.root):
            listed = [self._unfiled(path) for path in paths]
            for home, line in listed:
                manifest.drop(home, line, self._aside)
            for home in {home for home, _ in listed}:
                sync_directory(home)  # before the files go: a list never names what is gone
            for home, line in listed:
                (home / line.path).unlink(missing_ok=True)
            for home in {home for home, _ in listed}:
                sync_directory(home / ORIGINALS)

    def settle(self, path: str) -> None:
        """List what belongs to no lead where ``keep`` put it; it stays there, under ``_unfiled``."""
        with trouble.in_words(self.root):
            if not self.absolute(path).exists():
                raise trouble.missing_original(path)
            home, line = self._unfiled(path)
            _list(home, [line])

    def _unfiled(self, path: str) -> tuple[Path, Line]:
        """Return the ``_unfiled`` folder of a path that ``keep`` gave, and its line there."""
        home = self.absolute(path).parent.parent
        if home.name != UNFILED:
            raise ValueError(path)
        name = PurePosixPath(path).name
        return home, Line(_sha256_in(path), f"{ORIGINALS}/{name}")

    def add(self, folder: str, subfolder: str, name: str, data: bytes) -> Kept:
        """Return where ``data`` lies in a folder, written once, safe and listed.

        The same name with the same bytes is the same file; with other bytes it is a ``Failure`` (I3).
        """
        path = f"{folder}/{subfolder}/{safe_name(name)}"
        target = self.absolute(path)
        with trouble.in_words(self.root):
            self._directories.make(self._aside)
            self._directories.make(self.absolute(folder))
            target.parent.mkdir(exist_ok=True)
            sha256 = hashlib.sha256(data).hexdigest()
            if not target.exists():
                publish(write_aside(self._aside, [data]), target)
            elif sha256_of(target) != sha256:
                raise trouble.other_bytes(path)
            _list(self.absolute(folder), [Line(sha256, f"{subfolder}/{target.name}")])
        return Kept(sha256, len(data), path)

    def move_lead(self, folder: str, next_folder: str) -> None:
        """Move a lead's folder, for a corrected region; repeatable, in one step, never over something."""
        source, target = self.absolute(folder), self.absolute(next_folder)
        if source == target:
            return
        with trouble.in_words(self.root):
            self._directories.make(target.parent)
            if not source.is_dir() and not target.is_dir():
                raise trouble.neither_folder(folder, next_folder)
            if source.is_dir() and target.exists():
                raise trouble.both_folders(folder, next_folder)
            if source.is_dir():
                source.rename(target)
            sync_directory(target.parent)
            sync_directory(source.parent)

    def absolute(self, path: str) -> Path:
        """Return where ``path`` lies on this machine; ``ValueError`` if it would leave the archive."""
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise ValueError(path)
        return self.root / parts

    def open(self, path: str) -> BufferedReader:
        """Return the bytes of ``path`` to read; ``Failure`` if it is missing."""
        with trouble.in_words(self.root):
            try:
                return self.absolute(path).open("rb")
            except FileNotFoundError:
                if self.root.is_dir():
                    raise trouble.missing_original(path) from None
                raise


def _list(home: Path, lines: Sequence[Line]) -> None:
    """List ``lines`` in the folder ``home`` and make all their names safe."""
    manifest.append(home, lines)
    for directory in {(home / line.path).parent for line in lines}:
        sync_directory(directory)
    sync_directory(home)


def _free_or_same(directory: Path, name: str, sha256: str) -> Path:
    """Return the first of ``name``, ``name (2)``, … that is free or has these bytes, whatever its case."""
    there = {other.name.casefold(): other for other in directory.iterdir()}
    for candidate in numbered(name):
        other = there.get(candidate.casefold())
        if other is None:
            return directory / candidate
        if sha256_of(other) == sha256:
            return other
    raise AssertionError  # numbers don't end


def _sha256_in(path: str) -> str:
    """Return the SHA-256 that ``keep`` wrote into a file's name."""
    found = _HASH_NAME.match(PurePosixPath(path).name)
    if not found:
        raise ValueError(path)
    return found.group(1)


def _plain_suffix(suffix: str) -> str:
    return suffix.lower() if _PLAIN_SUFFIX.fullmatch(suffix) else ""

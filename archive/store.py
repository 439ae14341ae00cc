"""The archive: what came in and what was made, each file written once, by period and region (P1.4, P3.4).

Every method may be killed at any point and called again with the same arguments; the tree is then as if
it had run once. What a method has returned from survives a power cut (I1). All paths that come in and
go out are relative to the archive, with forward slashes. A full disk or a share that is gone is
``Unavailable``: nothing has changed, try again.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archive import manifest, trouble
from archive.durable import (
    Directories,
    Unsynced,
    link_or_copy,
    publish,
    sha256_of,
    sync_directory,
    write_aside,
)
from archive.manifest import Line
from archive.names import UNFILED, plain_suffix, safe_name, unfiled_folder
from archive.periods import Period
from sales.original import Kept

ORIGINALS = "originals"
CORRESPONDENCE = "correspondence"
DOCUMENTS = "documents"
ASIDE = ".tmp"  # files being written; whatever lies here for long was left by a crash


class Arrival(NamedTuple):
    """Bytes to be kept; the stream is read once, in order."""

    chunks: Iterable[bytes]
    suffix: str  # ".eml", ".tif"; "" for none
    received_at: datetime  # aware; names the period, by the archive's zone


class Filing(NamedTuple):
    """An original and its place: ``<lead's folder>/<subfolder>/<name>``, or, of no lead, where it is."""

    path: str
    next_path: str
    sha256: str


class Archive:
    """The folder that holds every original and every version of every document."""

    def __init__(
        self, root: Path, period: Period = Period.MONTH, zone: tzinfo = UTC, *, is_used: bool = False
    ) -> None:
        """Name the archive; one that ``is_used`` is never begun anew where its share is not mounted (I1)."""
        self.root = root.absolute()
        self.period = period
        self.zone = zone
        self._is_used = is_used
        self._aside = self.root / ASIDE
        self._directories = Directories(self.root)

    def keep(self, arrivals: Iterable[tuple[Iterable[bytes], str, datetime]]) -> list[Kept]:
        """Return where ``arrivals`` lie, in their order, once all their bytes and names are safe (I1).

        Each lies under ``_unfiled/originals`` of its period, named by its SHA-256; the same bytes again
        give the same file. Streams raise ``Failure``, which comes out as it is: nothing of the batch
        may be acknowledged then, and the whole batch can be given again.
        """
        with trouble.in_words(self.root):
            self._ready()
            kept = [self._keep(Arrival(*arrival)) for arrival in arrivals]
            for directory in {self.absolute(one.path).parent for one in kept}:
                sync_directory(directory)
        return kept

    def check(self) -> None:
        """Raise Unavailable where a used archive is not in its place: its share may be away."""
        if self._is_used and not self._aside.is_dir():
            raise trouble.not_there(self.root)

    def _ready(self) -> None:
        self.check()
        self._directories.make(self._aside)
        self._is_used = True

    def _keep(self, arrival: Arrival) -> Kept:
        period = self.period.name_of(arrival.received_at.astimezone(self.zone))
        folder = f"{unfiled_folder(period)}/{ORIGINALS}"
        self._directories.make(self.absolute(folder))
        written = write_aside(self._aside, arrival.chunks)
        path = f"{folder}/{written.sha256}{plain_suffix(arrival.suffix)}"
        target = self.absolute(path)
        if target.exists() and sha256_of(target) == written.sha256:
            written.path.unlink()
        else:  # new, or gone bad on the disk: these are the bytes that belong here
            written.path.rename(target)
        return Kept(written.sha256, written.size, path)

    def file(self, filings: Iterable[Filing]) -> None:
        """Give originals their places, safe and listed: beside their old names, which stay until ``release``.

        ``Failure`` if one is missing, if its bytes are no longer what came in, or if other bytes have its
        name (I3); ``ValueError`` if the name is not one of ``safe_name``. Nothing of them is safe then.
        """
        with trouble.in_words(self.root), Unsynced() as unsynced:
            self._ready()
            for filing in filings:
                self._file(filing, unsynced)

    def _file(self, filing: Filing, unsynced: Unsynced) -> None:
        source, target = self.absolute(filing.path), self.absolute(filing.next_path)
        if safe_name(target.name) != target.name:
            raise ValueError(filing.next_path)
        there = next((file for file in (source, target) if file.exists()), None)
        if there is None:
            raise trouble.missing_original(filing.path)
        if sha256_of(there) != filing.sha256:
            raise trouble.changed_file(there.relative_to(self.root).as_posix())
        self._make_room(target, unsynced)
        if not target.exists():
            link_or_copy(source, target, self._aside)
        elif not target.samefile(there) and sha256_of(target) != filing.sha256:
            raise trouble.other_bytes(filing.next_path)
        self._list(target, filing.sha256, unsynced)

    def release(self, *paths: str) -> None:
        """Drop the first names that ``keep`` gave, once the register points elsewhere.

        Only names under ``_unfiled/originals`` can be dropped; ``ValueError`` for any other.
        """
        homes: dict[Path, list[Path]] = {}
        for path in paths:
            file = self.absolute(path)
            homes.setdefault(file.parent.parent, []).append(file)
        if any(home.name != UNFILED for home in homes):
            raise ValueError(paths)
        with trouble.in_words(self.root):
            self.check()
            for home, files in homes.items():
                manifest.drop(home, {f"{ORIGINALS}/{file.name}" for file in files}, self._aside)
                sync_directory(home)  # before the files go: a list never names what is gone
                for file in files:
                    file.unlink(missing_ok=True)
                sync_directory(home / ORIGINALS)

    def add(self, folder: str, subfolder: str, name: str, *data: bytes, replace: bool = False) -> Kept:
        """Return where ``data`` lies in a folder, its pieces joined, safe and listed; ``name`` is made safe.

        Other bytes of that name are a ``Failure`` (I3), unless the caller knows with ``replace`` that
        they are what a crash left behind before the register heard of them.
        """
        path = f"{folder}/{subfolder}/{safe_name(name)}"
        target = self.absolute(path)
        digest = hashlib.sha256()
        for piece in data:
            digest.update(piece)
        sha256 = digest.hexdigest()
        with trouble.in_words(self.root), Unsynced() as unsynced:
            self._ready()
            self._make_room(target, unsynced)
            if not target.exists():
                publish(write_aside(self._aside, data), target)
            elif sha256_of(target) != sha256:
                if not replace:
                    raise trouble.other_bytes(path)
                write_aside(self._aside, data).path.rename(target)
            self._list(target, sha256, unsynced)
        return Kept(sha256, sum(map(len, data)), path)

    def _make_room(self, target: Path, unsynced: Unsynced) -> None:
        """Make the folder of a lead's file, and the lead's own; they are safe when ``unsynced`` is synced."""
        home = target.parent.parent
        self._directories.make(home.parent)
        for directory in (home, target.parent):
            directory.mkdir(exist_ok=True)
        unsynced.directory(home.parent)

    def _list(self, target: Path, sha256: str, unsynced: Unsynced) -> None:
        """List a file that is in its place; list and names are safe when ``unsynced`` is synced."""
        home = target.parent.parent
        manifest.put(home, Line(sha256, target.relative_to(home).as_posix()), self._aside)
        unsynced.file(home / manifest.NAME)
        unsynced.directory(target.parent, home)

    def move_lead(self, folder: str, next_folder: str) -> None:
        """Move a lead's folder, for a corrected region, in one step and never over something.

        A region that no lead is left in loses its folder. ``Failure`` if both folders are there, or neither.
        """
        source, target = self.absolute(folder), self.absolute(next_folder)
        if source == target:
            return
        with trouble.in_words(self.root):
            self.check()
            self._directories.make(target.parent)
            if not source.is_dir() and not target.is_dir():
                raise trouble.neither_folder(folder, next_folder)
            if source.is_dir() and target.exists():
                raise trouble.both_folders(folder, next_folder)
            if source.is_dir():
                source.rename(target)
            sync_directory(target.parent)
            if source.parent.is_dir():  # a call that was killed may have come further than this
                _leave(source.parent)

    def absolute(self, path: str) -> Path:
        """Return where ``path`` lies on this machine; ``ValueError`` if it would leave the archive."""
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise ValueError(path)
        return self.root / parts

    def genuine(self, path: str, sha256: str) -> Path:
        """Return where a file lies on this machine; ``Failure`` if it is not what was kept any more (I3)."""
        with self.open(path) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise trouble.changed_file(path)
        return self.absolute(path)

    def read(self, path: str, sha256: str) -> bytes:
        """Return the bytes of a file, which are in memory then; ``Failure`` as that of ``genuine``."""
        with self.open(path) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise trouble.changed_file(path)
        return data

    def open(self, path: str) -> BufferedReader:
        """Return the bytes of ``path`` to read; ``Failure`` if it is missing."""
        with trouble.in_words(self.root):
            try:
                return self.absolute(path).open("rb")
            except FileNotFoundError:
                self.check()
                if self.root.is_dir():
                    raise trouble.missing_original(path) from None
                raise


def _leave(region: Path) -> None:
    """Return once it is safe that a lead has left ``region``, whose folder goes with the last of them."""
    sync_directory(region)
    if not any(region.iterdir()):
        region.rmdir()
        sync_directory(region.parent)

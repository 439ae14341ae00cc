"""One watched folder: what in it is ready, what waits and why, and where a file goes afterwards (I6).

The order that loses nothing: ``scan`` → the bytes of ``read`` into the archive → the row committed →
``taken``. Killed in between, the file is still in the folder and is found by the next scan; its bytes
have the SHA-256 they had, so the register knows them and nothing is doubled.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path, PurePath

from ingest.folders import trouble
from ingest.folders.aside import move_aside, move_aside_with_note
from ingest.folders.folder import Candidate, Folder, Look, Waiting, received_at
from ingest.folders.listing import listing, taken_folders
from ingest.folders.passed_over import HELD, TAKEN
from ingest.folders.share import is_gone, mount_of
from ingest.folders.stillness import Stillness
from ingest.folders.waking import Waking
from sales.legible import legible
from sales.words import Language, Words

PIECE = 1 << 18  # bytes read at a time


class Watch:
    """A folder of the settings, scanned again and again; keeps in memory only what is not ready yet."""

    def __init__(self, folder: Folder, language: Language = Language.ZH) -> None:
        self.folder = folder
        self._language = language  # of the notes
        self._stillness = Stillness(folder)
        self._refused: dict[Path, Waiting] = {}  # what will not be taken as it is
        self._mount: Path | None = None
        self._waking: Waking | None = None

    def scan(self, now: datetime) -> tuple[Candidate, ...]:
        """Return every file that is ready, the oldest first, and again at each scan until it is moved.

        Ready is what has stood still since an earlier scan for the folder's ``settle`` seconds and what
        no process of this machine holds open for writing. An empty file comes with its ``problem``.
        ``Unavailable`` if the folder is missing, not writable, or its share is gone.
        """
        with self._in_words(self.folder.path):
            self._check()
            found = listing(self.folder.path)
        self._refused = {
            path: self._refused.get(path) or Waiting(legible(path.name), 0, now, reason)
            for path, reason in found.refused.items()
        }
        ready = self._stillness.look_at(found.files, now)
        if self._waking:
            self._waking.again_in(self._stillness.settling(now, changed_too=True))
        return tuple(_candidate(path, found.files[path], now) for path in ready)

    def _check(self) -> None:
        """Refuse a folder that is missing, unmounted or not writable.

        A missing folder is not made: it may lie on a share that is not mounted, and what is put into a
        folder below the mount point disappears when it is.
        """
        path = self.folder.path
        if not path.is_dir():
            raise trouble.missing(self.folder.name, path)
        if self._mount and is_gone(path, self._mount):
            raise trouble.gone(self.folder.name, path, self._mount)
        self._mount = mount_of(path)
        if not os.access(path, os.W_OK | os.X_OK, effective_ids=True):
            raise trouble.not_writable(self.folder.name, path)
        if self._waking:
            self._waking.listen()

    def settling(self, now: datetime) -> float | None:
        """Return in how many seconds a scan finds more; None if a single pass has nothing to wait for.

        A file that has changed since it was first seen is not waited for, so a pass always ends.
        """
        return self._stillness.settling(now, changed_too=False)

    def waiting(self, now: datetime) -> tuple[Waiting, ...]:
        """Return what can't be taken though it has been there for the folder's ``patience``, with the reason.

        Nothing is lost: it is taken as soon as it can be.
        """
        refused = (each for each in self._refused.values() if each.waits(now) >= self.folder.patience)
        return (*self._stillness.waiting(now), *refused)

    def read(self, candidate: Candidate) -> Iterator[bytes]:
        """Return the bytes of a candidate, in pieces of at most 256 kB.

        ``Unavailable`` if it is gone or no longer what the scan saw, also at the end: it waits for the
        next scan.
        """
        with self._in_words(candidate.path):
            descriptor = os.open(candidate.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb", buffering=0) as file:
                while piece := file.read(PIECE):
                    yield piece
                if Look.of(os.fstat(descriptor)) != candidate.look:
                    raise trouble.changed(candidate.path)

    def taken(self, candidate: Candidate) -> Path | None:
        """Return where a file lies under ``taken/``: moved once its bytes are safe and its row is committed.

        None if it is gone, as after an earlier call, or if another file has its name by now: that one
        stays for the next scan.
        """
        with self._in_words(candidate.path):
            return move_aside(candidate.path, candidate.look, candidate.path.parent / TAKEN)

    def held(self, candidate: Candidate, reason: Words) -> Path | None:
        """Return where a file lies under ``held/``, beside a note that says why; None as ``taken`` does."""
        with self._in_words(candidate.path):
            return self._hold(candidate.path, candidate.look, candidate.path.parent, reason)

    def hold_taken(self, name: str, sha256: str, reason: Words) -> Path | None:
        """Return where a file lies under ``held/`` that was taken and then could not be read, beside a note.

        It is the one with this checksum that came in as ``name`` (``Candidate.name``); None if it did
        not come in here, or if somebody has cleared it away.
        """
        with self._in_words(self.folder.path):
            for path in _taken_as(self.folder.path, name):
                with path.open("rb") as file:
                    look = Look.of(os.fstat(file.fileno()))
                    is_it = file_digest(file, "sha256").hexdigest() == sha256
                if is_it:
                    return self._hold(path, look, path.parent.parent, reason)
        return None

    def _hold(self, path: Path, look: Look, beside: Path, reason: Words) -> Path | None:
        note = trouble.note(legible(path.name), reason).in_(self._language)
        return move_aside_with_note(path, look, beside / HELD, note)

    def wake(self, event: threading.Event) -> None:
        """Set ``event`` whenever a scan may find something: when a file comes, and again when it has settled.

        It only saves waiting. Where no events come, as from a share, nothing is set and that is no
        error.
        """
        self._waking = Waking(self.folder.path, event)
        self._waking.listen()

    def close(self) -> None:
        """Stop waking anybody; the watch can still be scanned."""
        if self._waking:
            self._waking.close()
        self._waking = None

    @contextmanager
    def _in_words(self, path: Path) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise trouble.changed(path) from error
        except OSError as error:
            raise trouble.failed(self.folder.name, path, error) from error


def _candidate(path: Path, look: Look, now: datetime) -> Candidate:
    problem = None if look.size else trouble.EMPTY
    return Candidate(path, look.size, received_at(look.changed, now), look, problem)


def _taken_as(folder: Path, name: str) -> Iterator[Path]:
    """Return the taken files that may have come in as ``name``; a second one of that name has a number."""
    stem = PurePath(name).stem
    for taken in taken_folders(folder):
        yield from (
            path for path in taken.iterdir() if path.is_file() and legible(path.name).startswith(stem)
        )

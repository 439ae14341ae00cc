"""Writing that survives a power cut: what is called safe here is there when the lights come back on.

A file is safe when its bytes are synced *and* the folder that names it is (I1); only these few
functions sync, so that a test can leave one out and see the archive lose a mail.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

READ_ONLY = 0o444  # originals and documents are write-once (I3)
WRITABLE = 0o644  # manifests grow
REMEMBERED = 4096  # folders; beyond that one sync too many is cheaper than the memory


@dataclass(frozen=True, slots=True)
class Written:
    """A file with its bytes synced that has no name yet that anybody looks at."""

    path: Path
    sha256: str
    size: int  # bytes


def sync_file(descriptor: int) -> None:
    """Return once the bytes written to ``descriptor`` are on the disk."""
    os.fsync(descriptor)


def sync_written(file: Path) -> None:
    """Return once the bytes of ``file`` are on the disk, whoever wrote them."""
    with file.open("rb") as written:
        sync_file(written.fileno())


def sync_directory(directory: Path) -> None:
    """Return once the names in ``directory`` are on the disk; a rename or link is not safe before."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_aside(directory: Path, chunks: Iterable[bytes], mode: int = READ_ONLY) -> Written:
    """Return a new synced file in ``directory`` that holds ``chunks``; an error leaves none behind."""
    descriptor, name = tempfile.mkstemp(dir=directory, prefix="")
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            with suppress(PermissionError):  # some network shares know no modes
                os.fchmod(descriptor, mode)
            sync_file(descriptor)
    except BaseException:
        Path(name).unlink()
        raise
    return Written(Path(name), digest.hexdigest(), size)


def link_or_copy(source: Path, target: Path, aside: Path) -> None:
    """Give the synced file ``source`` the second name ``target``; FileExistsError if something has it.

    Shares and sticks without hard links get a synced copy, written in the folder ``aside`` first. The
    folder of ``target`` is still to be synced.
    """
    try:
        target.hardlink_to(source)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        with source.open("rb") as file:
            copy = write_aside(aside, iter(lambda: file.read(1 << 20), b""))
        publish(copy, target)


def publish(written: Written, target: Path) -> None:
    """Rename ``written`` to ``target`` and never over something; FileExistsError if something is there.

    The folder of ``target`` is still to be synced.
    """
    try:
        target.hardlink_to(written.path)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:  # no hard links here: look, then rename
        if target.exists():
            raise FileExistsError(target) from None
        written.path.rename(target)
    else:
        written.path.unlink()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Unsynced:
    """What was changed and is still to be synced: each once, together, when the ``with`` block ends well.

    The first sync of many takes most of the others along, where every file system writes one journal.
    """

    def __init__(self) -> None:
        self._files: dict[Path, None] = {}
        self._directories: dict[Path, None] = {}

    def file(self, file: Path) -> None:
        """Have the bytes of ``file`` synced."""
        self._files[file] = None

    def directory(self, *directories: Path) -> None:
        """Have the names in ``directories`` synced, in this order."""
        self._directories.update(dict.fromkeys(directories))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            for file in self._files:
                sync_written(file)
            for directory in self._directories:
                sync_directory(directory)


class Directories:
    """Makes the folders of one archive, and remembers which of them are known to be safe."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._safe: set[Path] = set()

    def make(self, directory: Path) -> None:
        """Return once ``directory`` and all above it up to the archive's own folder are there, and safe.

        A folder that is there may have been made by a process that was killed before it could sync it:
        the first time it is met, the folder above is synced all the same. What lies above the archive
        is never made: it may be a share that is not mounted.
        """
        if directory in self._safe and directory.is_dir():
            return
        if directory != self._root:
            self.make(directory.parent)
        directory.mkdir(exist_ok=True)
        sync_directory(directory.parent)
        if len(self._safe) >= REMEMBERED:  # the archive grows for years, this does not
            self._safe.clear()
        self._safe.add(directory)

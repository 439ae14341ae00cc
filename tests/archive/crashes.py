"""Kills and power cuts at every step of a real process.

A child runs an operation and ends, as by SIGKILL, before its n-th call that changes or syncs anything.
A power cut is the same, and then only what was synced is left: the bytes a file had when it was last
synced, under the names its folder had when that was last synced. POSIX promises no more, and no file
system we know is as harsh.
"""

import os
import stat
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Operation = Callable[[Path], None]  # on the folder it is given; called again after a crash
Skip = Callable[[int], bool]  # which syncs a deliberately broken build leaves out, by file descriptor

# `sched_yield` changes nothing: a stream that calls it between two chunks can be killed there.
STEPS = ("open", "fsync", "rename", "link", "unlink", "mkdir", "rmdir", "ftruncate", "fchmod", "sched_yield")
KILLED = 137


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """Lend a folder on a memory disk: what a sync saves is followed here, so no slow disk need do it."""
    memory = Path("/dev/shm")  # noqa: S108 - a new folder of its own in it
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


def is_directory(descriptor: int) -> bool:
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


def is_file(descriptor: int) -> bool:
    return not is_directory(descriptor)


def nothing(_descriptor: int) -> bool:
    return False


def killed_at_every_step(operation: Operation, root: Path) -> Iterator[int]:
    """Run ``operation`` on ``root``, killed before its 1st step, its 2nd and so on; yield after each.

    Whoever asks for the next one has put ``root`` back as it was. Ends when the operation gets through.
    """
    for step in count(1):
        if not _killed(operation, root, step, None, nothing):
            return
        yield step


def power_cut_at_every_step(operation: Operation, root: Path, images: Path) -> Iterator[Path]:
    """As ``killed_at_every_step``; yield what each power cut leaves, as a folder in ``images``."""
    for step in count(1):
        image = images / str(step)
        if not _killed(operation, root, step, image, nothing):
            return
        yield image


def power_cut_after_repeating(operation: Operation, root: Path, images: Path) -> Iterator[Path]:
    """As ``killed_at_every_step``, then the operation is repeated to its end, and then the power is cut.

    What the killed one left unsynced looks to the second like anything else on the disk.
    """
    for step in count(1):
        image = images / str(step)
        if not _killed(operation, root, step, image, nothing, repeat=True):
            return
        yield image


def power_cut_after(operation: Operation, root: Path, image: Path, skip: Skip = nothing) -> None:
    """Run ``operation`` to its end, then cut the power; ``image`` holds what is left of ``root``."""
    assert not _killed(operation, root, -1, image, skip)


def _killed(
    operation: Operation, root: Path, step: int, image: Path | None, skip: Skip, *, repeat: bool = False
) -> bool:
    """Return whether the operation was killed; False if it ended before its ``step``-th step."""
    child = os.fork()
    if child == 0:
        try:
            _Child(root, step, image, skip, repeat=repeat).run(operation)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), "the operation itself failed"
    return code == KILLED


class _Dead(BaseException):
    """Ends the first attempt of an operation that is repeated in the same child."""


class _Child:
    """The child's side: counts the steps, follows the syncs, ends without cleaning up."""

    def __init__(self, root: Path, step: int, image: Path | None, skip: Skip, *, repeat: bool) -> None:
        self._root, self._left, self._image, self._skip = root, step, image, skip
        self._repeat = repeat
        self._disk = _Disk(root) if image else None
        self._watching = True

    def run(self, operation: Operation) -> None:
        for name in STEPS:
            setattr(os, name, self._counted(name, getattr(os, name)))
        try:
            operation(self._root)
        except _Dead:
            self._left = -1
            operation(self._root)
            self._end(KILLED)
        self._end(0)

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            if not self._watching:
                return call(*arguments, **options)
            self._count()
            if name == "fsync" and self._skip(arguments[0]):
                return None
            result = call(*arguments, **options)
            if name == "fsync" and self._disk:
                self._disk.synced(arguments[0])
            return result

        return counted

    def _count(self) -> None:
        self._left = max(self._left - 1, -1) if self._left else 0
        if self._left == 0 and self._repeat:
            raise _Dead  # and again at each further call: the dead clean nothing up
        if self._left == 0:
            self._end(KILLED)

    def _end(self, code: int) -> None:
        self._watching = False
        if self._disk and self._image:
            self._disk.leave(self._image)
        os._exit(code)


class _Disk:
    """What a power cut leaves of a folder."""

    def __init__(self, root: Path) -> None:
        self._bytes: dict[int, bytes] = {}
        self._names: dict[int, list[tuple[str, int, bool]]] = {}
        self._root = root.stat().st_ino
        for path in (root, *root.rglob("*")):  # what was there before has long been written
            descriptor = os.open(path, os.O_RDONLY)
            self.synced(descriptor)
            os.close(descriptor)

    def synced(self, descriptor: int) -> None:
        """Note what ``descriptor`` holds now; it stays open, so that its inode is never another file's."""
        held = os.dup(descriptor)
        inode, here = os.fstat(held).st_ino, f"/proc/self/fd/{held}"
        if is_directory(held):
            with os.scandir(here) as entries:
                names = [(e.name, e.inode(), e.is_dir(follow_symlinks=False)) for e in entries]
            self._forget_old_names({child for _, child, is_folder in names if is_folder})
            self._names[inode] = names
        else:
            self._bytes[inode] = Path(here).read_bytes()

    def _forget_old_names(self, folders: set[int]) -> None:
        """A folder has one name on every file system: where its move is safe, its old name is gone."""
        for inode, names in self._names.items():
            self._names[inode] = [name for name in names if name[1] not in folders]

    def leave(self, image: Path) -> None:
        """Write what is left to ``image``."""
        self._leave_folder(self._root, image)

    def _leave_folder(self, inode: int, target: Path) -> None:
        target.mkdir(parents=True)
        for name, child, is_folder in self._names.get(inode, []):
            if is_folder:
                self._leave_folder(child, target / name)
            else:
                (target / name).write_bytes(self._bytes.get(child, b""))


def tree(root: Path) -> dict[str, bytes | None]:
    """Return every file's bytes and every folder (None) below ``root``, but no half-written files."""
    return {
        path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in root.rglob("*")
        if ".tmp" not in path.relative_to(root).parts
    }

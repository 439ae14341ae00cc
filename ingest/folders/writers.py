"""Whether a process of this machine still holds a file open for writing.

Writers on other machines can't be seen from here; against them a file only has to stand still.
"""

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from errno import EAGAIN
from pathlib import Path


class Writers:
    """Who holds what open for writing, asked anew for each scan."""

    def __init__(self) -> None:
        self._in_proc: frozenset[tuple[int, int]] | None = None

    def hold(self, path: Path) -> bool:
        """Return whether a process of this machine writes ``path`` still; OSError if it can't be opened."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            answer = _lease_says(descriptor)
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        return self._proc_says(status) if answer is None else answer

    def _proc_says(self, status: os.stat_result) -> bool:
        """Look through the open files of all processes we may look at, once for all files of a scan."""
        if self._in_proc is None:
            self._in_proc = frozenset(_open_for_writing())
        return (status.st_dev, status.st_ino) in self._in_proc


def _lease_says(descriptor: int) -> bool | None:
    """Ask the kernel, which grants a read lease only while nobody can write the file; None: no answer.

    Somebody who opens it in the moment we hold the lease sets off a signal, which would end this
    process if it were not told to be one that is ignored by default. NFS and SMB refuse leases for
    reasons of their own; their device numbers have no driver.
    """
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        is_local_disk = os.major(os.fstat(descriptor).st_dev) != 0
        return True if error.errno == EAGAIN and is_local_disk else None
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def _open_for_writing() -> Iterator[tuple[int, int]]:
    """Return device and inode of every file that is open for writing."""
    for opened in _open_files():
        with suppress(OSError):  # closed meanwhile, or not ours to see
            if _is_for_writing(opened):
                found = opened.stat()
                yield found.st_dev, found.st_ino


def _open_files() -> Iterator[Path]:
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            with suppress(OSError):
                yield from (process / "fd").iterdir()


def _is_for_writing(opened: Path) -> bool:
    info = (opened.parent.parent / "fdinfo" / opened.name).read_text()
    flags = int(info.split("flags:", 1)[1].split(None, 1)[0], 8)
    return flags & os.O_ACCMODE != os.O_RDONLY

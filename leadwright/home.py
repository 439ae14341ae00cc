"""The home: the folder with one company's settings, register and archive; one daemon at a time."""

import fcntl
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TextIO

from leadwright.settings import SETTINGS_FILE
from sales.system import meaning
from sales.words import Failure, Unavailable, Words

LOCK_FILE = ".leadwright.lock"
WRITER_LOCK_FILE = ".documents.lock"
WRITER_SECONDS = 3.0  # a document takes a tenth of one; SIGTERM gives the service five
LOOK_SECONDS = 0.02


def find_home(named: Path | None, environment: Mapping[str, str], current: Path) -> Path:
    """Return the home: ``named``, else ``LEADWRIGHT_HOME``, else the current folder if it has settings."""
    if named is not None:
        return named.absolute()
    if variable := environment.get("LEADWRIGHT_HOME"):
        return Path(variable).absolute()
    if (current / SETTINGS_FILE).is_file():
        return current
    raise Failure(
        Words(
            f"不知道用哪个文件夹：请写 --home，或设置 LEADWRIGHT_HOME，或进入有 {SETTINGS_FILE} 的文件夹。",
            "Which home? Write --home DIR, set LEADWRIGHT_HOME, "
            f"or change to a folder that holds {SETTINGS_FILE}.",
        )
    )


def command(home: Path, *arguments: str) -> str:
    """Return the line that calls this very program for this home in any terminal of this machine.

    The program is named by its path: whoever reads a mail need not have what the service has on its PATH.
    """
    called = Path(sys.argv[0]).absolute()
    is_module = called.name != "leadwright"  # python -m leadwright
    program = (sys.executable, "-m", "leadwright") if is_module else (str(called),)
    return shlex.join((*program, "--home", str(home.absolute()), *arguments))


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Keep every other daemon off this home meanwhile (I14); Failure where one is at work there.

    The lock goes with the process, so a killed daemon leaves nothing behind that a person has to clear away.
    """
    with _lock_file(home, LOCK_FILE) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _in_use(home, file.read().strip()) from None
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def one_writer(home: Path) -> Iterator[None]:
    """Keep everybody else of this home from writing a document meanwhile, the service and every command.

    Two who wrote at once would both take the next version for theirs, and one file for two (I3). Unavailable
    where another writer does not come to an end: stopped, or waiting for a share.
    """
    with _lock_file(home, WRITER_LOCK_FILE) as file:
        _wait_for(file, home)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


def _wait_for(file: TextIO, home: Path) -> None:
    deadline = monotonic() + WRITER_SECONDS
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > deadline:
                raise _never_ending(home, file.read().strip()) from None
            sleep(LOOK_SECONDS)


def _lock_file(home: Path, name: str) -> TextIO:
    try:
        descriptor = os.open(home / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"不能写入 {home}（{reason.zh}）。请检查该文件夹及其权限。",
                f"{home} can't be written ({reason.en}). Check the folder and its permissions.",
            )
        ) from None
    return os.fdopen(descriptor, "r+")


def _never_ending(home: Path, process: str) -> Unavailable:
    return Unavailable(
        Words(
            f"{home} 中另一个进程（{process}）正在写文档，迟迟没有结束。请检查该进程；之后会自动重试。",
            f"Process {process} is writing a document in {home} and does not end. Look at it; it is "
            "tried again by itself.",
        )
    )


def _in_use(home: Path, process: str) -> Failure:
    return Failure(
        Words(
            f"{home} 正在被另一个 Leadwright（进程 {process}）使用。请先停止它，或使用另一个文件夹。",
            f"{home} is already in use by process {process}. Stop that one first, or use another home.",
        )
    )

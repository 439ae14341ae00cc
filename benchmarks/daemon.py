"""What the service takes: memory while a large mail passes, the processor while nothing happens.

Read from ``/proc`` of the real daemon and its children; of memory, the kernel's note of the most there was.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, Scale
from benchmarks.letters import with_attachment
from leadwright.reader import LETTER_CHILD
from leadwright.settings import SETTINGS_FILE
from tests.memory import peak_memory
from tests.office import Office
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")  # a second
LOOK_EVERY = 0.1  # seconds
GIVE_UP = 180.0  # seconds


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Yield what the daemon and its reading child need with large mails, and what the idle service costs.

    What is told after a mail is the most there was so far.
    """
    with Dovecot(folder) as dovecot, SmtpServer() as smtp:
        office = Office(folder / "home", dovecot, smtp)
        _poll_as_installed(office.home / SETTINGS_FILE)
        with office.daemon() as process:
            for sent, large in enumerate(scale.large_mails):
                office.receive(with_attachment(large))
                daemon, child = _most_memory_until_sent(process.pid, smtp, sent)
                size = f"{large / 1_000_000:g} MB mail"
                yield Figure(f"daemon, {size}", daemon, "MB", 150, at_most=True)
                yield Figure(f"reading child, {size}", child, "MB", 512, at_most=True)
            _wait_until_idle(process.pid)
            idle = _load(process.pid, scale.idle_seconds)
    beside = f"over {scale.idle_seconds:g} s"
    yield Figure("idle service", idle, "% of a core", 1, at_most=True, beside=beside)


def _poll_as_installed(settings: Path) -> None:
    """Let the service look for mail as often as it does by itself; tests are in more of a hurry."""
    hurried = settings.read_text("utf-8")
    settings.write_text(hurried.replace("poll_seconds = 1\n", ""), "utf-8")


def _most_memory_until_sent(pid: int, smtp: SmtpServer, sent: int) -> tuple[float, float]:
    """Return the most memory of the daemon and of a reading child, in MB, once one more form is mailed."""
    deadline = time.monotonic() + GIVE_UP
    daemon = child = 0.0
    while len(smtp.deliveries) <= sent:
        assert time.monotonic() < deadline, "the large mail was not handed out"
        time.sleep(LOOK_EVERY)
        daemon = max(daemon, _most_memory(pid))
        child = max([child, *map(_most_memory, _readers(pid))])
    return daemon, child


def _wait_until_idle(pid: int) -> None:
    """Return once what follows a mail is done, and the children have loaded their models and tables."""
    deadline = time.monotonic() + GIVE_UP
    while _load(pid, 2.0) > 5:
        assert time.monotonic() < deadline, "the service does not come to rest"


def _load(pid: int, seconds: float) -> float:
    """Return what the service uses of one core in the next seconds, in percent."""
    before = _seconds_used(pid)
    time.sleep(seconds)
    return (_seconds_used(pid) - before) / seconds * 100


def _seconds_used(pid: int) -> float:
    """Return the CPU seconds of the daemon and its children."""
    ticks = 0
    for each in (pid, *_children(pid)):
        fields = (PROC / str(each) / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # proc(5): utime and stime
    return ticks / TICKS


def _children(pid: int) -> list[int]:
    found = []
    for status in PROC.glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{pid}\n" in status.read_text():
                found.append(int(status.parent.name))
        except OSError:  # it has ended meanwhile
            continue
    return found


def _readers(pid: int) -> list[int]:
    return [child for child in _children(pid) if LETTER_CHILD in _command(child)]


def _command(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_bytes().decode()


def _most_memory(pid: int) -> float:
    """Return the most memory that the process ever had resident, in MB."""
    return peak_memory(pid) / 2**20

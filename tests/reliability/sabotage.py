"""What is done to the program in a process of its own: ends in the middle, and deliberately broken builds.

Nothing of this can be switched on in the product; it is patched into a child before its ``main``.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import sleep
from typing import Any

from sqlalchemy import Connection

from archive import durable, store
from documents.sending import Smtp
from ingest.folders import waking
from ingest.mailbox import afterwards
from ingest.mailbox.answers import Entry
from ingest.mailbox.fetching import Fetched
from ingest.mailbox.session import Mailbox
from register import originals
from register.database import Register
from sales.original import Kept, Sighting

KILLED = 137
LINGERS = 1.0  # seconds
DISK = ("fsync", "rename", "link", "unlink")
BEYOND_THE_DISK = ("commit", "mark", "dot")
STEPS = (*DISK, *BEYOND_THE_DISK)

take_in = originals.take_in
fetch = Mailbox.fetch


class Countdown:
    """Ends this process, as SIGKILL does, before its n-th step."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os._exit(KILLED)

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.step()
            return call(*arguments, **options)

        return counted

    def after(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            result = call(*arguments, **options)
            self.step()
            return result

        return counted


def end_at(steps: int, kinds: Collection[str] = STEPS) -> None:
    """Let this process end before its n-th step of these kinds: whatever changes the disk, the register, the
    mailbox, or what the mail server answers for.
    """
    countdown = Countdown(steps)
    for name in kinds:
        _count(name, countdown)


def _count(kind: str, countdown: Countdown) -> None:
    match kind:
        case "commit":
            _count_commits(countdown)
        case "mark":
            _break(afterwards, mark=countdown.before(afterwards.mark))
        case "dot":  # before it, and when the server has answered it and nobody has noted that yet
            _break(Smtp, _final_dot=countdown.after(countdown.before(Smtp._final_dot)))
        case name:
            _break(os, **{name: countdown.before(getattr(os, name))})


def _count_commits(countdown: Countdown) -> None:
    begin = Register.begin

    @contextmanager
    def counted(register: Register) -> Iterator[Connection]:
        with begin(register) as c:
            yield c
            countdown.step()

    _break(Register, begin=counted)


def acknowledge_early() -> None:
    """Mark mails on the server as soon as they are fetched, as programs do that have lost mails for years.

    What then still has to be written is in their case the work of a moment, and here takes long enough to be
    hit by a kill.
    """

    def fetched(mailbox: Mailbox, entries: tuple[Entry, ...]) -> Iterator[Fetched]:
        mailbox.acknowledge(mailbox._current, [entry.uid for entry in entries])
        sleep(LINGERS)
        return fetch(mailbox, entries)

    _break(Mailbox, fetch=fetched)


def identify_by_arrival() -> None:
    """Give everything that is fetched an identity of its own, instead of the one of its bytes."""

    def taken_in(c: Connection, kept: Kept, *, sighting: Sighting, **fields: Any) -> bool:
        serial = f"{kept.sha256} {sighting.seen_at.timestamp()}".encode()
        kept = replace(kept, sha256=hashlib.sha256(serial).hexdigest())
        return take_in(c, kept, sighting=sighting, **fields)

    _break(originals, take_in=taken_in)


def leave_directories_unsynced() -> None:
    """Sync what is in the files, and not that they are there."""
    for module in (durable, store):
        _break(module, sync_directory=lambda _directory: None)


def hear_no_events() -> None:
    """Be where the kernel tells nothing about files, as on most shares; this is no fault of a build."""
    _break(waking, _observer=lambda _folder, _wanted: None)


def _break(owner: object, **names: Any) -> None:
    """Put something else in place of what ``owner`` has under these names."""
    for name, value in names.items():
        setattr(owner, name, value)


BROKEN_BUILDS: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (acknowledge_early, identify_by_arrival, leave_directories_unsynced, hear_no_events)
}

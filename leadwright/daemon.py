"""The daemon: takes in, advances, sends and watches the clock, each in its own thread, until it is told to
stop.

The threads share nothing but the register: each finds its work there, and an event only spares the next one
its wait. Every step can be cut off anywhere, so stopping waits for what ends soon and leaves the rest.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Thread
from time import monotonic

import structlog

from ingest.folders.watch import Watch
from ingest.mailbox.account import Account
from ingest.mailbox.session import Mailbox
from leadwright import delivery, engine, intake, mended, notices, recovery
from leadwright.procedure import clock
from leadwright.standstill import Movement
from leadwright.tools import Tools
from leadwright.trouble import in_words
from register.trouble import Displaced
from sales.words import NotNow, Words

RECONCILE_EVERY = timedelta(days=1)  # I5
LOOK_EVERY = 5.0  # seconds between two looks for work that nobody announced
CLOCK_EVERY = 30.0  # seconds
PAUSE_AFTER_FAILURE = 15.0  # seconds; what is away is asked again soon, not at once
HEED_EVERY = 0.2  # seconds between two looks whether a signal came
STOP_WITHIN = 4.0  # seconds, of the five that SIGTERM is given

log = structlog.get_logger()


class Daemon:
    """The service on one home."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._is_signalled = False
        self._displaced: Displaced | None = None
        self._movement = Movement(tools)
        self._stop = Event()
        self._arrived = Event()  # something was taken in
        self._composed = Event()  # something may be in the outbox
        self._dropped = Event()  # something happened in a watched folder

    def serve(self) -> None:
        """Work until SIGTERM, SIGINT or :meth:`stop`; returns within five seconds of it.

        Displaced where another service has come to work on the register, when its connection was cut (I14).
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note_signal)
        recovery.recover(self._tools)
        self._tools.reader.on_page = self._movement.page
        threads = [Thread(target=work, name=name, daemon=True) for name, work in self._workers()]
        for thread in threads:
            thread.start()
        log.info(Words("服务已启动", "started"), home=str(self._tools.settings.home))
        while not (self._is_signalled or self._stop.wait(HEED_EVERY)):
            pass
        self.stop()
        self._end(threads)
        if self._displaced:
            raise self._displaced

    def _note_signal(self, *_: object) -> None:
        # No more than this: the handler may run while this very thread holds the lock of an event.
        self._is_signalled = True

    def stop(self) -> None:
        """Ask the service to stop; returns at once."""
        self._stop.set()
        for event in (self._arrived, self._composed, self._dropped):
            event.set()

    def _end(self, threads: list[Thread]) -> None:
        deadline = monotonic() + STOP_WITHIN
        for thread in threads:
            thread.join(max(0.0, deadline - monotonic()))
        cut_off = [thread.name for thread in threads if thread.is_alive()]
        log.info(Words("服务已停止", "stopped"), cut_off=cut_off)

    def _workers(self) -> list[tuple[str, Callable[[], None]]]:
        accounts = self._tools.settings.accounts()
        return [
            *((f"mailbox {each.name}", partial(self._mailbox_worker, each)) for each in accounts),
            ("folders", self._folder_worker),
            ("advance", partial(self._repeat, self._advance, self._arrived, lambda: LOOK_EVERY)),
            ("deliver", partial(self._repeat, self._deliver, self._composed, lambda: LOOK_EVERY)),
            ("clock", partial(self._repeat, self._tick, self._stop, lambda: CLOCK_EVERY)),
        ]

    def _mailbox_worker(self, account: Account) -> None:
        mailbox = Mailbox(account, self._tools.now)
        reconciled: datetime | None = None

        def look() -> None:
            nonlocal reconciled
            now = self._tools.now()
            whole = reconciled is None or now - reconciled >= RECONCILE_EVERY
            if intake.take_mailbox(self._tools, mailbox, reconcile=whole):
                self._arrived.set()
            reconciled = now if whole else reconciled
            mailbox.wait(account.folders[0], self._tools.settings.poll_seconds(account.name), self._stop)

        self._repeat(look, self._stop, lambda: 0.0)

    def _folder_worker(self) -> None:
        for watch in self._tools.watches:
            watch.wake(self._dropped)
        self._repeat(self._look_into_folders, self._dropped, self._seconds_to_next_look)

    def _look_into_folders(self) -> None:
        for watch in self._tools.watches:
            self._tried(partial(self._look_into, watch))

    def _look_into(self, watch: Watch) -> None:
        if intake.take_folder(self._tools, watch):
            self._arrived.set()

    def _seconds_to_next_look(self) -> float:
        """Return the polling time, or less where a file only has to stand still for a moment longer."""
        settling = (watch.settling(self._tools.now()) for watch in self._tools.watches)
        waits = [seconds for seconds in settling if seconds is not None]
        return min([self._tools.settings.folder_poll_seconds, *waits])

    def _tick(self) -> None:
        with self._tools.register.begin():
            pass  # who has nothing to write learns here that another service has taken its place
        watch = (partial(notices.tick, self._tools), self._call)
        for look in (self._go_on, self._movement.watch, *watch):
            self._tried(look)

    def _call(self) -> None:
        if clock.tick(self._tools):
            self._composed.set()

    def _go_on(self) -> None:
        if mended.retry_mended(self._tools):
            self._arrived.set()

    def _advance(self) -> None:
        with self._movement.explained():
            taken = engine.advance(self._tools, self._stop, self._movement.taken)
        if taken:
            self._composed.set()

    def _deliver(self) -> None:
        while not self._stop.is_set() and delivery.deliver(self._tools):
            pass

    def _repeat(self, work: Callable[[], None], wake: Event, seconds: Callable[[], float]) -> None:
        """Do the work whenever it is woken, and after so many seconds anyway, until the service stops."""
        while not self._stop.is_set():
            if pause := self._tried(work):
                self._stop.wait(pause)
            elif wake.wait(seconds()) and wake is not self._stop:
                wake.clear()

    def _tried(self, work: Callable[[], None]) -> float:
        """Return 0 where the work went well, else for how many seconds to let it rest, and log why."""
        try:
            work()
        except Displaced as displaced:
            self._displaced = displaced
            self.stop()
        except Exception as error:  # nothing may end a worker for good
            why = in_words(error).words
            log.error(Words("未能完成", "failed"), reason=why, exc_info=not hasattr(error, "words"))
            return error.pause if isinstance(error, NotNow) else PAUSE_AFTER_FAILURE
        return 0.0

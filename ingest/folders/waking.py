"""Being told that a scan is worth while: the one file that knows watchdog.

It only saves waiting. Shares send no events, kernels run out of watches, folders are unmounted: the
next scan finds all the same (I6), so nothing here is ever an error.
"""

import logging
import threading
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ingest.folders.passed_over import is_closed

# Not each write: a long file would make one scan after the other. Not opening: the scan itself does that.
EVENTS: list[type[FileSystemEvent]] = [FileCreatedEvent, FileMovedEvent, FileClosedEvent]

log = logging.getLogger(__name__)


class Waking:
    """Sets an event when a file comes into a folder, and when it has had its time to settle."""

    def __init__(self, folder: Path, wanted: threading.Event) -> None:
        self._folder = folder
        self._wanted = wanted
        self._observer: BaseObserver | None = None
        self._listening_to: tuple[int, int] | None = None  # device and inode
        self._alarm: threading.Timer | None = None

    def listen(self) -> None:
        """Listen to the folder that is there now: one that went and came back is another to the kernel."""
        with suppress(OSError):
            status = self._folder.stat()
            if (status.st_dev, status.st_ino) != self._listening_to:
                self._stop_listening()
                self._listening_to = status.st_dev, status.st_ino
                self._observer = _observer(self._folder, self._wanted)

    def again_in(self, seconds: float | None) -> None:
        """Set the event in so many seconds, and no longer when asked before: settling makes no event."""
        if self._alarm:
            self._alarm.cancel()
        if seconds is not None:
            self._alarm = threading.Timer(seconds, self._wanted.set)
            self._alarm.daemon = True
            self._alarm.start()

    def close(self) -> None:
        """Stop; returns when the event is no longer set from here."""
        self.again_in(None)
        self._stop_listening()

    def _stop_listening(self) -> None:
        if self._observer:
            self._observer.stop()
            self._observer.join()
        self._observer, self._listening_to = None, None


def _observer(folder: Path, wanted: threading.Event) -> BaseObserver | None:
    """Return a running observer of ``folder`` and all below it; None where the kernel will not have it."""
    observer = Observer()
    observer.schedule(_Setter(folder, wanted), str(folder), recursive=True, event_filter=EVENTS)
    try:
        observer.start()
    except OSError as error:
        log.info("no events from %s (%s): it is scanned from time to time", folder, error)
        return None
    return observer


class _Setter(FileSystemEventHandler):
    def __init__(self, folder: Path, wanted: threading.Event) -> None:
        self._folder, self._wanted = folder, wanted

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._concerns_us(str(event.dest_path or event.src_path)):
            self._wanted.set()

    def _concerns_us(self, name: str) -> bool:
        """Return whether files are taken from where it lies: what we move to ``taken`` must not wake us."""
        below = Path(name).relative_to(self._folder).parent
        return not any(is_closed(part) for part in below.parts)

"""Which files of a folder are finished: what is remembered of them from scan to scan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ingest.folders import trouble
from ingest.folders.folder import Folder, Look, Waiting
from ingest.folders.writers import Writers
from sales.legible import legible
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a file that is still in the folder."""

    look: Look
    first: datetime
    still_since: datetime
    reason: Words | None  # why it is not ready; None if it is

    def still_for(self, now: datetime) -> float:
        """Return for how many seconds the file has looked the same."""
        return (now - self.still_since).total_seconds()


class Stillness:
    """The files of one folder; those that went are forgotten."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._seen: dict[Path, Seen] = {}

    def look_at(self, files: Mapping[Path, Look], now: datetime) -> list[Path]:
        """Return those of ``files`` that are ready, the oldest first."""
        writers = Writers()
        self._seen = {path: self._meet(path, look, writers, now) for path, look in files.items()}
        ready = [path for path, seen in self._seen.items() if seen.reason is None]
        return sorted(ready, key=lambda path: files[path].changed)

    def _meet(self, path: Path, look: Look, writers: Writers, now: datetime) -> Seen:
        before = self._seen.get(path) or Seen(look, now, now, None)
        # a clock that was set back must not block a file
        seen = Seen(look, before.first, min(before.still_since, now) if look == before.look else now, None)
        if seen.still_for(now) < self._settle(look):
            return replace(seen, reason=trouble.GROWING)
        return replace(seen, reason=_why_not(path, writers))

    def _settle(self, look: Look) -> float:
        return self._folder.settle if look.size else self._folder.settle_empty

    def settling(self, now: datetime, *, changed_too: bool) -> float | None:
        """Return in how many seconds all that only has to stand still is ready; None if there is nothing.

        Without ``changed_too`` those that changed since they were first seen are left out: they may
        never stop.
        """
        pending = [
            self._settle(seen.look) - seen.still_for(now)
            for seen in self._seen.values()
            if seen.reason is trouble.GROWING and (changed_too or seen.still_since == seen.first)
        ]
        return max((seconds for seconds in pending if seconds > 0), default=None)

    def waiting(self, now: datetime) -> list[Waiting]:
        """Return the files that are not ready though they have been there for the folder's ``patience``."""
        return [
            Waiting(legible(path.name), seen.look.size, seen.first, seen.reason)
            for path, seen in self._seen.items()
            if seen.reason and (now - seen.first).total_seconds() >= self._folder.patience
        ]


def _why_not(path: Path, writers: Writers) -> Words | None:
    """Return why a file that stands still can't be taken; None if it can."""
    try:
        return trouble.WRITTEN if writers.hold(path) else None
    except PermissionError:
        return trouble.UNREADABLE
    except OSError:  # gone, or something else by now
        return trouble.GROWING

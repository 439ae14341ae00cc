"""Noticing that what is due stands still, whatever keeps it: a folder, a full disk, a hanging step (I13)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Connection

from leadwright import holding, notices
from leadwright.pipeline import STEPS
from leadwright.tools import Tools
from leadwright.trouble import in_words
from register import alarms
from sales.words import Words

TOO_LONG = timedelta(minutes=15)
STANDSTILL = "standstill:"  # keys of the alarms: the step, and what waits for it
UNEXPLAINED = Words(
    "请查看服务的日志，必要时重新启动服务。", "Look into the service's journal, and start it anew if need be."
)


class Movement:
    """What moves in the pipeline, as its workers say, and the alarm where nothing does."""

    def __init__(self, tools: Tools) -> None:
        """Begin to count now; while the service did not run, nothing could move."""
        self._tools = tools
        self._moved_at = tools.now()
        self._why = UNEXPLAINED

    def taken(self, _step: str, count: int) -> None:
        """Called with how many items were taken a step."""
        if count:
            self._moved_at = self._tools.now()

    def page(self, *_: object) -> None:
        """Called for each page that is read: a long fax takes its time."""
        self._moved_at = self._tools.now()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Keep in mind what the pipeline fails with meanwhile: it is why nothing moves."""
        try:
            yield
        except Exception as error:
            self._why = in_words(error).words
            raise
        self._why = UNEXPLAINED

    def watch(self) -> None:
        """Raise an alarm where nothing has moved for 15 minutes though something is due.

        It names what waits first, and is over when that has moved; what else moves meanwhile raises no other.
        """
        now = self._tools.now()
        with self._tools.register.read() as c:
            due = _due(c)
            told = alarms.told_at(c)
        standing = {key for key in told if key.startswith(STANDSTILL)}
        for key in standing - due.keys():
            notices.clear_alarm(self._tools, key)
        if not due:
            self._moved_at = now
        elif now - self._moved_at >= TOO_LONG and not any(told[key] for key in standing & due.keys()):
            key, name = next(iter(due.items()))
            notices.raise_alarm(self._tools, key, self._words(name), self._moved_at)

    def _words(self, name: str) -> Words:
        since = f"{self._moved_at.astimezone(self._tools.settings.zone):%Y-%m-%d %H:%M}"
        return Words(
            zh=f"自 {since} 起没有资料得到处理，最先等待的是“{name}”。{self._why.zh}",
            en=f'Nothing has been worked on since {since}; "{name}" is the first that waits. {self._why.en}',
        )


def _due(c: Connection) -> dict[str, str]:
    """Return what waits first for each step, by the key of its alarm: the name that people know it by."""
    first = ((step.name, item) for step in STEPS for item in step.ready(c, 1))
    return {f"{STANDSTILL}{step}:{holding.subject_of(item)}": holding.name_of(item) for step, item in first}

"""Two lanes of work: what is slow keeps nothing waiting that is quick, however much of it there is (I7)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class _SlowError(BaseException):
    """No error: the work that raised it is in the wrong lane; so nobody who catches errors may catch it."""


class Lanes:
    """All work begins in the quick lane; what turns out to be slow begins anew in the other, in its turn."""

    def __init__(self, quick: int) -> None:
        """``quick`` pieces of quick work are done at once, and one of slow work."""
        self._here = threading.local()
        self._quick = ThreadPoolExecutor(quick, "quick", setattr, (self._here, "lane", "quick"))
        self._slow = ThreadPoolExecutor(1, "slow", setattr, (self._here, "lane", "slow"))

    def begin(self, work: Callable[[], T], when_slow: Callable[[], object]) -> Future[T]:
        """Return what ``work`` will return; ``when_slow`` is called once it has turned out to be slow."""
        future: Future[T] = Future()
        self._quick.submit(self._try, future, work, when_slow)
        return future

    def leave_quick(self) -> None:
        """Called by slow work: where it is in the quick lane, it ends here, and begins anew in the other."""
        if self._lane == "quick":
            raise _SlowError

    @property
    def is_slow(self) -> bool:
        """Whether the work that asks is in the slow lane."""
        return self._lane == "slow"

    def close(self) -> None:
        """Begin nothing any more; what is under way is not waited for."""
        for lane in (self._quick, self._slow):
            lane.shutdown(wait=False, cancel_futures=True)

    @property
    def _lane(self) -> str:
        return getattr(self._here, "lane", "")

    def _try(self, future: Future[Any], work: Callable[[], Any], when_slow: Callable[[], object]) -> None:
        try:
            _settle(future, work)
        except _SlowError:
            when_slow()
            self._slow.submit(_settle, future, work)


def _settle(future: Future[Any], work: Callable[[], Any]) -> None:
    """Do the work and say so, unless nobody wants it any more; until then it can be called off."""
    if future.cancelled():
        return
    try:
        result = work()
    except Exception as error:
        if future.set_running_or_notify_cancel():
            future.set_exception(error)
    else:
        if future.set_running_or_notify_cancel():
            future.set_result(result)

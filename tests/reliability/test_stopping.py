"""Stopping in the middle of a long reading: at once, and nobody's mail is held for it (I7)."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic

import pytest

from ingest.child import Child, Limits
from sales.words import Unavailable


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child("tests.ingest.misbehaving_child", Limits(memory=2**28, seconds=60, output=2**20))
    child.call({"do": "echo", "text": "ready"})
    yield child
    child.close()


@pytest.fixture
def reading(child: Child) -> Iterator[Future[dict[str, object]]]:
    """A call that takes a minute."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(child.call, {"do": "sleep"})
        child.close()


def test_closing_ends_a_reading_at_once_and_does_not_blame_it(
    child: Child, reading: "Future[dict[str, object]]"
) -> None:
    started = monotonic()
    child.close()
    with pytest.raises(Unavailable, match="stopping"):
        reading.result(timeout=10)
    assert monotonic() - started < 5  # what the program has after SIGTERM
    with pytest.raises(Unavailable, match="stopping"):
        child.call({"do": "echo", "text": "after"})


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_processes_does_not_break_a_reading(child: Child, number: signal.Signals) -> None:
    """Ctrl-C reaches every process of the terminal."""
    before = child.pid
    os.kill(before, number)
    assert child.call({"do": "echo", "text": "on"})["pid"] == before

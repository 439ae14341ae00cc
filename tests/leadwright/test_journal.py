"""What the service notes goes to standard error, and standard error may be gone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

import pytest
import structlog

from leadwright import HOUSE
from leadwright.journal import keep_journal


@pytest.fixture(params=["its disk is full", "its reader has gone"])
def broken(request: pytest.FixtureRequest) -> Iterator[TextIO]:
    """A standard error that takes nothing more."""
    if request.param == "its disk is full":
        writer = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, writer = os.pipe()
        os.close(reader)
    stream = os.fdopen(writer, "w", encoding="utf-8")
    yield stream
    with suppress(OSError):  # what it did not take stands before it still
        stream.close()


def test_what_standard_error_does_not_take_ends_no_work(
    broken: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The daemon logs why a pass failed; where that raised, its thread ended for good, in silence."""
    monkeypatch.setattr(sys, "stderr", broken)
    keep_journal()
    structlog.get_logger().error("the mailbox is away")


def test_closed_streams_are_nothing_to_the_program() -> None:
    """A program that detaches itself closes all three; what is opened next must not get their numbers."""
    told = 'import os, sys; from leadwright.cli import app; app.call = lambda _: os.open("/", os.O_RDONLY)'
    line = f"exec {sys.executable} -c '{told}; app.main()' <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], check=False, cwd=HOUSE, timeout=60).returncode > 2

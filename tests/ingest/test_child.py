"""I8: whatever a file does to the child that reads it, the parent gets a sentence, the next file a child."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.child import Child, Limits
from sales.words import Failure, Unavailable

MODULE = "tests.ingest.misbehaving_child"
LIMITS = Limits(memory=256 * 2**20, seconds=5, output=2**20)


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child(MODULE, LIMITS, {"language": "zh"})
    yield child
    child.close()


def failure_of(child: Child, request: dict[str, object]) -> str:
    with pytest.raises(Failure) as caught:
        child.call(request)
    assert caught.value.words.zh != caught.value.words.en
    return str(caught.value)


def still_answers(child: Child) -> bool:
    return child.call({"do": "echo", "text": "还在"})["echo"] == "还在"


def test_a_call_returns_the_answer_and_the_child_stays_warm(child: Child) -> None:
    """Text in any script comes back as it was, what libraries print does not get in between."""
    first = child.call({"do": "echo", "text": "焊接机器人 🤖 \x00 \n"})
    assert first["echo"] == "焊接机器人 🤖 \x00 \n"
    assert first["setup"] == {"language": "zh"}
    assert child.call({"do": "echo", "text": ""})["pid"] == first["pid"] == child.pid


def test_a_child_that_is_never_called_is_never_started() -> None:
    """Most commands read nothing, and starting all readers takes four seconds of processor time."""
    processes = Path("/proc/thread-self/children")
    before = processes.read_text()
    child = Child(MODULE, LIMITS)
    assert processes.read_text() == before
    child.close()


def test_a_child_that_has_waited_long_for_its_first_call_answers_it(child: Child) -> None:
    """A fresh one may be idle for hours before its first fax: its time to start was over, not its use."""
    failure_of(child, {"do": "exit"})
    child._deadline = time.monotonic() - 1  # as if it had been started two minutes ago
    assert still_answers(child)


def test_a_lone_surrogate_in_an_answer_becomes_a_question_mark(child: Child) -> None:
    assert child.call({"do": "surrogate"}) == {"text": "a?b"}


def test_a_call_that_takes_too_long_is_stopped() -> None:
    child = Child(MODULE, Limits(memory=LIMITS.memory, seconds=0.3, output=LIMITS.output))
    started = time.monotonic()
    assert "0.3 seconds" in failure_of(child, {"do": "sleep"})
    assert time.monotonic() - started < 10
    assert still_answers(child)
    child.close()


def test_a_call_that_needs_too_much_memory_is_stopped(child: Child) -> None:
    """The limit is the child's: what fits still works, what does not is refused."""
    assert child.call({"do": "eat", "bytes": 50 * 2**20}) == {"eaten": 50 * 2**20}
    assert "256 MB of memory" in failure_of(child, {"do": "eat", "bytes": 300 * 2**20})
    assert still_answers(child)


def test_a_child_that_takes_all_it_can_get_stays_within_its_memory(child: Child) -> None:
    """Its program counts too: what an administrator sees of the process is what was set."""
    peak = child.call({"do": "hoard"})["peak"]
    assert LIMITS.memory * 0.8 < peak <= LIMITS.memory


def test_a_child_that_kept_much_of_a_call_is_renewed_after_it() -> None:
    """LibreOffice has what a reading child leaves of their common memory, and ends without 200 MB."""
    with closing(Child(MODULE, replace(LIMITS, kept=80 * 2**20))) as child:
        first = child.call({"do": "echo", "text": ""})["pid"]
        assert child.call({"do": "echo", "text": ""})["pid"] == first
        child.call({"do": "keep", "bytes": 100 * 2**20})
        assert child.call({"do": "echo", "text": ""})["pid"] != first


def test_an_answer_that_is_too_long_is_refused(child: Child) -> None:
    assert "1 MB came out" in failure_of(child, {"do": "talk", "bytes": 2 * 2**20})
    assert still_answers(child)


def test_a_child_that_crashes_is_replaced_and_says_how_it_ended(child: Child) -> None:
    assert "SIGSEGV" in failure_of(child, {"do": "die"})
    assert "(3: Fatal: bad model)" in failure_of(child, {"do": "exit"})
    assert still_answers(child)


def test_an_error_nobody_thought_of_is_named(child: Child) -> None:
    assert "LookupError: unknown encoding: x-unknown" in failure_of(child, {"do": "raise"})
    assert still_answers(child)


def test_a_failure_of_the_handler_comes_through_in_both_languages(child: Child) -> None:
    with pytest.raises(Failure) as caught:
        child.call({"do": "fail"})
    assert (caught.value.words.zh, caught.value.words.en) == ("文件为空", "the file is empty")


def test_a_child_killed_between_two_calls_costs_no_call(child: Child) -> None:
    assert still_answers(child)
    pid = child.pid
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert still_answers(child)
    assert child.pid != pid


def test_a_child_that_cannot_get_ready_says_why() -> None:
    child = Child(MODULE, LIMITS, {"fail": True})
    assert "RuntimeError: no such model" in failure_of(child, {"do": "echo", "text": ""})
    child.close()


def test_a_module_that_is_not_there_is_named() -> None:
    child = Child("tests.ingest.nowhere", LIMITS)
    assert "nowhere" in failure_of(child, {"do": "echo", "text": ""})
    child.close()


def test_a_closed_child_is_gone_and_refuses_calls(child: Child) -> None:
    assert still_answers(child)
    pid = child.pid
    child.close()
    child.close()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(Unavailable):
        child.call({"do": "echo", "text": ""})


PARENT = f"""
import os, sys
from ingest.child import Child, Limits
child = Child({MODULE!r}, Limits(memory=2**28, seconds=60, output=2**20))
child.call({{"do": "echo", "text": ""}})
print(child.pid, flush=True)
child.call({{"do": "sleep"}})
"""


def test_a_busy_child_dies_with_its_parent() -> None:
    """A daemon killed by SIGKILL can tidy up nothing; the kernel ends its children."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    child = os.pidfd_open(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    gone = select.poll()
    gone.register(child)
    assert gone.poll(5000), "the child outlived its parent"
    os.close(child)

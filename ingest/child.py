"""A warm child process with limits (I8): what parses strangers' bytes runs in here, never in the daemon.

The parent holds a ``Child`` and calls it; the child's module calls ``serve``. Between them runs a socket of
their own, so that whatever a library prints cannot mix with an answer.
"""

import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ingest import child_words as words
from ingest.frames import frame, receive, send
from sales.words import Failure, Unavailable, Words

START_SECONDS = 120.0  # loading models and number tables on a busy machine takes long, and is nobody's fault
SAY_SECONDS = 10.0  # for a child that has had its time to start
LARGEST_REQUEST = 64 * 2**20  # bytes; a request names a file, it does not hold one
PROGRAM_TEXT = 32 * 2**20  # bytes of code that a reading child has in memory, and RLIMIT_DATA does not count
STDERR_KEPT = 64 * 2**10  # bytes of a library's complaints that are kept between two calls
PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use."""

    memory: int  # bytes, resident, less what it maps of the file it reads
    seconds: float  # wall-clock time for one call
    output: int  # bytes of one answer
    kept: int | None = None  # bytes of data with which a child goes on to another call


class Child:
    """A warm child process that answers one call at a time; whatever kills it costs that call only.

    The first call starts it: most commands read nothing. After a failure a fresh one takes over, which gets
    ready in the background.
    """

    def __init__(self, module: str, limits: Limits, setup: Mapping[str, object] | None = None) -> None:
        self._module = module
        self._limits = limits
        self._setup = dict(setup or {})
        self._lock = threading.Lock()
        self._started = self._closed = False
        self.is_waited_for = False  # whether a call waits for the child to get ready

    def call(self, request: Mapping[str, object]) -> dict[str, object]:
        """Return the child's answer to ``request``.

        Raises ``Failure`` where the call took too long, needed too much memory, answered too much, or where
        the child broke down; the next call finds a fresh child. A ``Failure`` of the handler comes through.
        ``Unavailable`` where the child does not even start, or is closed: no fault of what is to be read.
        """
        with self._lock:
            if self._closed:
                raise Unavailable(words.STOPPING)
            if not self._started or self._process.poll() is not None:  # killed since the last call
                self._restart()
            try:
                self._wait_until_ready()
                _truncate(self._stderr)
                answer = self._exchange(request)
            except (OSError, EOFError, OverflowError, ValueError) as error:
                raise self._given_up(error) from error
            if "broke" in answer:  # it may be short of memory, or half-way through something
                self._restart()
                raise Failure(self._what_broke(answer))
            if self._has_grown():
                self._restart()
        if "failure" in answer:
            raise Failure(Words(**answer["failure"]))
        result: dict[str, object] = answer["result"]
        return result

    def close(self) -> None:
        """End the child, also in the middle of a call, which is then ``Unavailable``; repeatable."""
        self._closed = True
        if self._started:
            self._process.kill()
        with self._lock:
            self._stop()

    @property
    def pid(self) -> int:
        """The process id of the child that would take the next call, once there was a first."""
        return self._process.pid

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._wire = ours
        self._stderr: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in _stop
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module, str(theirs.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
                pass_fds=[theirs.fileno()],
                env=_environment(),
            )
        self._started = True
        if self._closed:  # meanwhile, by who could not know of this process
            self._process.kill()
        _limit(self._process.pid, self._limits)
        self._ready = False
        self._deadline = time.monotonic() + START_SECONDS
        with suppress(OSError):  # a child that died at once is noticed, and explained, by the first call
            send(self._wire, {"setup": self._setup, "output": self._limits.output}, self._deadline)

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        # One that was started long before its first call has been ready for as long: it need only say so.
        deadline = max(self._deadline, time.monotonic() + SAY_SECONDS)
        self.is_waited_for = True
        try:
            receive(self._wire, LARGEST_REQUEST, deadline)
        finally:
            self.is_waited_for = False
        self._ready = True

    def _exchange(self, request: Mapping[str, object]) -> dict[str, Any]:
        deadline = time.monotonic() + self._limits.seconds
        send(self._wire, request, deadline)
        return receive(self._wire, self._limits.output, deadline)

    def _restart(self) -> None:
        self._stop()
        if not self._closed:
            self._start()

    def _has_grown(self) -> bool:
        """Return whether the child kept more of the last call than leaves room for the programs it starts."""
        with suppress(OSError):  # where it has just died, the next call notices
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[5])
            return self._limits.kept is not None and pages * resource.getpagesize() > self._limits.kept
        return False

    def _given_up(self, error: Exception) -> Failure:
        """Return what to raise for a call that was not answered, and let a fresh child take over."""
        happened, was_ready = self._what_happened(error), self._ready
        self._restart()
        if self._closed:
            return Unavailable(words.STOPPING)
        return Failure(happened) if was_ready else Unavailable(happened)

    def _stop(self) -> None:
        if self._started:
            self._process.kill()
            self._process.wait()
            self._wire.close()
            self._stderr.close()

    def _what_happened(self, error: Exception) -> Words:
        if isinstance(error, TimeoutError):
            return words.too_slow(self._limits.seconds if self._ready else START_SECONDS)
        if isinstance(error, OverflowError):
            return words.too_much(self._limits.output)
        self._process.kill()
        return words.ended(self._process.wait(), _last_line(self._stderr))

    def _what_broke(self, answer: Mapping[str, Any]) -> Words:
        match answer["broke"]:
            case "memory":
                return words.too_big(self._limits.memory)
            case "output":
                return words.too_much(self._limits.output)
        return words.broke_down(answer["detail"])


def serve(
    handle: Callable[[dict[str, Any]], dict[str, Any]], setup: Callable[[dict[str, Any]], None]
) -> None:
    """Answer calls until the parent goes away: the child's side of ``Child``, called by its ``__main__``.

    The limits on memory and files stand already: the parent sets them before this process imports anything.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # they are the parent's, who kills in its own time
        signal.signal(number, signal.SIG_IGN)
    wire = socket.socket(fileno=int(sys.argv[1]))
    _die_with(int(sys.argv[2]))
    try:
        order = receive(wire, LARGEST_REQUEST, None)
        setup(order["setup"])
        send(wire, {}, None)
        while True:
            request = receive(wire, LARGEST_REQUEST, None)
            send(wire, _answer(handle, request, order["output"]), None)
    except (EOFError, ConnectionError):
        return


def _answer(
    handle: Callable[[dict[str, Any]], dict[str, Any]], request: dict[str, Any], output: int
) -> dict[str, Any] | bytes:
    try:
        answer = frame({"result": handle(request)})
    except Failure as failure:
        return {"failure": {"zh": failure.words.zh, "en": failure.words.en}}
    except MemoryError:
        return {"broke": "memory"}
    except Exception as error:  # whatever a library raises costs this call, and is said
        return {"broke": "error", "detail": f"{type(error).__name__}: {error}"[:200]}
    return answer if len(answer) <= output else {"broke": "output"}


def _environment() -> dict[str, str]:
    """Return the environment of a child: it finds the same packages, and thread pools stay small."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}


def _limit(pid: int, limits: Limits) -> None:
    data = limits.memory - PROGRAM_TEXT
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_DATA, (data, data))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (limits.memory, limits.memory))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, however that happens."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        sys.exit()


def _truncate(stderr: IO[bytes]) -> None:
    if os.fstat(stderr.fileno()).st_size > STDERR_KEPT:
        os.ftruncate(stderr.fileno(), 0)


def _last_line(stderr: IO[bytes]) -> str:
    size = os.fstat(stderr.fileno()).st_size
    tail = os.pread(stderr.fileno(), 1000, max(0, size - 1000)).decode("utf-8", "replace")
    lines = tail.strip().splitlines()
    return lines[-1][:200] if lines else ""

"""Starting the program a hundred times: one process imports it once, and forks for every start.

    with Launcher(log) as launcher:
        daemon = launcher.start(home, "run")
        daemon.kill()                          # SIGKILL, at once
        launcher.start(home, "run", "--once").wait()

The forked process runs the command line as ``leadwright`` does; only the reading is done inside it.
What the program imports when it first needs it, and remembers from then on, is got over with beforehand.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from leadwright import HOUSE
from register.database import Register
from tests.archive import crashes
from tests.office import PEOPLE
from tests.reliability import post, sabotage

Call = Callable[[Sequence[str]], int]


class Started:
    """A running program; end it before starting the next."""

    def __init__(self, launcher: "Launcher", pid: int) -> None:
        self._launcher, self.pid = launcher, pid

    def kill(self) -> None:
        """Kill it, and return when it is dead."""
        os.kill(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Return its exit status once it has ended, below zero for a signal."""
        return int(self._launcher.heard())


class Launcher:
    """The process that forks; what its children complain of is added to the file ``log``."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self.log)],
            cwd=HOUSE,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def start(
        self,
        home: Path,
        *words: str,
        broken: str = "",
        end_at: int = 0,
        kinds: Sequence[str] = sabotage.STEPS,
        power_cut: Path | None = None,
    ) -> Started:
        """Start a command on ``home``.

        If wanted it is a ``broken`` build, or ends at its n-th step of these ``kinds``, or the power goes
        when it is done: ``power_cut`` is then what is left of the archive.
        """
        order = {"words": ["--home", str(home), *words], "broken": broken, "end_at": end_at, "kinds": kinds}
        order |= {"archive": str(home / "archive"), "power_cut": str(power_cut or "")}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Started(self, int(self.heard()))

    def call(self, home: Path, *words: str, **wanted: Any) -> int:
        """Return the exit status of a command that is waited for, ``wanted`` as by ``start``."""
        return self.start(home, *words, **wanted).wait()

    def heard(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def main() -> None:
    """Serve orders from standard input, one a line, until it closes."""
    from leadwright import reader  # noqa: PLC0415 - the launcher's own process only
    from leadwright.cli.app import call  # noqa: PLC0415 - likewise
    from tests.reliability.inside import Inside  # noqa: PLC0415

    setattr(reader, "Child", Inside)  # noqa: B010 - see inside.py
    log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    protocol = os.fdopen(os.dup(1), "w", buffering=1)
    for stream in (1, 2):
        os.dup2(log, stream)
    _warm_up(call)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _run(call, json.loads(line))
        protocol.write(f"{pid}\n")
        protocol.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")


def _warm_up(call: Call) -> None:
    """Let a note and a mail of each sort go all the way once, in SQLite, and load what speaks to PostgreSQL;
    the processes that are forked later have everything at hand, with the patterns that letters are read by.
    """
    with TemporaryDirectory() as name:
        home = Path(name)
        (home / "inbox").mkdir()
        (home / "inbox/note.txt").write_bytes(post.note(0))
        for number, mail in enumerate(post.mails(len(post.KINDS))):
            (home / f"inbox/{number}.eml").write_bytes(mail)
        folder = '[[folder]]\npath = "inbox"\nchannel = "phone"\nsettle_seconds = 0.01\n'
        (home / "leadwright.toml").write_text(folder + PEOPLE)
        call(["--home", name, "run", "--once"])
    Register("postgresql:///").close()


def _run(call: Call, order: dict[str, Any]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    status = 1
    try:
        if order["broken"]:
            sabotage.BROKEN_BUILDS[order["broken"]]()
        if order["end_at"]:
            sabotage.end_at(order["end_at"], order["kinds"])
        if order["power_cut"]:
            archive, image = Path(order["archive"]), Path(order["power_cut"])
            crashes.power_cut_after(lambda _: _done(call(order["words"])), archive, image)
            status = 0
        else:
            status = call(order["words"])
    finally:
        os._exit(status)


def _done(status: int) -> None:
    assert status == 0, status


if __name__ == "__main__":
    main()

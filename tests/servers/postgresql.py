"""A real PostgreSQL on a temporary folder, reached by a Unix socket: the suite's second database."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

UNPRIVILEGED = "postgres", "nobody"  # PostgreSQL refuses to run as root
UP_WITHIN = 30  # seconds
MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder of its own in it
ROOM = 2**30  # bytes; in a container the memory disk is often too small for a server


class PostgreSQL:
    """A server with its own databases, gone with everything in it at the end of the ``with`` block."""

    def __init__(self, *settings: str) -> None:
        """Prepare a server; ``settings`` are lines of postgresql.conf, e.g. ``fsync=off``."""
        self._settings = settings
        self._names = (f"register_{serial}" for serial in count(1))

    def __enter__(self) -> "PostgreSQL":
        # Not pytest's folder: its path may be too long for a socket, and closed to the unprivileged user.
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_in_memory()))
        self._user = _unprivileged()
        if self._user:
            shutil.chown(self._folder, self._user)
        self._data = self._folder / "data"
        # The cluster itself is made without fsync: it is gone after the tests. The server then runs with it.
        self._run(
            "initdb", "-D", str(self._data), "-U", "leadwright", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [f"-c{setting}" for setting in ("listen_addresses=", *self._settings)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                # The server goes down with the tests, even when they are killed.
                [
                    *("setpriv", "--pdeathsig", "INT", *self._as_user(), program("postgres")),
                    *("-D", str(self._data), "-k", str(self._folder), *options),
                ],
                stdout=log,
                stderr=log,
                cwd=self._folder,
            )
        self._wait()

    def stop(self) -> None:
        """Stop the server as a crash of the machine would: at once, without a checkpoint."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(UP_WITHIN)

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """Lend a new database by its URL, as ``new_database`` makes it, and drop it afterwards."""
        url = self.new_database(like)
        yield url
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with self._connect() as connection:
            connection.execute(drop.format(sql.Identifier(str(make_url(url).database))))

    def new_database(self, like: str = "template1") -> str:
        """Return the URL of a new database: empty, or a copy of the one that has the URL ``like``."""
        name, model = next(self._names), make_url(like).database if "://" in like else like
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self._connect() as connection:
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(str(model))))
        return self.url(name)

    def url(self, name: str = "postgres") -> str:
        """Return the URL of a database of this server."""
        return f"postgresql+psycopg://leadwright@/{name}?host={self._folder}"

    def locks(self, database: URL, key: int, *, granted: bool = True) -> list[int]:
        """Return who holds the advisory lock of a database, or who waits for it: the server's processes."""
        asked = """
            SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
            WHERE locktype = 'advisory' AND datname = %s AND objid = %s AND granted = %s
        """
        with self._connect() as connection:
            rows = connection.execute(asked, [database.database, key, granted])
            return [pid for (pid,) in rows]

    def cut(self, database: URL, key: int) -> None:
        """Cut the connection that holds the advisory lock of a database."""
        (pid,) = self.locks(database, key)
        with self._connect() as connection:
            connection.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])

    def _connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(
            host=str(self._folder), user="leadwright", dbname="postgres", autocommit=True, connect_timeout=5
        )

    def _wait(self) -> None:
        until = time.monotonic() + UP_WITHIN
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError as error:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self._folder / "log").read_text()) from error
            time.sleep(0.02)  # a server that starts can only be asked

    def _run(self, name: str, *arguments: str) -> None:
        command = ["setpriv", *self._as_user(), program(name), *arguments]
        done = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")

    def _as_user(self) -> list[str]:
        return ["--reuid", self._user, "--regid", self._user, "--clear-groups"] if self._user else ["--"]


def _in_memory() -> Path | None:
    """Return where a memory disk has room: the server syncs as always, and no slow disk need do it."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


def _unprivileged() -> str:
    """Return the user to run the server as: "" for ourselves, somebody harmless where we are root."""
    if os.geteuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def program(name: str) -> str:
    """Return the path of a program of the newest PostgreSQL, which Debian keeps out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise RuntimeError(
            f"{name} not found: install postgresql, or run the tests without --database postgresql"
        )
    return program

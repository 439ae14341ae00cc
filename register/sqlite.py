"""SQLite made durable: WAL with synchronous=FULL, asserted on every connection (I14)."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from register.filesystem import refuse_network
from register.trouble import in_use
from sales.system import meaning
from sales.words import Failure, Unavailable, Words

BUSY_SECONDS = 30
READING = "leadwright_reading"  # execution option of connections that only read

# Simulated power cuts lost acknowledged commits with every faster pair of settings.
_DURABLE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def engine(url: URL, home: Path | None) -> Engine:
    """Return an engine whose connections are durable; a relative file lies in ``home``."""
    file = database_file(url, home)
    refuse_network(file.parent)
    made = create_engine(
        url.set(database=str(file)), connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(made, "connect", make_durable)
    event.listen(made, "begin", _begin)
    _hold_on_to(file, made)
    return made


def database_file(url: URL, home: Path | None) -> Path:
    """Return the file that ``url`` names; Failure where it names none, or its folder is missing."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise Failure(
            Words(
                f'[database] url = "{url}" 没有指明数据库文件。请写成 sqlite:///register.db。',
                f'[database] url = "{url}" names no database file. Write it as sqlite:///register.db.',
            )
        )
    file = (home or Path()) / url.database
    if not file.parent.is_dir():
        raise Failure(
            Words(
                f"数据库所在的文件夹 {file.parent} 不存在。请先建立它，或修改 [database] url。",
                f"The database's folder {file.parent} does not exist. Create it, or change [database] url.",
            )
        )
    return file


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keep every other service off this database meanwhile; Failure where one is at work on it.

    The lock lies beside the file, whatever name leads there, and goes with the process. Not in the file:
    closing one that SQLite has open would end its own locks.
    """
    file = Path(f"{Path(str(engine.url.database)).resolve()}.lock")
    try:
        lock = file.open("ab")
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"不能写入 {file}（{reason.zh}）。请检查该文件及其文件夹的权限。",
                f"{file} can't be written ({reason.en}). Check its permissions and those of its folder.",
            )
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(in_use(engine.url)) from None
        yield


def make_durable(connection: sqlite3.Connection, _entry: ConnectionPoolEntry | None) -> None:
    """Give a new connection its durable settings and read them back; Failure where one was not taken."""
    connection.isolation_level = None  # the driver begins nothing by itself; _begin does
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    for setting, wanted in _DURABLE.items():
        (value,) = connection.execute(f"PRAGMA {setting}").fetchone()
        if value != wanted:
            raise Failure(_not_durable(setting, value, wanted))


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a transaction that will write waits at its start, where waiting is harmless, and never in its
    # middle, where SQLite would have to refuse it because its snapshot has aged.
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _hold_on_to(file: Path, engine: Engine) -> None:
    """Begin nothing where ``file`` is not the one that was opened first.

    SQLite would go on in a file that was removed or replaced, and what it writes there is lost unseen.
    """
    first: list[os.stat_result] = []

    def note(*_: object) -> None:
        first.extend([] if first else [file.stat()])

    def check(_connection: Connection) -> None:
        if not file.exists() or not os.path.samestat(first[0], file.stat()):
            raise Unavailable(_replaced(file))

    event.listen(engine, "connect", note)
    event.listen(engine, "begin", check)


def _replaced(file: Path) -> Words:
    return Words(
        f"数据库文件 {file} 已被移走或替换，因此不再写入，以免丢失登记。"
        "请把原来的文件放回原处；如果要使用新的文件，请重新启动服务。",
        f"The database file {file} was moved away or replaced, so nothing is written, lest it be lost. "
        "Put the old one back; to use the new one, start the service anew.",
    )


def _not_durable(setting: str, value: object, wanted: object) -> Words:
    return Words(
        f"数据库不接受 {setting}={wanted}（实际为 {value}），断电时可能丢失数据。"
        "请把数据库放到本机的普通磁盘上。",
        f"The database refuses {setting}={wanted} (it has {value}) and could lose data at a power cut. "
        "Keep it on an ordinary local disk.",
    )

"""PostgreSQL 15 or later, through psycopg 3; a server that does not fsync is refused (I14)."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from psycopg.errors import LockNotAvailable
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from sales.words import Failure, Words

OLDEST = 150000  # server_version_num
LOCK_SECONDS = 30  # as long as SQLite waits for its lock
ALONE = 0x4C454145  # key of the advisory lock that a service holds
ALONE_SECONDS = 5  # the server notices within these that the service which held it was killed

_SESSION = f"-c timezone=UTC -c synchronous_commit=on -c lock_timeout={LOCK_SECONDS}s"


def engine(url: URL) -> Engine:
    """Return an engine whose connections are durable and speak UTC."""
    made = create_engine(
        url,
        pool_pre_ping=True,  # a server that was restarted costs a reconnect, not a failed step
        connect_args={"connect_timeout": 10, "application_name": "leadwright", "options": _SESSION},
    )
    event.listen(made, "connect", _assert_durable)
    return made


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keep every other service off this database meanwhile; Failure where one is at work on it.

    The lock goes with its connection, so a killed service leaves nothing behind that a person has to clear.
    """
    connection = engine.raw_connection()
    connection.detach()  # back in the pool it would keep the lock
    with closing(connection), closing(connection.cursor()) as cursor:
        cursor.execute(f"SET lock_timeout = '{ALONE_SECONDS}s'")
        try:
            cursor.execute(f"SELECT pg_advisory_lock({ALONE})")
        except LockNotAvailable:
            raise Failure(_in_use(engine.url.render_as_string(hide_password=True))) from None
        connection.commit()
        yield


def _assert_durable(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
        " current_setting('synchronous_commit'), current_setting('server_version_num')::int"
    )
    fsync, pages, commit, version = cursor.fetchone() or ("", "", "", 0)
    cursor.close()
    connection.rollback()
    if version < OLDEST:
        raise Failure(_too_old(version))
    for setting, value in {"fsync": fsync, "full_page_writes": pages, "synchronous_commit": commit}.items():
        if value == "off":
            raise Failure(_not_durable(setting))


def _in_use(url: str) -> Words:
    return Words(
        f"数据库 {url} 正在被另一个 Leadwright 服务使用。"
        "一个数据库同时只能由一个服务使用：请先停止它，或改用另一个数据库。",
        f"The database {url} is already in use by another Leadwright service. "
        "One service at a time works on it: stop that one first, or use another database.",
    )


def _too_old(version: int) -> Words:
    return Words(
        f"PostgreSQL {version // 10000} 太旧，需要 {OLDEST // 10000} 或更新的版本。请升级数据库服务器。",
        f"PostgreSQL {version // 10000} is too old: upgrade the server to {OLDEST // 10000} or later.",
    )


def _not_durable(setting: str) -> Words:
    return Words(
        f"PostgreSQL 服务器设置了 {setting}=off，断电时会丢失数据。请在 postgresql.conf 中改为 on。",
        f"The PostgreSQL server runs with {setting}=off and would lose data at a power cut. "
        "Set it to on in postgresql.conf.",
    )

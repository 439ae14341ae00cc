"""PostgreSQL 15 or later, through psycopg 3; a server that does not fsync is refused (I14)."""

import secrets
from contextlib import ExitStack
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from register.trouble import Displaced, in_use
from sales.words import Failure, Unavailable, Words

OLDEST = 150000  # server_version_num
LOCK_SECONDS = 30  # as long as SQLite waits for its lock
ALONE = 0x4C454145  # key of the advisory lock that a service holds
WRITING = 0x4C454146  # key of the one that all its transactions share
LOCK_NOT_AVAILABLE = "55P03"  # and not the class of psycopg, which takes a tenth of a second to load
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


class Alone:
    """The lock that one service at a time has on a database (I14); safe to share between threads.

    It goes with its connection, so a killed service leaves nothing behind that a person has to clear. But a
    restart of the server, or whatever else cuts the connection, takes it from a service that is well. So
    every transaction of a service shares a second lock and then asks for the first, and whoever gets the
    first waits for the second: there is no moment in which two write.
    """

    def __init__(self, engine: Engine) -> None:
        """Take nothing yet."""
        self._engine = engine
        self._connection: Connection | None = None
        self._mine = 0  # a key that nobody else locks: held beside ALONE, and lost with it
        self._taking = Lock()

    def take(self, within: float = ALONE_SECONDS) -> None:
        """Keep every other service off this database from now on; Failure where one is at work on it."""
        self.close()
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()  # back in the pool it would keep the lock
        self._connection = connection
        mine = secrets.randbits(62)
        connection.exec_driver_sql("SET idle_session_timeout = 0")
        connection.exec_driver_sql(f"SET lock_timeout = '{within}s'")
        try:
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({ALONE})")
        except OperationalError as error:
            self.close()
            if getattr(error.orig, "sqlstate", "") == LOCK_NOT_AVAILABLE:
                raise Failure(in_use(self._engine.url)) from None
            raise
        connection.exec_driver_sql("RESET lock_timeout")
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({mine})")
        # Granted when all has ended that was begun by whoever was alone before.
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({WRITING})")
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({WRITING})")
        self._mine = mine

    def begin(self, transaction: ExitStack) -> Connection:
        """Return a connection on which ``transaction`` has begun, this service being alone until its end.

        Displaced where the lock was lost, and another service has it now.
        """
        mine = self._mine
        connection = transaction.enter_context(self._engine.begin())
        if connection.exec_driver_sql(_IS_ALONE.format(writing=WRITING, mine=mine)).scalar():
            return connection
        transaction.close()
        self._take_again(mine)
        return self.begin(transaction)

    def _take_again(self, lost: int) -> None:
        with self._taking:
            if self._mine != lost:
                return  # another thread has done so
            try:
                self.take(within=0.1)
            except Unavailable:
                raise
            except Failure as failure:
                raise Displaced(failure.words) from None

    def close(self) -> None:
        """Let others in."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


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


# CASE asks for one after the other. The key can be had only where the connection that held it is cut.
_IS_ALONE = (
    "SELECT CASE WHEN pg_advisory_xact_lock_shared({writing}) IS NOT NULL"
    " THEN NOT pg_try_advisory_xact_lock_shared({mine}) END"
)

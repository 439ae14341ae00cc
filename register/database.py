"""The register's door: one place that opens the database, begins transactions and says what went wrong."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from register import migration, postgresql, sqlite
from register.trouble import in_words
from sales.words import Failure, Words


class Register:
    """The database of leads; safe to share between threads, connects when a connection is needed."""

    def __init__(self, url: str, *, home: Path | None = None) -> None:
        """Name the database; a relative SQLite file lies in ``home``. Failure for an unusable URL."""
        self.url = _parsed(url)
        self._writing = _engine(self.url, home)
        self._reading = self._writing.execution_options(**_reading_options(self._writing))
        self._alone: postgresql.Alone | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a connection in one transaction: committed durably at the end, rolled back by any exception.

        On SQLite it holds the write lock from its beginning. Unavailable where the database is away, full or
        locked by another program; Displaced where this service is no longer :meth:`alone`.
        """
        with _in_words(self.url), ExitStack() as transaction:
            if self._alone:
                yield self._alone.begin(transaction)
            else:
                yield transaction.enter_context(self._writing.begin())

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state and cannot write."""
        with _in_words(self.url), self._reading.begin() as connection:
            yield connection

    def upgrade(self) -> None:
        """Bring the tables to this program's version, making them if need be; Failure if newer."""
        with self.begin() as connection:
            migration.upgrade(connection)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other service off this register meanwhile, whatever its home; Failure where one is at
        work on it.
        """
        if self._writing.dialect.name == "sqlite":
            with sqlite.alone(self._writing):
                yield
            return
        with closing(postgresql.Alone(self._writing)) as alone:
            with _in_words(self.url):
                alone.take()
            self._alone = alone
            try:
                yield
            finally:
                self._alone = None

    def check(self) -> None:
        """Raise Failure where the tables are newer or older than this program's."""
        with self.read() as connection:
            migration.check(connection)

    def close(self) -> None:
        """Close the connections that nobody uses."""
        self._writing.dispose()


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise Failure(_not_a_database(url)) from error


def _engine(url: URL, home: Path | None) -> Engine:
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return sqlite.engine(url, home)
    if url.drivername in {"postgresql", "postgresql+psycopg"}:
        return postgresql.engine(url.set(drivername="postgresql+psycopg"))
    raise Failure(_not_a_database(url.render_as_string(hide_password=True)))


def _reading_options(engine: Engine) -> dict[str, object]:
    if engine.dialect.name == "sqlite":
        return {sqlite.READING: True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def _in_words(url: URL) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if failure := in_words(error, url.render_as_string(hide_password=True)):
            raise failure from error
        raise


def _not_a_database(url: str) -> Words:
    return Words(
        f'[database] url = "{url}" 无法使用。请写成 sqlite:///register.db 或 postgresql+psycopg://用户@主机/库名。',
        f'[database] url = "{url}" cannot be used. '
        "Write sqlite:///register.db or postgresql+psycopg://user@host/name.",
    )

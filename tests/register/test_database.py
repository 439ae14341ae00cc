"""The database is durable, safe to share, and says in words what is wrong with it (I14)."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from register import filesystem, leads, migration, originals, postgresql, sqlite
from register.database import Register
from register.trouble import Displaced
from sales.words import Failure, Language, Unavailable
from tests.register import made
from tests.servers.postgresql import PostgreSQL

on_sqlite = pytest.mark.only("sqlite", because="it is about the register's file")
on_postgresql = pytest.mark.only("postgresql", because="it is about the server")


@pytest.fixture
def server(postgresql: PostgreSQL | None) -> PostgreSQL:
    """The PostgreSQL server of the run."""
    assert postgresql
    return postgresql


@pytest.fixture
def file(database_url: str) -> Path:
    """The file of a register in SQLite."""
    return Path(database_url.removeprefix("sqlite:///"))


def test_a_committed_transaction_is_seen_by_the_next_and_a_failed_one_never_was(register: Register) -> None:
    with register.begin() as c:
        made.add_lead(c)
    with pytest.raises(ZeroDivisionError), register.begin() as c:
        made.add_lead(c)
        raise ZeroDivisionError
    with register.read() as c:
        assert [lead.number for lead in leads.listing(c)] == ["LW-2026-00001"]


@on_sqlite
def test_a_file_that_was_removed_or_replaced_takes_nothing_more(register: Register, file: Path) -> None:
    """SQLite goes on in a file without a name, and what it was given there is gone at the next start (I2)."""
    register.check()
    away = file.rename(file.with_name("away"))
    with pytest.raises(Unavailable, match="moved away"), register.begin() as c:
        made.add_lead(c)
    shutil.copy(away, file)
    with pytest.raises(Unavailable, match="moved away"), register.begin() as c:
        made.add_lead(c)
    away.rename(file)
    with register.begin() as c:
        made.add_lead(c)


def test_a_reader_cannot_write(register: Register) -> None:
    with pytest.raises((Unavailable, DBAPIError)), register.read() as c:
        made.add_lead(c)
    with register.begin() as c:  # on the same pooled connection
        made.add_lead(c)
    with register.read() as c:
        assert len(list(leads.listing(c))) == 1


def test_a_reader_sees_one_state_while_others_write(register: Register) -> None:
    with register.read() as reader:
        assert list(leads.listing(reader)) == []
        with register.begin() as writer:
            made.add_lead(writer)
        assert list(leads.listing(reader)) == []


def test_threads_that_write_at_once_wait_for_each_other(register: Register) -> None:
    def work(begin: int) -> None:
        for serial in range(begin, begin + 20):
            with register.begin() as c:
                made.take_in(c, f"mail {serial}", made.sighting(serial))
                made.add_lead(c)

    threads = [threading.Thread(target=work, args=(begin,)) for begin in (100, 200, 300, 400)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with register.read() as c:
        assert len(list(leads.listing(c))) == 80
        assert len(originals.ready(c, 1000)) == 80


@on_sqlite
def test_every_connection_to_sqlite_is_durable(register: Register, file: Path) -> None:
    """WAL with synchronous=FULL, and foreign keys; as read back from connections of reader and writer."""
    with register.begin() as one, register.read() as two:
        for c in (one, two):
            values = [
                c.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
            ]
            assert values == ["wal", 2]
            assert c.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert c.exec_driver_sql("PRAGMA busy_timeout").scalar() == sqlite.BUSY_SECONDS * 1000
    assert sqlite3.connect(file).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_sqlite_that_cannot_be_durable_is_refused() -> None:
    """A database in memory takes no WAL, as a filesystem without shared memory does not."""
    with pytest.raises(Failure, match="journal_mode"):
        sqlite.make_durable(sqlite3.connect(":memory:"), None)


@on_postgresql
def test_every_connection_to_postgresql_is_durable(register: Register, server: PostgreSQL) -> None:
    with register.read() as c:
        assert c.scalar(text("SELECT current_setting('synchronous_commit')")) == "on"
        assert c.scalar(text("SELECT current_setting('TimeZone')")) == "UTC"


@on_postgresql
@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_postgresql_that_does_not_fsync_is_refused(server: PostgreSQL, setting: str) -> None:
    with PostgreSQL(f"{setting}=off") as careless:
        register = Register(careless.url())
        with pytest.raises(Failure, match=f"{setting}=off"):
            register.upgrade()
        register.close()


@on_postgresql
def test_a_postgresql_older_than_supported_is_refused(
    server: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "OLDEST", 990000)
    register = Register(server.url())
    with pytest.raises(Failure, match="upgrade the server to 99"):
        register.check()


@on_postgresql
def test_a_server_that_restarted_costs_a_reconnect_not_a_failure(server: PostgreSQL) -> None:
    """A server of its own: crash recovery of the one that has served all tests would take its time."""
    with PostgreSQL() as restarted:
        register = Register(restarted.new_database())
        register.upgrade()
        with register.alone():
            with register.begin() as c:
                made.add_lead(c)
            restarted.stop()
            with pytest.raises(Unavailable, match="cannot be used"), register.read() as c:
                leads.lead(c, "LW-2026-00001")
            with pytest.raises(Unavailable, match="cannot be used"), register.begin():
                pass
            restarted.start()
            with register.read() as c:
                assert leads.lead(c, "LW-2026-00001") is not None
            with register.begin() as c:
                assert made.add_lead(c).number == "LW-2026-00002"
                assert len(restarted.locks(register.url, postgresql.ALONE)) == 1
        register.close()


@on_postgresql
def test_a_service_whose_lock_was_cut_takes_it_again(register: Register, server: PostgreSQL) -> None:
    """I14: by a firewall, or by whoever looks after the server."""
    other = Register(str(register.url))
    with register.alone():
        server.cut(register.url, postgresql.ALONE)
        with register.begin() as c:
            made.add_lead(c)
        with pytest.raises(Failure, match="already in use"):
            postgresql.Alone(postgresql.engine(register.url)).take(within=0.1)
    with other.alone(), other.begin() as c:
        assert made.add_lead(c).number == "LW-2026-00002"
    other.close()


@on_postgresql
def test_a_service_that_another_has_displaced_writes_nothing_more(
    register: Register, server: PostgreSQL
) -> None:
    other = Register(str(register.url))
    with register.alone():
        server.cut(register.url, postgresql.ALONE)
        with other.alone():
            for _ in range(2):
                with pytest.raises(Displaced, match="already in use"), register.begin():
                    pytest.fail("two services at work")
            with other.begin() as c:
                made.add_lead(c)
    other.close()


@on_postgresql
def test_who_comes_after_a_cut_waits_for_what_was_begun_before_it(
    register: Register, server: PostgreSQL
) -> None:
    other = Register(str(register.url))
    entered = threading.Event()

    def enter() -> None:
        with other.alone():
            entered.set()

    newcomer = threading.Thread(target=enter)
    with register.alone():
        with register.begin() as c:
            server.cut(register.url, postgresql.ALONE)
            newcomer.start()
            while not server.locks(register.url, postgresql.WRITING, granted=False):
                assert not entered.is_set()
            made.add_lead(c)
        newcomer.join()
    assert entered.is_set()
    with register.read() as c:
        assert leads.lead(c, "LW-2026-00001") is not None
    other.close()


@on_sqlite
def test_a_second_service_is_refused_the_same_file_by_whatever_name(
    register: Register, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(file.parent)
    for name in (f"sqlite:///{file}", f"sqlite:///{tmp_path}/link/{file.name}"):
        other = Register(name)
        with register.alone():
            with pytest.raises(Failure, match="already in use"), other.alone():
                pytest.fail("two services on one register")
            with other.begin() as c:  # a command beside the service
                made.add_lead(c)
        with other.alone():
            pass
        other.close()


@on_sqlite
def test_a_database_held_by_another_program_is_unavailable(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    register = Register(f"sqlite:///{file}")
    with pytest.raises(Unavailable, match="Another program holds it"), register.begin():
        pass
    other.execute("ROLLBACK")
    with register.begin() as c:
        made.add_lead(c)


@on_sqlite
def test_a_full_disk_is_unavailable_and_leaves_the_register_whole(register: Register, file: Path) -> None:
    with pytest.raises(Unavailable, match="make room"), register.begin() as c:
        pages = c.exec_driver_sql("PRAGMA page_count").scalar()
        c.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        for _ in range(1000):
            made.add_lead(c)
    with register.begin() as c:
        c.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert made.add_lead(c).number == "LW-2026-00001"


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"not a database at all" * 100)
    register = Register("sqlite:///register.db", home=tmp_path)
    with pytest.raises(Failure, match="restore it from a backup") as caught:
        register.upgrade()
    assert not isinstance(caught.value, Unavailable)


def test_a_relative_file_lies_in_the_home(tmp_path: Path) -> None:
    register = Register("sqlite:///register.db", home=tmp_path)
    register.upgrade()
    register.close()
    assert (tmp_path / "register.db").stat().st_size > 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("register.db", "sqlite:///register.db"),
        ("", "sqlite:///register.db"),
        ("mysql://root@localhost/x", "cannot be used"),
        ("sqlite://", "names no database file"),
        ("sqlite:///:memory:", "names no database file"),
        ("sqlite:///missing/register.db", "missing does not exist"),
    ],
)
def test_an_unusable_url_is_refused_with_its_remedy(tmp_path: Path, url: str, words: str) -> None:
    with pytest.raises(Failure, match=words) as caught:
        Register(url, home=tmp_path)
    assert caught.value.words.in_(Language.ZH)


@pytest.mark.parametrize("url", ["mysql://root:geheim@localhost/x", "postgresql://a:geheim@127.0.0.1:1/x"])
def test_a_password_is_never_shown(url: str) -> None:
    with pytest.raises(Failure) as caught, Register(url).read():
        pass
    assert "geheim" not in str(caught.value)
    assert "geheim" not in caught.value.words.zh


def test_a_database_on_a_network_filesystem_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        f"36 35 0:50 / {tmp_path}/share rw,relatime shared:1 - cifs //nas/leads rw,vers=3.1.1\n"
    )
    (tmp_path / "share").mkdir()
    monkeypatch.setattr(filesystem, "MOUNTS", mounts)
    with pytest.raises(Failure, match="network filesystem \\(cifs\\)"):
        Register("sqlite:///register.db", home=tmp_path / "share")
    Register("sqlite:///register.db", home=tmp_path)


def test_an_upgraded_register_is_not_upgraded_again(register: Register) -> None:
    register.check()
    register.upgrade()
    register.check()


def test_a_newer_database_is_refused_and_left_alone(register: Register) -> None:
    with register.begin() as c:
        c.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (register.check, register.upgrade):
        with pytest.raises(Failure, match="9999, newer than this program's") as caught:
            attempt()
        assert "9999" in caught.value.words.zh
    with register.read() as c:
        assert c.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_an_older_database_is_refused_until_it_is_upgraded(empty_database_url: str) -> None:
    register = Register(empty_database_url)
    with pytest.raises(Failure, match=f"older than this program's {migration.HEAD}"):
        register.check()
    register.upgrade()
    register.check()
    register.close()


def test_programs_that_start_together_upgrade_once(empty_database_url: str) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        register = Register(empty_database_url)
        try:
            register.upgrade()
            register.check()
        except BaseException as error:  # for the test to tell
            failures.append(error)
        finally:
            register.close()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []

"""One program at a time on a home, durable settings, and no newer register (I2, I14)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, text

from leadwright.tools import Tools
from register.database import Register
from register.postgresql import ALONE
from register.tables import metadata
from tests.archive.crashes import tree
from tests.office import Office
from tests.reliability import post
from tests.reliability.inventory import Inventory
from tests.reliability.launcher import Launcher
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp import SmtpServer


@pytest.mark.only("postgresql", because="tests/register/test_database.py says it of a file at less cost")
def test_a_service_on_another_home_is_refused_the_same_register(
    inventory: Inventory, launcher: Launcher, office: Office, smtp: SmtpServer
) -> None:
    """I2: numbers, outbox and archive belong to one service; what the first one sends is not the second's."""
    inventory.mails(*post.mails(1))
    smtp.silence(at="dot", times=1)
    first = launcher.start(office.home, "run")
    smtp.wait_for(1)
    other = Office(office.home.parent / "other", office.dovecot, smtp, database_url=office.database_url)
    assert "另一个 Leadwright 服务" in other.call("run", "--once", status=1)
    assert inventory.column("SELECT DISTINCT state FROM recipients") == ["sending"]
    first.kill()
    assert launcher.call(office.home, "run", "--once") == 0
    assert inventory.everything_wrong() == {}


@pytest.mark.only("postgresql", because="the lock of a file goes with the process alone")
def test_a_service_whose_lock_another_has_taken_stops_and_says_so(
    inventory: Inventory, launcher: Launcher, office: Office, postgresql: PostgreSQL
) -> None:
    """I14: the server cuts its connection while the other one stands before the door."""
    service = launcher.start(office.home, "run")
    other = Register(office.database_url)
    with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
        while not postgresql.locks(other.url, ALONE):
            pass
        coming = pool.submit(stack.enter_context, other.alone())
        while not postgresql.locks(other.url, ALONE, granted=False):
            pass
        postgresql.cut(other.url, ALONE)
        coming.result()
        inventory.mails(*post.mails(1))
        assert service.wait() == 1
    other.close()
    assert "另一个 Leadwright 服务" in launcher.log.read_text("utf-8")
    assert inventory.unmarked() == inventory.arrived
    assert launcher.call(office.home, "run", "--once") == 0
    assert inventory.everything_wrong() == {}


@pytest.mark.only("sqlite", because="these are the settings of SQLite")
def test_the_running_program_asserts_its_durable_settings(tools: Tools) -> None:
    """I14: read back from its own connections, those that write and those that read.

    What a PostgreSQL must have is in tests/register/test_database.py.
    """
    for connect in (tools.register.begin, tools.register.read):
        with connect() as c:
            journal, synchronous = (c.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS)
        assert (journal, synchronous) == ("wal", 2)  # FULL


def test_a_pass_beside_another_changes_nothing(
    inventory: Inventory, launcher: Launcher, office: Office, smtp: SmtpServer
) -> None:
    """I2: the first one hangs in the middle of its work, at a mail server that says nothing more."""
    inventory.mails(*post.mails(3))
    smtp.silence(at="dot", times=1)
    first = launcher.start(office.home, "run", "--once")
    smtp.wait_for(1)
    inventory.mails(*post.mails(3, 10))
    before = everything(office)
    assert str(first.pid) in office.call("run", "--once", status=1)
    assert everything(office) == before
    first.kill()
    assert launcher.call(office.home, "run", "--once") == 0
    assert inventory.everything_wrong() == {}


def test_a_register_of_a_newer_program_is_refused_and_left_alone(
    launcher: Launcher, inventory: Inventory, office: Office
) -> None:
    inventory.mails(*post.mails(1))
    with create_engine(office.database_url, poolclass=NullPool).begin() as register:
        register.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = everything(office)
    for words in (("run", "--once"), ("run",)):
        assert launcher.call(office.home, *words) == 1
    assert everything(office) == before
    assert inventory.unmarked() == inventory.arrived


def everything(office: Office) -> dict[str, Any]:
    """Return the register's contents and every file of the home but the register's own."""
    with create_engine(office.database_url, poolclass=NullPool).connect() as register:
        rows = {name: set(register.execute(text(f"SELECT * FROM {name}"))) for name in TABLES}  # noqa: S608
    files = {name: data for name, data in tree(office.home).items() if not name.startswith(PASSING)}
    return {"register": rows, "files": files}


TABLES = (*metadata.tables, "alembic_version")
PASSING = ("register.db", ".leadwright.lock")
PRAGMAS = ("journal_mode", "synchronous")

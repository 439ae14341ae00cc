"""Servers and offices to break."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from leadwright import reader
from leadwright.tools import Tools
from tests.archive.crashes import folder_in_memory
from tests.clock import Clock
from tests.conftest import NewDatabase
from tests.office import USER, Office
from tests.reliability.inside import Inside
from tests.reliability.inventory import Inventory
from tests.reliability.launcher import Launcher
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy
from tests.servers.smtp import SmtpServer


@pytest.fixture(scope="session")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    with Launcher(tmp_path_factory.mktemp("launcher") / "log") as launcher:
        yield launcher


@pytest.fixture(scope="module")
def dovecot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    with Dovecot(tmp_path_factory.mktemp("dovecot")) as dovecot:
        yield dovecot


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer() as smtp:
        yield smtp


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder on a memory disk: a kill takes nothing from a disk that was written, however slow it is."""
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def office(in_memory: Path, dovecot: Dovecot, smtp: SmtpServer, new_database: NewDatabase) -> Office:
    """A new home; the server is the module's, and its inbox is emptied."""
    return office_in(in_memory / "home", dovecot, smtp, new_database)


def office_in(home: Path, dovecot: Dovecot, smtp: SmtpServer, new_database: NewDatabase) -> Office:
    """Return an office with nothing in it yet."""
    empty(dovecot)
    smtp.deliveries.clear()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    return Office(home, dovecot, smtp, database_url=new_database(home))


@pytest.fixture
def inventory(office: Office) -> Inventory:
    return Inventory(office)


def empty(dovecot: Dovecot) -> None:
    """Delete all mails."""
    if uids := list(dovecot.flags(USER)):
        dovecot.delete(USER, "INBOX", uids)


@pytest.fixture
def tools(office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tools]:
    """The office's tools in this process, by the test's clock; letters are read inside."""
    monkeypatch.setattr(reader, "Child", Inside)
    with office.tools() as tools:
        yield replace(tools, clock=clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def proxy(dovecot: Dovecot, office: Office) -> Iterator[Proxy]:
    """What stands between the office and its mail server."""
    with Proxy(dovecot.port) as proxy:
        settings = office.home / "leadwright.toml"
        settings.write_text(settings.read_text("utf-8").replace(f"{dovecot.port}", f"{proxy.port}"), "utf-8")
        yield proxy

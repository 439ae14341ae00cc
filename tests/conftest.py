"""What every test may ask for: the database that the run is about."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from register.database import Register
from tests.servers.postgresql import PostgreSQL


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the whole suite run on either database."""
    parser.addoption(
        "--database", choices=["sqlite", "postgresql"], default="sqlite", help="what the register lies in"
    )


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[PostgreSQL | None]:
    """The PostgreSQL server of this run, None when it is about SQLite."""
    with ExitStack() as stack:
        wanted = request.config.getoption("--database") == "postgresql"
        yield stack.enter_context(PostgreSQL()) if wanted else None


@pytest.fixture
def empty_database_url(tmp_path: Path, postgresql: PostgreSQL | None) -> str:
    """The URL of a new database without tables, of the kind that this run is about."""
    return postgresql.new_database() if postgresql else f"sqlite:///{tmp_path}/register.db"


@pytest.fixture(scope="session")
def upgraded_database_url(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL | None) -> str:
    """The URL of an empty register that others are copied from: migrating takes longer than most tests."""
    url = (
        postgresql.new_database() if postgresql else f"sqlite:///{tmp_path_factory.mktemp('db')}/register.db"
    )
    register = Register(url)
    register.upgrade()
    register.close()
    return url


@pytest.fixture
def database_url(upgraded_database_url: str, tmp_path: Path, postgresql: PostgreSQL | None) -> str:
    """The URL of a new, empty register of the kind that this run is about."""
    if postgresql:
        return postgresql.new_database(like=upgraded_database_url)
    shutil.copy(upgraded_database_url.removeprefix("sqlite:///"), tmp_path / "register.db")
    return f"sqlite:///{tmp_path}/register.db"


@pytest.fixture
def register(database_url: str) -> Iterator[Register]:
    """A new, empty register."""
    register = Register(database_url)
    yield register
    register.close()


# ---- other rooms add their fixtures below this line ----

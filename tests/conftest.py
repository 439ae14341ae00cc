"""What every test may ask for: the database that the run is about."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from register.database import Register
from tests.servers.postgresql import PostgreSQL
from tests.warm import WarmChildren

NewDatabase = Callable[[Path], str]

SLOW = "tests/reliability/", "tests/walk/", "tests/test_benchmarks.py", "tests/leadwright/test_demo.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let every test that has a database run on either."""
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="what the register lies in; postgresql leaves out the tests that have no register",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say what our own mark means."""
    config.addinivalue_line("markers", "only(database, because): this test is about one database, and why")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other database, and on PostgreSQL what is the same on both.

    What is slow comes first: no worker is to begin a file of a minute when the others have nothing left.
    """
    database = config.getoption("--database")
    wanted = [item for item in items if _is_about(item, database)]
    config.hook.pytest_deselected(items=[item for item in items if not _is_about(item, database)])
    items[:] = sorted(wanted, key=lambda item: not item.nodeid.startswith(SLOW))


def _is_about(item: pytest.Item, database: str) -> bool:
    """Return whether a run on ``database`` has anything to learn from this test.

    Whatever test has a register has it by the fixture ``postgresql``, directly or through others.
    """
    only = {mark.args[0] for mark in item.iter_markers("only")}
    has_register = "postgresql" in getattr(item, "fixturenames", ())
    return only <= {database} and (database == "sqlite" or has_register)


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[PostgreSQL | None]:
    """The PostgreSQL server of this run, None when it is about SQLite."""
    with ExitStack() as stack:
        wanted = request.config.getoption("--database") == "postgresql"
        yield stack.enter_context(PostgreSQL()) if wanted else None


@pytest.fixture
def empty_database_url(tmp_path: Path, postgresql: PostgreSQL | None) -> Iterator[str]:
    """The URL of a new database without tables, of the kind that this run is about."""
    if postgresql is None:
        yield f"sqlite:///{tmp_path}/register.db"
    else:
        with postgresql.database() as url:
            yield url


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
def new_database(upgraded_database_url: str, postgresql: PostgreSQL | None) -> Iterator[NewDatabase]:
    """Makes a new, empty register and returns its URL; one in SQLite lies in the folder that is named."""

    def copied(folder: Path) -> str:
        shutil.copy(upgraded_database_url.removeprefix("sqlite:///"), folder / "register.db")
        return f"sqlite:///{folder}/register.db"

    def made(_folder: Path) -> str:
        assert postgresql
        return databases.enter_context(postgresql.database(like=upgraded_database_url))

    with ExitStack() as databases:
        yield made if postgresql else copied


@pytest.fixture
def database_url(new_database: NewDatabase, tmp_path: Path) -> str:
    """The URL of a new, empty register of the kind that this run is about."""
    return new_database(tmp_path)


@pytest.fixture
def register(database_url: str) -> Iterator[Register]:
    """A new, empty register."""
    register = Register(database_url)
    yield register
    register.close()


@pytest.fixture(scope="session")
def warm_children() -> Iterator[WarmChildren]:
    """The reading children of this run's commands."""
    with closing(WarmChildren()) as children:
        yield children


@pytest.fixture
def warm(warm_children: WarmChildren, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the commands that are called in this process find their reading children warm."""
    monkeypatch.setattr("leadwright.reader.Child", warm_children)

"""The migrations lead to the tables of ``register/tables/``, exactly, and are numbered."""

import re
import subprocess
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from register import migrations
from register.database import Register
from register.tables import metadata
from tests.servers.postgresql import program

SCRIPTS = Path(migrations.__file__).parent


def test_the_migrations_lead_to_the_tables(empty_database_url: str, upgraded_database_url: str) -> None:
    """Made either way, they are the same in the database's own words, but for the log's triggers."""
    register = Register(empty_database_url)
    with register.begin() as c:
        metadata.create_all(c)
    register.close()
    assert definitions(upgraded_database_url) == definitions(empty_database_url)


def test_the_migrations_are_numbered_without_gaps_and_end_at_the_programs_version() -> None:
    """Their order is that of their numbers, by which a newer database is known."""
    scripts = ScriptDirectory(SCRIPTS)
    numbers = [script.revision for script in scripts.walk_revisions()][::-1]
    assert numbers == [f"{serial:04d}" for serial in range(1, len(numbers) + 1)]
    assert scripts.get_current_head() == migrations.HEAD


def definitions(url: str) -> list[str]:
    """Return what the database says of its tables and indexes, without triggers and Alembic's own table."""
    said = sqlite_definitions(url) if url.startswith("sqlite") else postgresql_definitions(url)
    return sorted(text for text in said if not re.search(r"alembic_version|TRIGGER|FUNCTION|plpgsql", text))


def sqlite_definitions(url: str) -> list[str]:
    register = Register(url)
    with register.read() as c:
        found = c.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars()
        said = [" ".join(text.split()) for text in found]
    register.close()
    return said


def postgresql_definitions(url: str) -> list[str]:
    parsed = make_url(url)
    command = [program("pg_dump"), "--schema-only", "-U", "leadwright", "-h", str(parsed.query["host"])]
    dump = subprocess.run([*command, str(parsed.database)], check=True, capture_output=True, text=True).stdout
    without_comments = re.sub(r"^(--|\\).*\n", "", dump, flags=re.MULTILINE)
    return [" ".join(statement.split()) for statement in re.split(r";\n\n", without_comments)]


@pytest.mark.parametrize("table", metadata.tables)
def test_every_table_is_defined_in_both(upgraded_database_url: str, table: str) -> None:
    """The comparison above compares something."""
    assert any(
        re.match(rf"CREATE TABLE (public\.)?{table} ", said) for said in definitions(upgraded_database_url)
    )

"""Bringing a database to the program's version; Alembic is loaded only when there is something to do."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from register.migrations import HEAD
from sales.words import Failure, Words

_SCRIPTS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 0x4C454144  # key of the advisory lock: "LEAD"


def upgrade(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction; Failure where the database is newer."""
    if connection.dialect.name == "postgresql":  # SQLite's transaction already excludes a second program
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
    if _version_of(connection) < HEAD:
        _migrate(connection)


def check(connection: Connection) -> None:
    """Raise Failure where the tables are newer or older than this program's."""
    version = _version_of(connection)
    if version < HEAD:
        raise Failure(
            Words(
                f"数据库版本 {version or '（空）'} 早于本程序的 {HEAD}。请运行 leadwright run --once 升级。",
                f"The database has version {version or '(empty)'}, older than this program's {HEAD}. "
                "Run leadwright run --once to upgrade it.",
            )
        )


def _version_of(connection: Connection) -> str:
    """Return the database's version, "" before its first; Failure where it is newer than the program."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    version = str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
    if version > HEAD:  # versions are numbered: "0001", "0002"
        raise Failure(
            Words(
                f"数据库版本 {version} 比本程序的 {HEAD} 新。请升级程序，或恢复与本程序配套的数据库备份。",
                f"The database has version {version}, newer than this program's {HEAD}. "
                "Upgrade leadwright, or restore the database backup that belongs to this version.",
            )
        )
    return version


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - time and memory that an up-to-date database does not need
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)

"""What all tables share: how constraints are named, columns that many have, indexes of few rows."""

from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Index, Integer, MetaData

from register.columns import Line

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# BIGINT counts by itself in SQLite only when it is spelled INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")


def lines(*names: str) -> tuple[Column[str], ...]:
    """Return columns of text that is never missing."""
    return tuple(Column(name, Line, nullable=False) for name in names)


def partial_index(name: str, rows: ColumnElement[bool], *columns: Column[Any], unique: bool = False) -> None:
    """Index only the rows that meet the condition: the index stays as small as they are few."""
    Index(name, *columns, unique=unique, sqlite_where=rows, postgresql_where=rows)

"""Inserting what may be there already: how a repeated step changes nothing."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert


def insert_once(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert a row, unless a unique constraint says that it is there; return whether it was inserted."""
    return connection.execute(_insert_once(connection.dialect.name, table), values).rowcount == 1


def inserting(dialect: str, table: Table) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT; the clause is the same in both databases."""
    return {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[dialect](table)


@cache
def _insert_once(dialect: str, table: Table) -> Insert:
    statement: Insert = inserting(dialect, table).on_conflict_do_nothing().inline()
    return statement.execution_options(preserve_rowcount=True)  # psycopg forgets it with its cursor

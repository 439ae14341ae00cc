"""The log of moves is append-only, for our own code and for anybody with a database client."""

import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from register import moves
from register.database import Register
from sales.paper import Move
from tests.register.made import LATER, NOW

FIRST = Move(
    "LW-2026-00001", "register", "leadwright", "service", NOW, after="registered", detail={"为": "何"}
)
SECOND = Move("LW-2026-00001", "hand-out", "li", "mail", LATER, "registered", "handed-out", document="0" * 64)

TAMPERING = {
    "": [  # on both
        "UPDATE moves SET \"by\" = 'nobody'",
        "DELETE FROM moves",
        "DELETE FROM moves WHERE id = 1",
    ],
    "sqlite": [
        "INSERT OR REPLACE INTO moves"
        " SELECT id, subject, name, 'nobody', way, at, before, after, detail, document FROM moves",
        "UPDATE OR IGNORE moves SET \"by\" = 'nobody'",
    ],
    "postgresql": [
        "TRUNCATE moves",
        "INSERT INTO moves SELECT * FROM moves ON CONFLICT (id) DO UPDATE SET \"by\" = 'nobody'",
    ],
}


def tampering() -> Iterator[object]:
    """Yield every statement that tampers with the log, those of one database only for that one."""
    for database, statements in TAMPERING.items():
        marks = [pytest.mark.only(database, because="the other has no such statement")] if database else []
        yield from (pytest.param(statement, marks=marks) for statement in statements)


@pytest.fixture
def logged(register: Register) -> Register:
    """A register with two lines in its log."""
    with register.begin() as c:
        moves.log(c, FIRST)
        moves.log(c, Move("LW-2026-00002", "register", "leadwright", "service", NOW))
        moves.log(c, SECOND)
    return register


def test_the_log_tells_what_happened_to_a_subject_oldest_first(logged: Register) -> None:
    with logged.read() as c:
        assert moves.moves(c, "LW-2026-00001") == [FIRST, SECOND]
        assert moves.moves(c, "LW-2026-00009") == []


@pytest.mark.parametrize("statement", list(tampering()))
def test_the_database_refuses_to_change_the_log(logged: Register, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), logged.begin() as c:
        c.execute(text(statement))
    with logged.read() as c:
        assert moves.moves(c, "LW-2026-00001") == [FIRST, SECOND]


def test_a_stranger_with_a_client_is_refused_too(logged: Register) -> None:
    url = logged.url
    if url.get_backend_name() == "sqlite":
        with (
            sqlite3.connect(str(url.database)) as stranger,
            pytest.raises(sqlite3.IntegrityError, match="append-only"),
        ):
            stranger.execute("DELETE FROM moves")
    else:
        address = url.set(drivername="postgresql").render_as_string()
        with psycopg.connect(address) as stranger, pytest.raises(psycopg.IntegrityError, match="append-only"):
            stranger.execute("DELETE FROM moves")

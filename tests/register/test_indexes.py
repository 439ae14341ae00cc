"""What the engine asks for in every round is found by an index of its own, however many leads there are."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from register import leads, originals
from register.database import Register


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (leads.moving, "ix_leads_moving"),
        (leads.unannounced, "ix_leads_unannounced"),
        (originals.unplaced, "ix_originals_unplaced"),
        (originals.unanswered, "ix_originals_unanswered"),
    ],
)
def test_a_question_of_every_round_has_its_index(
    register: Register, ask: Callable[[Connection, int], object], index: str
) -> None:
    with register.begin() as c:
        if c.dialect.name == "postgresql":  # which reads an empty table from end to end
            c.execute(text("SET LOCAL enable_seqscan = off"))
        plan = plan_of(c, lambda: ask(c, 10))
    assert index in plan


def plan_of(c: Connection, ask: Callable[[], object]) -> str:
    """Return how the database would find what is asked for first."""
    asked: list[tuple[str, Any]] = []
    event.listen(c, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    ask()
    statement, parameters = asked[0]
    explain = "EXPLAIN QUERY PLAN" if c.dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(str(row) for row in c.exec_driver_sql(f"{explain} {statement}", parameters))

"""The procedure: who is still to be told, what people wrote and decided, and when a task calls.

Columns are added with the value that holds for a register of before: everybody was told, nothing came back
that waits for an answer, and nobody had filled in a form.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns and the table of approvals; tasks that are not due yet call when they are."""
    _add_flags()
    _add_what_was_written()
    _add_clocks()
    _make_approvals()


def _add_flags() -> None:
    op.add_column("leads", _flag("is_announced"))
    op.add_column("leads", _text("importance", ""))
    op.add_column("originals", _flag("is_answered"))
    _partial_index("ix_leads_unannounced", "leads", "number", _is_down("is_announced"))
    _partial_index("ix_originals_unanswered", "originals", "id", _is_down("is_answered"))


def _add_what_was_written() -> None:
    op.add_column("readings", _text("forms", "[]"))
    op.add_column("documents", _text("said", "{}"))


def _add_clocks() -> None:
    for column in (
        _time("late_at"),
        _time("next_call_at"),
        sa.Column("calls", sa.Integer(), nullable=False, server_default=sa.text("0")),
        _time("paused_at"),
        sa.Column("left_seconds", sa.BigInteger()),
    ):
        op.add_column("tasks", column)
    calling = "done_at IS NULL AND next_call_at IS NOT NULL"
    _partial_index("ix_tasks_calling", "tasks", "next_call_at", calling)
    # Not those that are overdue: an upgrade that sends a mail for each of them would be no help.
    op.execute(
        "UPDATE tasks SET calls = 1, next_call_at = due_at"
        " WHERE done_at IS NULL AND due_at > CURRENT_TIMESTAMP"
    )


def _make_approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("id", _SERIAL, nullable=False),
        *(_text(name) for name in ("lead", "stage", "person", "papers", "code_hash")),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _time("decided_at"),
        sa.Column("verdict", sa.Text()),
        *(_text(name) for name in ("by", "way", "remark")),
        _time("void_at"),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
        sa.ForeignKeyConstraint(["lead"], ["leads.number"], name="fk_approvals_lead"),
    )
    op.create_index("ix_approvals_lead", "approvals", ["lead"])
    op.create_index("ix_approvals_code_hash", "approvals", ["code_hash"])


def _flag(name: str) -> sa.Column[bool]:
    """Return a flag that is up in every row of before."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.true())


def _text(name: str, before: str | None = None) -> sa.Column[str]:
    """Return a column of text that is never missing, with what it is in every row of ``before``."""
    return sa.Column(name, sa.Text(), nullable=False, server_default=before)


def _time(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True))


def _is_down(column: str) -> str:
    """Return the condition that a flag is down, as each database writes it."""
    return f"{column} IS {0 if op.get_bind().dialect.name == 'sqlite' else 'false'}"


def _partial_index(name: str, table: str, column: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)

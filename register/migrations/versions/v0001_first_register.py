"""The first register: leads, originals, documents, tasks, moves, outbox, held items, sources, alarms."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, then the triggers that keep the log append-only."""
    _make_leads()
    _make_originals()
    _make_papers()
    _make_outbox()
    _make_held()
    _make_service()
    _make_log()


def _make_leads() -> None:
    op.create_table(
        "lead_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_lead_numbers"),
    )
    op.create_table(
        "leads",
        *_texts("number", "kind", "channel", "stage", "source"),
        *_times("received_at", "registered_at"),
        *_texts("registered_by", "period", "folder", "reason"),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("province", sa.Text()),
        sa.Column("city", sa.Text()),
        *_texts("region", "manager", "whose_reason", "enquiry"),
        sa.Column("first_contact_due", sa.DateTime(timezone=True)),
        *_texts("next_folder"),
        sa.PrimaryKeyConstraint("number", name="pk_leads"),
    )
    op.create_index("ix_leads_stage_number", "leads", ["stage", "number"])
    op.create_index("ix_leads_period_region", "leads", ["period", "region"])
    _partial_index("ix_leads_moving", "leads", ["number"], "next_folder != ''")


def _make_originals() -> None:
    op.create_table(
        "originals",
        sa.Column("id", _SERIAL, nullable=False),
        *_texts("sha256"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        *_texts("name", "channel"),
        *_times("received_at"),
        *_texts("state", "path"),
        sa.Column("lead", sa.Text()),
        sa.Column("reason", sa.Text()),
        *_texts("next_path"),
        sa.PrimaryKeyConstraint("id", name="pk_originals"),
        sa.UniqueConstraint("sha256", name="uq_originals_sha256"),
        sa.ForeignKeyConstraint(["lead"], ["leads.number"], name="fk_originals_lead"),
    )
    op.create_index("ix_originals_state_id", "originals", ["state", "id"])
    op.create_index("ix_originals_lead", "originals", ["lead"])
    _partial_index("ix_originals_unplaced", "originals", ["id"], "next_path != ''")
    op.create_table(
        "sightings",
        sa.Column("id", _SERIAL, nullable=False),
        *_texts("sha256", "source", "place"),
        *_times("seen_at"),
        sa.Column("uidvalidity", sa.BigInteger()),
        sa.Column("uid", sa.BigInteger()),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sightings"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_sightings_sha256"),
    )
    op.create_index("ix_sightings_sha256", "sightings", ["sha256"])
    message, stands = ["source", "place", "uidvalidity", "uid"], "uid IS NOT NULL AND retired_at IS NULL"
    _partial_index("uq_sightings_message", "sightings", message, stands, unique=True)
    op.create_table(
        "readings",
        *_texts("sha256", "message_id", "letter", "judgement"),
        sa.PrimaryKeyConstraint("sha256", name="pk_readings"),
        sa.ForeignKeyConstraint(["sha256"], ["originals.sha256"], name="fk_readings_sha256"),
    )
    op.create_index("ix_readings_message_id", "readings", ["message_id"])


def _make_papers() -> None:
    op.create_table(
        "documents",
        *_texts("lead", "kind"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("language", "path", "sha256"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        *_times("created_at"),
        *_texts("created_by"),
        sa.PrimaryKeyConstraint("lead", "kind", "version", name="pk_documents"),
        sa.ForeignKeyConstraint(["lead"], ["leads.number"], name="fk_documents_lead"),
    )
    op.create_table(
        "tasks",
        sa.Column("id", _SERIAL, nullable=False),
        *_texts("lead", "kind", "owner"),
        *_times("opened_at", "due_at"),
        *_texts("clause"),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.ForeignKeyConstraint(["lead"], ["leads.number"], name="fk_tasks_lead"),
    )
    op.create_index("ix_tasks_lead", "tasks", ["lead"])
    _partial_index("uq_tasks_open", "tasks", ["lead", "kind"], "done_at IS NULL", unique=True)
    _partial_index("ix_tasks_due", "tasks", ["due_at"], "done_at IS NULL")


def _make_outbox() -> None:
    op.create_table(
        "mails",
        *_texts("message_id", "lead", "purpose", "subject", "path", "sha256"),
        *_times("composed_at"),
        sa.PrimaryKeyConstraint("message_id", name="pk_mails"),
    )
    op.create_index("ix_mails_lead", "mails", ["lead"])
    op.create_table(
        "recipients",
        *_texts("message_id", "email", "state"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True)),
        *_texts("answer"),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("message_id", "email", name="pk_recipients"),
        sa.ForeignKeyConstraint(["message_id"], ["mails.message_id"], name="fk_recipients_message_id"),
    )
    op.create_index("ix_recipients_state_next_try", "recipients", ["state", "next_try"])
    op.create_index("ix_recipients_email_settled_at", "recipients", ["email", "settled_at"])


def _make_held() -> None:
    op.create_table(
        "held",
        sa.Column("id", _SERIAL, nullable=False),
        *_texts("subject", "step", "reason"),
        *_times("held_at"),
        *_texts("name"),
        sa.Column("source", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("uidvalidity", sa.BigInteger()),
        sa.Column("uid", sa.BigInteger()),
        sa.Column("retried", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("dropped_at", sa.DateTime(timezone=True)),
        sa.Column("dropped_by", sa.Text()),
        sa.Column("drop_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_held"),
        sa.UniqueConstraint("subject", "step", name="uq_held_subject_step"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_source_place_uidvalidity_uid", "held", ["source", "place", "uidvalidity", "uid"])


def _make_service() -> None:
    op.create_table(
        "sources",
        *_texts("name"),
        sa.Column("last_good_at", sa.DateTime(timezone=True)),
        *_times("last_tried_at"),
        sa.Column("failing_since", sa.DateTime(timezone=True)),
        sa.Column("problem", sa.Text()),
        sa.Column("taken_in", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sources"),
    )
    op.create_table(
        "alarms",
        sa.Column("id", _SERIAL, nullable=False),
        *_texts("key", "words"),
        *_times("raised_at"),
        sa.Column("cleared_at", sa.DateTime(timezone=True)),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )
    _partial_index("uq_alarms_open", "alarms", ["key"], "cleared_at IS NULL", unique=True)


def _make_log() -> None:
    op.create_table(
        "moves",
        sa.Column("id", _SERIAL, nullable=False),
        *_texts("subject", "name", "by", "way"),
        *_times("at"),
        *_texts("before", "after", "detail", "document"),
        sa.PrimaryKeyConstraint("id", name="pk_moves"),
    )
    op.create_index("ix_moves_subject", "moves", ["subject"])
    triggers = _SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_TRIGGERS
    for statement in triggers:
        op.execute(statement)


_REFUSAL = "the log of moves is append-only"

_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
_IS_THERE = "WHEN EXISTS (SELECT 1 FROM moves WHERE id = NEW.id)"

_SQLITE_TRIGGERS = (
    f"CREATE TRIGGER moves_no_update BEFORE UPDATE ON moves {_REFUSE}",
    f"CREATE TRIGGER moves_no_delete BEFORE DELETE ON moves {_REFUSE}",
    # INSERT OR REPLACE deletes without asking the trigger above
    f"CREATE TRIGGER moves_no_replace BEFORE INSERT ON moves {_IS_THERE} {_REFUSE}",
)

_POSTGRESQL_TRIGGERS = (
    "CREATE FUNCTION refuse_change_of_moves() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER moves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON moves"
    " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_moves()",
)


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text(), nullable=False) for name in names)


def _times(*names: str) -> tuple[sa.Column[object], ...]:
    return tuple(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names)


def _partial_index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)

"""A register of an earlier version is upgraded with everything that is in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import MetaData, insert, select

from register import approvals, documents, leads, migration, moves, originals, readings, tasks
from register.database import Register
from sales.approval import Approval
from sales.lead import Lead, Stage
from sales.original import OriginalState
from sales.paper import Move, Task
from tests.register import made
from tests.register.made import NOW, WHY

SHA = made.kept().sha256
DAY = timedelta(days=1)
PAST, FUTURE = NOW - 9_000 * DAY, NOW + 365_000 * DAY  # from whenever the test runs


def overdue_task(lead: Lead) -> Task:
    return made.task(lead.number, due_at=PAST)


def task_to_come(lead: Lead) -> Task:
    return made.task(lead.number, kind="later", due_at=FUTURE)


@pytest.fixture
def filled(register: Register) -> Lead:
    """A lead with its papers, handed out as part 1 did."""
    with register.begin() as c:
        lead = made.add_lead(c, stage=Stage.HANDED_OUT)
        made.take_in(c)
        readings.save(c, SHA, made.letter(), made.judgement())
        originals.settle(c, SHA, OriginalState.REGISTERED, reason=WHY, next_path="there", lead=lead.number)
        originals.placed(c, SHA, "there")
        documents.add_version(c, made.version(lead.number))
        tasks.open_task(c, overdue_task(lead))
        tasks.open_task(c, task_to_come(lead))
        moves.log(c, Move(lead.number, "register", "leadwright", "service", NOW, after=Stage.REGISTERED))
    return lead


@pytest.fixture
def old(
    register: Register, filled: Lead, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Register]:
    """A register of version 0001 that holds the same rows, as far as it had their columns."""
    if "sqlite" in empty_database_url:
        empty_database_url = empty_database_url.replace("register.db", "old.db")
    old = Register(empty_database_url)
    with monkeypatch.context() as earlier:
        earlier.setattr(migration, "HEAD", "0001")
        old.upgrade()
    tables = MetaData()
    with old.begin() as to, register.read() as c:
        tables.reflect(to)
        for table in tables.sorted_tables:
            if table.name != "alembic_version" and (rows := c.execute(select(table)).mappings().all()):
                to.execute(insert(table), [dict(row) for row in rows])
    yield old
    old.close()


def test_a_register_of_part_1_says_the_same_after_the_upgrade(
    register: Register, old: Register, filled: Lead
) -> None:
    old.upgrade()
    old.check()
    for c in (register.read(), old.read()):
        with c as each:
            assert leads.lead(each, filled.number) == filled
            assert [original.path for original in originals.listing(each)] == ["there"]
            assert readings.letter(each, SHA) == made.letter()
            assert documents.versions(each, filled.number) == [made.version(filled.number)]
            assert [move.name for move in moves.moves(each, filled.number)] == ["register"]


def test_nothing_of_before_the_upgrade_waits_to_be_told_or_answered(old: Register, filled: Lead) -> None:
    old.upgrade()
    with old.begin() as c:
        assert leads.unannounced(c, 9) == []
        assert originals.unanswered(c, 9) == []
        approvals.ask(c, Approval(filled.number, Stage.SIGNING, "zhao", (), "0" * 64, NOW))
        assert [each.person for each in approvals.open_of(c, filled.number)] == ["zhao"]


def test_a_task_of_before_the_upgrade_calls_when_it_is_due_unless_it_was_overdue(
    old: Register, filled: Lead
) -> None:
    """An upgrade that sends a mail for every task that is long overdue would be no help."""
    old.upgrade()
    with old.read() as c:
        overdue, to_come = tasks.tasks(c, lead=filled.number)
    assert overdue == overdue_task(filled)
    assert to_come == replace(task_to_come(filled), calls=1, next_call_at=FUTURE)

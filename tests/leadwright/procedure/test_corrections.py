"""Corrections in the midst of the procedure: who is told anew, and what stays as it is (P4.4)."""

from __future__ import annotations

import pytest

from leadwright.correct import correct
from register import approvals, leads
from sales.approval import Approval
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.people import Role
from sales.process import ENDS, OPEN, TURNS
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk
from tests.leadwright.procedure.acting import NUMBER, STAFF, add, ask, file

S = Stage
MANAGERS = [stage for stage in OPEN if TURNS[stage].role is Role.MANAGER and stage is not S.HANDED_OUT]
OTHERS_TURN = [stage for stage in (*OPEN, *ENDS[:3]) if TURNS[stage].role is not Role.MANAGER]


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """Return a desk with a lead of 李明's."""
    desk = new_desk(people=STAFF)
    add(desk)
    return desk


def asked(desk: Desk) -> list[Approval]:
    with desk.tools.register.read() as c:
        return approvals.open_of(c, NUMBER)


@pytest.mark.parametrize("stage", MANAGERS)
def test_another_manager_is_told_in_the_stage_that_the_lead_has_reached(desk: Desk, stage: Stage) -> None:
    """P2.1: what was done stays done; the task and the question of the former manager are over."""
    ask(desk, stage, "li")
    correct(desk.tools, NUMBER, {"region": "华北"}, "wang")
    assert (desk.lead().stage, desk.lead().whose.manager) == (stage, "sun")
    assert not desk.lead().is_announced
    assert not desk.tasks()
    assert not asked(desk)


@pytest.mark.parametrize("stage", OTHERS_TURN)
def test_nobody_is_told_anew_where_it_is_not_the_managers_turn(desk: Desk, stage: Stage) -> None:
    ask(desk, stage, "zhao")
    correct(desk.tools, NUMBER, {"region": "华北"}, "wang")
    assert (desk.lead().stage, desk.lead().whose.manager) == (stage, "sun")
    assert desk.lead().is_announced
    assert desk.tasks()
    assert asked(desk)


def test_a_lead_that_was_only_handed_out_is_handed_out_again(desk: Desk) -> None:
    """The code of the mail to the former manager makes no move any more."""
    ask(desk, S.HANDED_OUT, "li")
    correct(desk.tools, NUMBER, {"manager": "sun"}, "wang")
    assert desk.lead().stage is S.REGISTERED
    assert not asked(desk)


@pytest.mark.parametrize("stage", [S.HANDED_OUT, S.PROPOSING])
def test_another_quantity_troubles_nobody(desk: Desk, stage: Stage) -> None:
    ask(desk, stage, "li")
    correct(desk.tools, NUMBER, {"quantity": "3 台"}, "wang")
    assert (desk.lead().stage, desk.lead().is_announced) == (stage, True)
    assert desk.tasks()
    assert asked(desk)


def test_what_is_no_lead_after_all_can_not_be_decided_on(desk: Desk) -> None:
    ask(desk, S.REVIEWING, "zhao", file(desk, DocumentKind.QUOTE, total="100"))
    correct(desk.tools, NUMBER, {"kind": "spam"}, "wang")
    assert desk.lead().stage is S.CLOSED
    assert not asked(desk)
    assert not desk.tasks()


def test_what_is_closed_while_its_turn_has_still_to_be_told_is_told_to_nobody(desk: Desk) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=S.ASSESSING, is_announced=False)
    correct(desk.tools, NUMBER, {"kind": "spam"}, "wang")
    with desk.tools.register.read() as c:
        assert leads.unannounced(c, 10) == []


def test_an_address_for_the_customer_lets_the_approved_quote_leave(desk: Desk) -> None:
    """P4.1: the coordinator, who was to print it, need not any more."""
    ask(desk, S.APPROVED, "wang")
    correct(desk.tools, NUMBER, {"email": "zhang@customer.example"}, "wang")
    assert desk.lead().stage is S.APPROVED
    assert not desk.lead().is_announced
    assert not desk.tasks()

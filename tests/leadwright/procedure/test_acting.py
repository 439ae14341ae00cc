"""Moves of the procedure on a real register: what they change, what they log, and who is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256 as sha256_of

import pytest

from leadwright.procedure import papers
from leadwright.procedure.acting import Acted, Attempt, act
from register import approvals, documents, leads, tasks
from sales.approval import Approval, Paper
from sales.judgement import Verdict
from sales.lead import Stage
from sales.paper import DocumentKind, Task, Version
from sales.words import Failure, Language, Refused
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk
from tests.office import PEOPLE, mail

NUMBER = "LW-2026-00001"


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """Return a desk with a lead that was handed to 李明."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.register_mails(mail("询价", "江苏省苏州市，需要两台焊接操作机，请报价。"))
    return desk


def make(desk: Desk, move: str, by: str, **said: str) -> Acted:
    """Make a move as the command would."""
    with desk.tools.register.begin() as c:
        return act(desk.tools, c, Attempt(NUMBER, move, by, "command", said, "b" * 64))


def file(desk: Desk, kind: DocumentKind, **said: str) -> Paper:
    """File the next version of a paper that says this, and return it."""
    with desk.tools.register.begin() as c:
        number = documents.next_version(c, NUMBER, kind)
        sha256 = sha256_of(f"{kind}{number}".encode()).hexdigest()
        made = (f"{kind}-v{number}.docx", sha256, 1, desk.tools.now(), "li")
        papers.filed(c, Version(NUMBER, kind, number, Language.ZH, *made, said), desk.tools.now())
    return Paper(kind, number, sha256)


def ask(desk: Desk, stage: Stage, person: str, *asked: Paper) -> int:
    """Bring the lead to a stage where somebody is asked about papers; return the question's number."""
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage, is_announced=True)
        code = sha256_of(f"{stage}{person}{desk.tools.now()}".encode()).hexdigest()
        approvals.ask(c, Approval(NUMBER, stage, person, asked, code, desk.tools.now()))
        return approvals.open_of(c, NUMBER)[-1].id


def in_signing(desk: Desk) -> None:
    """Bring the lead to where the director is asked to sign the request."""
    ask(desk, Stage.SIGNING, "zhao", file(desk, DocumentKind.PROPOSAL_REQUEST, background="扩产"))


def test_a_move_leads_on_and_is_logged_with_who_when_how_and_on_what(desk: Desk) -> None:
    acted = make(desk, "contact", "li", note="已通话")
    assert acted.after.stage is desk.lead().stage is Stage.ASSESSING
    assert not desk.lead().is_announced
    made = desk.moves()[-1]
    assert (made.name, made.by, made.way, made.before, made.after) == (
        *("contact", "li", "command"),
        *(Stage.HANDED_OUT, Stage.ASSESSING),
    )
    assert (made.detail, made.document) == ({"note": "已通话"}, "b" * 64)


def test_the_task_of_the_stage_that_is_left_is_done(desk: Desk) -> None:
    make(desk, "contact", "li", note="已通话")
    with desk.tools.register.read() as c:
        assert tasks.tasks(c, lead=NUMBER) == []


@pytest.mark.parametrize(
    ("move", "by", "said", "reason"),
    [
        ("contact", "sun", {"note": "x"}, "孙丽不能对 LW-2026-00001 做“已联系客户”"),
        ("contact", "li", {}, "须写明联系情况。邮件请回复“已联系客户：联系情况”，命令请加 --set note=…"),
        ("contact", "li", {"note": "  "}, "须写明联系情况"),
        ("approve", "zhao", {}, "现为“已分发”，不能做 approve；现在可以：contact, "),
        ("contact", "nobody", {"note": "x"}, "没有编号为“nobody”的人员"),
    ],
)
def test_what_may_not_be_is_refused_and_changes_nothing(
    desk: Desk, move: str, by: str, said: dict[str, str], reason: str
) -> None:
    before = desk.lead(), desk.moves()
    with pytest.raises(Failure) as refused:
        make(desk, move, by, **said)
    assert reason in refused.value.words.zh
    assert (desk.lead(), desk.moves()) == before


def test_a_decision_is_noted_with_its_question_and_can_not_be_made_again(desk: Desk) -> None:
    """I11: what was decided stays decided."""
    in_signing(desk)
    make(desk, "sign", "zhao", remark="同意")
    with desk.tools.register.read() as c:
        (asked,) = approvals.approvals_of(c, NUMBER)
    assert (asked.verdict, asked.by, asked.way, asked.remark) == (Verdict.APPROVE, "zhao", "command", "同意")
    with pytest.raises(Refused):
        make(desk, "return-request", "zhao")


def test_papers_that_changed_can_not_be_approved_by_the_old_question(desk: Desk) -> None:
    """I11: any change makes it void."""
    in_signing(desk)
    with desk.tools.register.begin() as c:
        approvals.void_all(c, NUMBER, desk.tools.now())
    with pytest.raises(Refused, match="papers have changed"):
        make(desk, "sign", "zhao")
    assert desk.lead().stage is Stage.SIGNING


def test_dropping_a_lead_leaves_nothing_to_decide_and_tells_nobody(desk: Desk) -> None:
    in_signing(desk)
    make(desk, "drop", "zhao", reason="客户取消项目")
    with desk.tools.register.read() as c:
        assert not approvals.open_of(c, NUMBER)
    assert desk.lead().is_announced


def test_a_clock_stops_while_the_customer_is_waited_for_and_goes_on(desk: Desk) -> None:
    now = desk.tools.now()
    with desk.tools.register.begin() as c:
        tasks.close_all(c, NUMBER, now)
        tasks.open_task(c, Task(NUMBER, "assessing", "li", now, now + timedelta(days=3), "P2.3"))
    make(desk, "pause", "li", reason="等图纸")
    with pytest.raises(Refused, match="nothing to pause"):
        make(desk, "pause", "li", reason="等图纸")
    make(desk, "resume", "li")
    with desk.tools.register.read() as c:
        (task,) = tasks.tasks(c, lead=NUMBER)
    assert task.paused_at is None
    assert desk.lead() == replace(desk.lead(), stage=Stage.HANDED_OUT)

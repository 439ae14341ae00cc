"""Moves of the procedure on a real register: what they change, what they log, and who is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from leadwright.procedure import papers
from leadwright.procedure.acting import Acted, Attempt, act
from leadwright.procedure.turns.ways import Answerer
from register import approvals, held, leads, tasks
from sales.approval import Paper
from sales.importance import importance_said
from sales.judgement import Kind, Verdict
from sales.lead import Stage
from sales.paper import DocumentKind, Task
from sales.process import MOVES
from sales.words import Failure, Refused, Words
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk
from tests.leadwright.procedure.acting import NUMBER, STAFF, add, ask, file

S, D = Stage, DocumentKind


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """Return a desk with a lead that was handed to 李明."""
    desk = new_desk(people=STAFF)
    add(desk)
    return desk


def make(desk: Desk, move: str, by: str, /, document: str = "", approval: int = 0, **said: Any) -> Acted:
    """Make a move as the command would."""
    with desk.tools.register.begin() as c:
        return act(desk.tools, c, Attempt(NUMBER, move, by, "command", said, document, approval))


def in_stage(desk: Desk, stage: Stage, **fields: object) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage, **fields)


def in_signing(desk: Desk) -> int:
    """Bring the lead to where the director is asked to sign the request."""
    return ask(desk, S.SIGNING, "zhao", file(desk, D.PROPOSAL_REQUEST, background="扩产"))


def refused(desk: Desk, move: str, by: str, /, **said: Any) -> Words:
    """Return the words with which a move is refused, which changes nothing."""
    before = desk.lead(), desk.moves(), desk.tasks()
    with pytest.raises(Failure) as refusal:
        make(desk, move, by, **said)
    assert (desk.lead(), desk.moves(), desk.tasks()) == before
    return refusal.value.words


def test_a_move_leads_on_and_is_logged_with_who_when_how_and_on_what(desk: Desk) -> None:
    acted = make(desk, "contact", "li", document="b" * 64, note="已通话")
    assert acted.after.stage is desk.lead().stage is S.ASSESSING
    assert not desk.lead().is_announced
    made = desk.moves()[-1]
    assert (made.name, made.by, made.way, made.before, made.after) == (
        *("contact", "li", "command"),
        *(S.HANDED_OUT, S.ASSESSING),
    )
    assert (made.detail, made.document) == ({"note": "已通话"}, "b" * 64)


def test_the_task_of_the_stage_that_is_left_is_done(desk: Desk) -> None:
    make(desk, "contact", "li", note="已通话")
    assert desk.tasks() == []


@pytest.mark.parametrize(
    ("stage", "move", "by", "said", "zh", "en"),
    [
        (
            *(S.HANDED_OUT, "contact", "sun", {"note": "x"}),
            "孙丽不能对 LW-2026-00001 做“已联系客户”（P2.1）：须由业务经理或业务主管办理。"
            "可以办理的：王芳（wang）、李明（li）。",
            '孙丽 may not do "the customer was contacted" on LW-2026-00001 (P2.1): it is for the '
            "regional manager or the sales coordinator to do. Who may: 王芳 (wang), 李明 (li).",
        ),
        (
            *(S.HANDED_OUT, "contact", "li", {"note": "  "}),
            "“已联系客户”须写明联系情况。邮件请回复“已联系客户：联系情况”，命令请加 --set note=…。",
            'To "the customer was contacted", say what was said: answer the mail with "customer contacted: '
            'what was said", or add --set note=… to the command.',
        ),
        (
            *(S.HANDED_OUT, "transfer", "wang", {}),
            "“申请转交其他事业部”须写明事业部、原因。邮件请回复“转交 事业部：原因”，"
            "命令请加 --set division=… --set reason=…。",
            'To "propose the transfer to another division", say the division and the reason: answer the mail '
            'with "transfer to the division: the reason", or add --set division=… --set reason=… to the '
            "command.",
        ),
        (
            *(S.UNCLEAR, "stay-out", "zhao", {}),
            "“不参与”须写明原因。邮件请回复“不同意，原因”，命令请加 --set reason=…。",
            'To "stay out", say the reason: answer the mail with "rejected, the reason", or add --set '
            "reason=… to the command.",
        ),
        (
            *(S.ASSESSING, "offer-reference", "li", {"reference": "自动焊"}),
            "没有参考方案“自动焊”。现有：（无）。",
            'There is no reference proposal "自动焊". There are: none.',
        ),
        (
            *(S.ASSESSING, "request", "li", {}),
            "“提交方案申请”须交表：请填好《项目信息及方案申请表》，作为邮件附件寄回或放入表格文件夹；"
            "命令请加 --file。",
            'To "request the proposal", hand in the form: fill in the "Project information and proposal '
            'request" and send it back by mail, drop it into the forms folder, or name it by --file in the '
            "command.",
        ),
        (
            *(S.ASSESSING, "approve", "zhao", {}),
            "LW-2026-00001 现为“评估中”，不能做 approve；现在可以：ask-director、",
            'LW-2026-00001 is "being assessed": approve can\'t be done now. What can be done: ask-director, ',
        ),
        (
            *(S.HANDED_OUT, "contact", "nobody", {"note": "x"}),
            "设置中没有编号为“nobody”的人员（--by）；已有：wang、li、zhao、sun、",
            'The settings have no person "nobody" (--by); they have: wang, li, zhao, sun, ',
        ),
        (
            *(S.HANDED_OUT, "contact", "li", {"note": "x", "importance": "A"}),
            "重要程度在“参与”或“提交方案申请”时写明，此处不能写",
            "the importance is said with taking part (take-part) or with the request, and not here",
        ),
        (
            *(S.UNCLEAR, "take-part", "zhao", {"importance": "高"}),
            "重要程度只能是 A、B 或 C，不能是“高”",
            'the importance is A, B or C, and can\'t be "高"',
        ),
        (
            *(S.HANDED_OUT, "correct", "wang", {}),
            "没有写要更正什么。请用 --set 名称=内容，如 --set region=华东；可以更正：",
            "Nothing to correct is named. Write --set field=value, e.g. --set region=华东. Known: ",
        ),
        (
            *(S.QUOTED, "pause", "li", {"reason": "等图纸"}),
            "LW-2026-00001 没有正在计时的任务，无需暂停",
            "no clock of LW-2026-00001 runs: nothing to pause",
        ),
        (
            *(S.HANDED_OUT, "resume", "li", {}),
            "LW-2026-00001 没有暂停，无需恢复",
            "LW-2026-00001 is not paused: nothing to resume",
        ),
    ],
)
def test_what_may_not_be_is_refused_and_changes_nothing(
    desk: Desk, stage: Stage, move: str, by: str, said: dict[str, Any], zh: str, en: str
) -> None:
    in_stage(desk, stage)
    if stage is S.QUOTED:
        with desk.tools.register.begin() as c:
            tasks.close_all(c, NUMBER, desk.tools.now())
    words = refused(desk, move, by, **said)
    assert words.zh.startswith(zh)
    assert words.en.startswith(en)


def test_a_lead_that_there_is_not_is_named(desk: Desk) -> None:
    with desk.tools.register.begin() as c, pytest.raises(Failure) as failure:
        act(desk.tools, c, Attempt("LW-2026-00009", "contact", "li", "command"))
    assert "There is no lead LW-2026-00009" in failure.value.words.en
    assert "没有登记号 LW-2026-00009" in failure.value.words.zh


def test_every_move_that_needs_words_says_how_they_are_said() -> None:
    """Either by a line of its own, or with the no that it is."""
    needing = [rule for rule in MOVES if rule.needs]
    assert all(rule.say or (rule.verdict is Verdict.REJECT and len(rule.needs) == 1) for rule in needing)


OVER = Words(
    "LW-2026-00001：此事已经决定，或文件有改动、正在重新送审，请以最新的邮件为准",
    "LW-2026-00001: it was decided already, or its papers have changed and are being sent anew; go by the "
    "newest mail",
)


def test_a_decision_is_noted_with_its_question_and_its_paper_and_can_not_be_made_again(desk: Desk) -> None:
    """I11: what was decided stays decided, whoever answers the same question."""
    asked_as = in_signing(desk)
    make(desk, "sign", "zhao", remark="同意")
    with desk.tools.register.read() as c:
        (asked,) = approvals.approvals_of(c, NUMBER)
    assert (asked.verdict, asked.by, asked.way, asked.remark) == (Verdict.APPROVE, "zhao", "command", "同意")
    assert desk.moves()[-1].document == asked.papers[0].sha256
    assert "不能做 return-request" in refused(desk, "return-request", "zhao").zh
    in_stage(desk, S.SIGNING)
    assert refused(desk, "sign", "zhao") == OVER
    with pytest.raises(Refused):
        make(desk, "sign", "zhao", approval=asked_as)


def test_papers_that_changed_can_not_be_approved_by_the_old_question(desk: Desk) -> None:
    """I11: any new version makes what was asked about the old one void, and whose turn it is is told."""
    in_signing(desk)
    file(desk, D.PROPOSAL_REQUEST, background="搬迁")
    assert not desk.lead().is_announced
    with desk.tools.register.read() as c:
        assert approvals.open_of(c, NUMBER) == []
    assert refused(desk, "sign", "zhao") == OVER


def test_what_was_never_written_can_not_be_decided_on(desk: Desk) -> None:
    """A quote leaves only as the file that the director approved, so there has to be one."""
    ask(desk, S.REVIEWING, "zhao", file(desk, D.PROPOSAL, line="1"))
    words = refused(desk, "approve", "zhao")
    assert words.zh == "LW-2026-00001 还没有《报价单》，无从决定：请等它生成并送审"
    assert words.en.startswith('LW-2026-00001 has no "Quotation" yet to decide on')


def test_a_question_about_another_version_than_the_newest_decides_nothing(desk: Desk) -> None:
    """Should it ever be open beside a newer paper."""
    older = file(desk, D.PROPOSAL_REQUEST, background="扩产")
    file(desk, D.PROPOSAL_REQUEST, background="搬迁")
    ask(desk, S.SIGNING, "zhao", older)
    assert refused(desk, "sign", "zhao") == OVER


def test_a_request_for_staff_that_comes_while_the_director_signs_is_signed_with_it(desk: Desk) -> None:
    in_signing(desk)
    staff = file(desk, D.DISPATCH_REQUEST, purpose="现场勘查")
    make(desk, "request-staff", "li", document=staff.sha256)
    assert desk.lead().stage is S.SIGNING
    assert not desk.lead().is_announced
    assert refused(desk, "sign", "zhao") == OVER
    with desk.tools.register.read() as c:
        request = papers.latest(c, NUMBER)[D.PROPOSAL_REQUEST]
    ask(desk, S.SIGNING, "zhao", Paper.of(request), staff)
    make(desk, "sign", "zhao")
    assert desk.lead().stage is S.REQUESTED


def test_an_answer_decides_the_question_that_it_answers(desk: Desk) -> None:
    """Of two that were asked, each has their own; the other's is void then."""
    request = file(desk, D.PROPOSAL_REQUEST, background="扩产")
    ask(desk, S.SIGNING, "zhao", request)
    pinned = ask(desk, S.SIGNING, "qian", request)
    make(desk, "sign", "zhao", approval=pinned)
    with desk.tools.register.read() as c:
        first, second = approvals.approvals_of(c, NUMBER)
    assert (first.verdict, second.verdict, second.by) == (None, Verdict.APPROVE, "zhao")
    assert first.void_at


def test_whoever_decides_without_a_code_decides_their_own_question(desk: Desk) -> None:
    request = file(desk, D.PROPOSAL_REQUEST, background="扩产")
    ask(desk, S.SIGNING, "qian", request)
    ask(desk, S.SIGNING, "zhao", request)
    make(desk, "sign", "zhao")
    with desk.tools.register.read() as c:
        assert [each.person for each in approvals.approvals_of(c, NUMBER) if each.decided_at] == ["zhao"]


def test_a_form_makes_its_move_as_the_version_that_was_just_filed(desk: Desk) -> None:
    older = file(desk, D.PROPOSAL_REQUEST, background="扩产")
    newer = file(desk, D.PROPOSAL_REQUEST, background="搬迁")
    with pytest.raises(Refused, match="hand in the form"):
        make(desk, "request", "li", document=older.sha256)
    make(desk, "request", "li", document=newer.sha256, importance="B")
    assert (desk.lead().stage, desk.lead().importance) == (S.SIGNING, "B")


@pytest.mark.parametrize("stage", [S.APPROVED, S.QUOTED])
@pytest.mark.parametrize(("by", "to"), [("li", S.REVIEWING), ("wang", S.CONFIRMING)])
def test_a_revised_quote_is_simply_sent_in(desk: Desk, stage: Stage, by: str, to: Stage) -> None:
    """P3.6: the director approves it anew; what the coordinator prepares, the manager confirms first."""
    in_stage(desk, stage)
    quote = file(desk, D.QUOTE, total="100")
    make(desk, "requote" if by == "li" else "prepare-requote", by, document=quote.sha256)
    assert desk.lead().stage is to
    assert not desk.lead().is_announced


@pytest.mark.parametrize("stage", [S.COSTING, S.PRICING, S.APPROVED, S.QUOTED])
def test_a_revised_proposal_is_simply_sent_in_and_costs_are_given_anew(desk: Desk, stage: Stage) -> None:
    in_stage(desk, stage)
    make(desk, "repropose", "tang", document=file(desk, D.PROPOSAL, line="1").sha256)
    assert desk.lead().stage is S.COSTING


@pytest.mark.parametrize(
    ("said", "importance"),
    [
        ({}, "C"),
        ({"importance": "A"}, "A"),
        ({"remark": "重要程度A"}, "A"),
        ({"remark": "A类"}, "A"),
        ({"remark": "class B"}, "B"),
        ({"remark": "importance: B"}, "B"),
        ({"remark": "A 类或 B 类"}, "C"),
        ({"remark": "class a welders wanted"}, "C"),
    ],
)
def test_the_director_says_how_important_it_is(desk: Desk, said: dict[str, Any], importance: str) -> None:
    """P2.2: in a field, or in the words after the yes; what is not said stays as it was."""
    in_stage(desk, S.UNCLEAR, importance="C")
    ask(desk, S.UNCLEAR, "zhao", file(desk, D.REGISTRATION))
    make(desk, "take-part", "zhao", **said)
    assert (desk.lead().stage, desk.lead().importance) == (S.ASSESSING, importance)


def test_who_is_asked_whether_to_take_part_is_told_that_it_can_be_said(desk: Desk) -> None:
    in_stage(desk, S.UNCLEAR)
    director = desk.tools.territory.person("zhao")
    assert director is not None
    yes, no = Answerer(desk.tools, desk.lead(), director, director).verdicts()
    assert yes.words == "同意（可另写重要程度，如：A 类）"
    assert no.words == "不同意（须写明原因）"


def test_other_moves_read_no_importance_out_of_a_remark() -> None:
    assert importance_said("approve", {"remark": "A 类"}) == ""


def test_dropping_a_lead_leaves_nothing_to_decide_and_tells_nobody(desk: Desk) -> None:
    in_signing(desk)
    make(desk, "drop", "zhao", reason="客户取消项目")
    with desk.tools.register.read() as c:
        assert not approvals.open_of(c, NUMBER)
    assert desk.lead().is_announced


def test_what_was_closed_and_is_taken_up_again_is_a_lead(desk: Desk) -> None:
    in_stage(desk, S.CLOSED, kind=Kind.SPAM)
    make(desk, "reopen", "wang", reason="客户来电")
    assert (desk.lead().stage, desk.lead().kind) == (S.ASSESSING, Kind.LEAD)


def test_a_clock_stops_while_the_customer_is_waited_for_and_goes_on(desk: Desk) -> None:
    now = desk.tools.now()
    with desk.tools.register.begin() as c:
        tasks.close_all(c, NUMBER, now)
        tasks.open_task(c, Task(NUMBER, "assessing", "li", now, now + timedelta(days=3), "P2.3"))
    make(desk, "pause", "li", reason="等图纸")
    assert "无需暂停" in refused(desk, "pause", "li", reason="等图纸").zh
    make(desk, "resume", "li")
    (task,) = desk.tasks()
    assert task.paused_at is None
    assert desk.lead().stage is S.HANDED_OUT


def test_a_move_lets_an_announcement_that_was_held_try_again(desk: Desk) -> None:
    """A person has done something about it."""
    with desk.tools.register.begin() as c:
        held.hold(c, NUMBER, leads.ANNOUNCE, OVER, desk.tools.now())
        held.hold(c, NUMBER, leads.MOVE, OVER, desk.tools.now())
    make(desk, "contact", "li", note="已通话")
    assert [each.step for each in desk.held()] == [leads.MOVE]


def test_of_two_who_make_the_same_move_at_once_one_makes_it(desk: Desk) -> None:
    """A mail and a command, say: the service and the command are two programs."""
    made, start = list[str](), Barrier(4)

    def attempt() -> None:
        start.wait()
        with suppress(Refused):
            made.append(make(desk, "contact", "li", note="已通话").rule.name)

    threads = [Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [move.name for move in desk.moves()] == ["contact"]


def test_a_correction_is_made_like_any_move(desk: Desk) -> None:
    acted = make(desk, "correct", "wang", quantity="3 台")
    quantity = desk.lead().enquiry.quantity
    assert acted.after == desk.lead()
    assert quantity is not None
    assert quantity.value == "3 台"
    assert (desk.moves()[-1].name, desk.moves()[-1].way) == ("correct", "command")

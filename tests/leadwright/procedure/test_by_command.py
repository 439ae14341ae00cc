"""What is done at the command line is checked like what comes by mail, and its papers stay with the lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadwright import writing
from leadwright.demo.word import fill_in
from leadwright.procedure.acting import Attempt
from leadwright.procedure.by_command import BROKEN_OFF, Done, act_by_command
from register import approvals, documents, leads
from sales.approval import Approval, Paper
from sales.lead import Stage
from sales.original import OriginalState
from sales.paper import DocumentKind, Version
from sales.words import Failure, Refused
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk
from tests.leadwright.procedure.forms.test_returning import COMPLETE, TECHNICAL
from tests.office import mail

NUMBER = "LW-2026-00001"
REQUEST = DocumentKind.PROPOSAL_REQUEST


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with a lead that is handed out to 李明, and the request that he is to fill in."""
    desk = new_desk(extra=OTHERS + TECHNICAL)
    desk.register_mails(mail())
    if REQUEST not in [each.kind for each in versions(desk)]:
        writing.write_anew(desk.tools, REQUEST, NUMBER, "wang")
    return desk


def versions(desk: Desk) -> list[Version]:
    with desk.tools.register.read() as c:
        return documents.versions(c, NUMBER)


def act(desk: Desk, move: str, by: str, *files: Path, **said: str) -> Done:
    return act_by_command(desk.tools, Attempt(NUMBER, move, by, "command", said), files)


def request(desk: Desk, folder: Path, **written: str) -> Path:
    """Return the request, filled in, as a file of this folder."""
    newest = [each for each in versions(desk) if each.kind == REQUEST][-1]
    file = folder / "申请表.docx"
    file.write_bytes(fill_in(desk.bytes_of(newest.path), COMPLETE | written))
    return file


def joined(desk: Desk) -> list[str]:
    """Return the names of what was laid beside the lead's first mail."""
    return [
        each.name for each in desk.originals() if (each.state, each.lead) == (OriginalState.JOINED, NUMBER)
    ]


def test_a_move_is_made_and_logged_as_one_by_command(desk: Desk) -> None:
    done = act(desk, "contact", "li", note="需要两台")
    assert (done.before.stage, done.after.stage) == (Stage.HANDED_OUT, Stage.ASSESSING)
    made = desk.moves()[-1]
    assert (made.name, made.by, made.way, made.detail["note"]) == ("contact", "li", "command", "需要两台")


def test_a_paper_that_goes_with_a_move_is_kept_with_the_lead(desk: Desk, tmp_path: Path) -> None:
    note = tmp_path / "电话记录.txt"
    note.write_text("用户说需要两台", "utf-8")
    act(desk, "contact", "li", note, note="需要两台")
    desk.work("place")
    assert joined(desk) == ["电话记录.txt"]
    (original,) = [each for each in desk.originals() if each.name == "电话记录.txt"]
    assert "/correspondence/" in original.path
    laid = next(move for move in desk.moves() if move.detail.get("sha256") == original.sha256)
    assert (laid.name, laid.by, laid.way) == ("joined", "li", "command")
    assert original.path in desk.files()
    assert desk.held() == []


def test_the_form_that_makes_the_move_is_taken_as_one_that_comes_back(desk: Desk, tmp_path: Path) -> None:
    done = act(desk, "request", "li", request(desk, tmp_path))
    newest = versions(desk)[-1]
    assert (newest.kind, newest.created_by, newest.said["proposal_kind"]) == (REQUEST, "li", "full")
    made = next(move for move in desk.moves() if move.name == "request")
    assert (made.way, made.document) == ("command", newest.sha256)
    assert done.after.stage is Stage.SIGNING
    assert joined(desk) == ["申请表.docx"]


def test_what_is_wrong_in_the_form_is_said_at_once_and_mailed_to_nobody(desk: Desk, tmp_path: Path) -> None:
    mails = len(desk.outgoing())
    with pytest.raises(Refused) as refused:
        act(desk, "request", "li", request(desk, tmp_path, background="", wanted_by="2026-02-30"))
    said = refused.value.words
    assert said.zh.startswith("《项目信息及方案申请表》未采用：")
    assert "项目背景" in said.zh
    assert "2026-02-30" in said.zh
    assert desk.lead().stage is Stage.HANDED_OUT
    assert len(desk.outgoing()) == mails
    assert (joined(desk), desk.held()) == (["申请表.docx"], [])


def test_a_form_that_was_put_right_is_taken_after_it_was_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        act(desk, "request", "li", request(desk, tmp_path, background=""))
    assert act(desk, "request", "li", request(desk, tmp_path)).after.stage is Stage.SIGNING


def test_a_form_of_another_lead_makes_no_move(desk: Desk, tmp_path: Path) -> None:
    desk.receive(
        mail("询价二", "另一台焊机", sender="赵工 <zhao@other.example>", message_id="<2@other.example>")
    )
    desk.work()
    with pytest.raises(Refused, match=f"is a form of {NUMBER}"):
        attempt = Attempt("LW-2026-00002", "request", "wang", "command")
        act_by_command(desk.tools, attempt, [request(desk, tmp_path)])
    assert desk.lead("LW-2026-00002").stage is not Stage.SIGNING


def test_the_form_says_it_all(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="leave out --set"):
        act(desk, "request", "li", request(desk, tmp_path), importance="A")
    assert desk.lead().stage is Stage.HANDED_OUT


def test_a_decision_by_command_answers_what_was_asked(desk: Desk) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.UNCLEAR)
        approvals.void_all(c, NUMBER, desk.tools.now())
        version = next(each for each in documents.versions(c, NUMBER) if each.kind == "registration")
        paper = Paper(version.kind, version.version, version.sha256)
        approvals.ask(c, Approval(NUMBER, Stage.UNCLEAR, "zhao", (paper,), "0" * 64, desk.tools.now()))
    done = act(desk, "take-part", "zhao", remark="重点跟进", importance="A")
    assert (done.after.stage, done.after.importance) == (Stage.ASSESSING, "A")
    with desk.tools.register.read() as c:
        decided = approvals.approvals_of(c, NUMBER)[-1]
    assert (decided.by, decided.way, decided.remark) == ("zhao", "command", "重点跟进")


@pytest.mark.parametrize(
    ("move", "by", "said", "why"),
    [
        ("approve", "zhao", {}, "can't be done now. What can be done: contact,"),
        ("contact", "sun", {"note": "x"}, "孙丽 may not"),
        ("contact", "nobody", {"note": "x"}, 'no person "nobody"'),
        ("contact", "", {"note": "x"}, "Say so by --by; .* is for .*li"),
        ("contact", "li", {"nota": "x"}, "--set nota: .* It takes: note"),
        ("contact", "li", {}, "--set note="),
        ("request", "li", {}, "--file"),
    ],
)
def test_what_may_not_be_or_lacks_something_is_refused_with_the_reason(
    desk: Desk, move: str, by: str, said: dict[str, str], why: str
) -> None:
    before = desk.lead()
    with pytest.raises(Failure, match=why):
        act(desk, move, by, **said)
    assert desk.lead() == before


def test_a_slip_takes_in_no_file(desk: Desk, tmp_path: Path) -> None:
    note = tmp_path / "记录.txt"
    note.write_text("记录", "utf-8")
    with pytest.raises(Refused):
        act(desk, "approve", "zhao", note)
    assert joined(desk) == []


class Killed(BaseException):
    """Nothing of the program runs after it."""


def test_a_paper_of_a_command_that_was_killed_is_held_until_the_command_is_given_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I2: it is neither lost nor a lead of its own."""

    def killed(*_: object) -> None:
        raise Killed

    note = tmp_path / "记录.txt"
    note.write_text("用户说需要两台", "utf-8")
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(desk.tools.reader, "read_and_judge", killed)
        act(desk, "contact", "li", note, note="需要两台")
    desk.work()
    assert [item.reason for item in desk.held()] == [BROKEN_OFF]
    assert desk.lead().stage is Stage.HANDED_OUT
    act(desk, "contact", "li", note, note="需要两台")
    assert (joined(desk), desk.held(), len(desk.leads())) == (["记录.txt"], [], 1)


def test_a_file_that_came_in_before_is_said_to_stay_where_it_is(desk: Desk, tmp_path: Path) -> None:
    """I2: its bytes are one original."""
    again = tmp_path / "again.eml"
    again.write_bytes(mail())
    done = act(desk, "contact", "li", again, note="需要两台")
    assert [words.zh for words in done.remarks] == [f"again.eml 已在 {NUMBER} 中。"]
    assert joined(desk) == []


def test_a_form_that_is_no_part_of_the_move_is_filed_and_said_not_to_be_taken(
    desk: Desk, tmp_path: Path
) -> None:
    done = act(desk, "contact", "li", request(desk, tmp_path), note="需要两台")
    assert ["不属于本动作" in words.zh for words in done.remarks] == [True]
    assert done.after.stage is Stage.ASSESSING
    assert joined(desk) == ["申请表.docx"]


def test_a_correction_is_a_move_like_others(desk: Desk) -> None:
    done = act(desk, "correct", "wang", company="新名称有限公司")
    assert done.after.enquiry.company is not None
    assert done.after.enquiry.company.value == "新名称有限公司"
    assert act(desk, "correct", "wang", company="新名称有限公司").before == done.after

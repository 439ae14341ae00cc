"""A form that comes back is filed and makes its move, or goes back with a sentence that says why not."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256

import pytest

from documents import returned
from leadwright import writing
from leadwright.demo.word import BODY, fill_in, part, with_part
from leadwright.procedure.forms import form_history, returning
from register import approvals, documents, leads, readings
from sales.approval import Approval, Paper
from sales.lead import Stage
from sales.original import Channel, Original
from sales.paper import DocumentKind, Version
from sales.people import Person
from sales.returned import Returned, Way
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body
from tests.office import mail, person

REQUEST, REGISTRATION = DocumentKind.PROPOSAL_REQUEST, DocumentKind.REGISTRATION
TECHNICAL = person("tang", "唐工", "technical")
COMPLETE = {
    "background": "新建管道预制车间",
    "project_stage": "已立项",
    "workpiece": "不锈钢管道",
    "scope": "工作站两套，含培训",
    "proposal_kind": "详细方案",
    "price_kind": "预算价",
    "wanted_by": "2026-12-18",
    "importance": "A 级",
}
NUMBER = "LW-2026-00001"


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with a lead that is handed out to 李明, and the request that he is to fill in."""
    desk = new_desk(extra=OTHERS + TECHNICAL)
    desk.register_mails(mail())
    newest(desk)
    return desk


def newest(desk: Desk, number: str = NUMBER) -> Version:
    """Return the newest version of the request, which is written where there is none."""
    with desk.tools.register.read() as c:
        found = [each for each in documents.versions(c, number) if each.kind == REQUEST]
    if not found:
        writing.write_anew(desk.tools, REQUEST, number, "wang")
        return newest(desk, number)
    return found[-1]


def in_stage(desk: Desk, stage: Stage) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage)


def form(desk: Desk, document: bytes = b"", **written: str) -> Returned:
    """Return the newest request, or another document, as read with these places filled in."""
    filled = fill_in(document or desk.bytes_of(newest(desk).path), COMPLETE | written)
    read = returned.read(filled)
    assert read is not None
    return replace(read, name="申请表.docx", sha256=sha256(filled).hexdigest())


def came(
    desk: Desk, serial: int = 1, channel: Channel = Channel.EMAIL, lead: str | None = NUMBER
) -> Original:
    """Return something that came for the lead."""
    return replace(desk.originals()[0], sha256=f"{serial:064}", channel=channel, lead=lead)


def person(desk: Desk, id_: str = "li") -> Person | None:
    return desk.tools.territory.person(id_)


def take(desk: Desk, *forms: Returned, by: str = "li", serial: int = 1) -> None:
    returning.take_back(desk.tools, came(desk, serial), forms, person(desk, by))


def told(desk: Desk) -> str:
    """Return the text of the newest mail, which is about a form."""
    newest = desk.outgoing()[-1]
    assert newest.purpose == "form-returned"
    return body(desk.message(newest))


def printed(document: bytes) -> str:
    """Return the form that a document is, as text."""
    read = returned.read(document)
    assert read is not None
    return "\n".join(f"{place}={text}" for place, text in read.places.items())


def test_a_form_in_a_mail_is_filed_and_makes_its_move(desk: Desk) -> None:
    """The whole way: from the bytes of the mail through the reading child."""
    reply = mail("Re: 方案申请", "请查收。", sender="李明 <li@example.com>")
    data = with_attachment(reply, fill_in(desk.bytes_of(newest(desk).path), COMPLETE))
    sha = desk.receive(data)
    desk.work("understand", "place")
    with desk.tools.register.read() as c:
        forms = readings.forms(c, sha)
    (original,) = [each for each in desk.originals() if each.sha256 == sha]
    assert original.lead == NUMBER  # by the form: the mail does not name it
    before = len(desk.outgoing())
    returning.take_back(desk.tools, original, forms, person(desk))
    version = newest(desk)
    assert (version.version, version.created_by) == (2, "li")
    assert version.said["proposal_kind"] == "full"
    assert "background=新建管道预制车间" in printed(desk.bytes_of(version.path))
    assert desk.lead().stage is Stage.SIGNING
    made = next(move for move in desk.moves() if move.name == "request")
    assert (made.by, made.way, made.document) == ("li", "mail", version.sha256)
    assert len(desk.outgoing()) == before


def test_a_form_that_was_dropped_is_taken_as_that_of_whose_turn_it_is(desk: Desk) -> None:
    """The log says that nobody knows who dropped it."""
    returning.take_back(desk.tools, came(desk, channel=Channel.PHONE), [form(desk)])
    assert desk.lead().stage is Stage.SIGNING
    (taken,) = [move for move in desk.moves() if move.name == form_history.TAKE]
    assert (taken.by, taken.way, taken.detail["sender"]) == ("li", "folder", "unknown")


def test_taking_back_again_after_a_crash_changes_nothing(desk: Desk) -> None:
    for forms in ([form(desk)], [form(desk)]):
        take(desk, *forms)
        moves, mails = len(desk.moves()), len(desk.outgoing())
        take(desk, *forms)
        assert (len(desk.moves()), len(desk.outgoing())) == (moves, mails)


def test_what_is_wrong_goes_back_with_each_field_named_and_the_rest_kept(desk: Desk) -> None:
    take(desk, form(desk, background="", wanted_by="2026-02-30", importance="最高"))
    text = told(desk)
    assert "  1. “项目背景”：必填，尚未填写\n" in text
    assert "  2. “要求完成日”：“2026-02-30”不是日历上有的日期\n" in text
    assert "  3. “重要程度”：“最高”不在可选项中：A 级、B 级、C 级\n" in text
    assert desk.lead().stage is Stage.HANDED_OUT
    assert newest(desk).version == 1
    message = desk.handed_out()
    assert "li@example.com" in message["To"]
    assert "wang@example.com" in message["Cc"]
    (back,) = message.iter_attachments()
    take(desk, completed(back.get_content()), serial=2)
    assert desk.lead().stage is Stage.SIGNING
    assert newest(desk).said["scope"] == COMPLETE["scope"]


def completed(document: bytes) -> Returned:
    """Return the form that came back with what was wrong in it written anew, and nothing else."""
    names = ("background", "wanted_by", "importance")
    filled = fill_in(document, {name: COMPLETE[name] for name in names})
    read = returned.read(filled)
    assert read is not None
    return replace(read, sha256=sha256(filled).hexdigest())


def test_the_wrong_person_is_told_who_may(desk: Desk) -> None:
    """The request is the lead's own manager's, or the coordinator's."""
    take(desk, form(desk), by="tang")
    assert f"唐工不能对 {NUMBER} 做“提交方案申请”" in told(desk)
    take(desk, form(desk), by="sun", serial=2)
    assert "可以办理的：王芳（wang）、李明（li）" in told(desk)
    assert desk.lead().stage is Stage.HANDED_OUT


def test_a_stranger_s_form_goes_to_the_coordinators(desk: Desk) -> None:
    returning.take_back(desk.tools, came(desk), [form(desk)], None)
    assert "来信人不在设置的人员中，未予采用" in told(desk)
    assert "wang@example.com" in desk.handed_out()["To"]
    assert desk.lead().stage is Stage.HANDED_OUT


def test_what_the_sender_may_not_set_is_not_taken_and_named(desk: Desk) -> None:
    """The manager can't sign for the director, and the request goes on all the same."""
    take(desk, form(desk, director_opinion="同意"))
    assert desk.lead().stage is Stage.SIGNING
    assert "已收到并归档" in told(desk)
    assert "“销售部长意见”：由销售部长填写，未采用您填写的内容" in told(desk)
    assert "director_opinion" not in newest(desk).said
    assert attached(desk.handed_out()) == []


def test_what_the_form_only_prints_is_never_read_back(desk: Desk) -> None:
    """Somebody has written another customer into the Word file."""
    document = desk.bytes_of(newest(desk).path)
    changed = part(document, BODY).replace("南京宏达机械有限公司".encode(), "北京某某公司".encode())
    take(desk, form(desk, with_part(document, BODY, changed)))
    filed = part(desk.bytes_of(newest(desk).path), BODY).decode()
    assert ("南京宏达机械有限公司" in filed, "北京某某公司" in filed) == (True, False)


def test_a_form_for_another_lead_is_sent_back(desk: Desk) -> None:
    other = "LW-2026-00002"
    desk.receive(mail("询价：龙门焊机", "我公司需要龙门焊机一台，请报价。\n\n无锡东方钢构有限公司\n王强\n"))
    desk.work()
    take(desk, form(desk, desk.bytes_of(newest(desk, other).path)))
    with desk.tools.register.read() as c:
        lead = leads.lead(c, other)
    assert lead is not None and lead.stage is Stage.HANDED_OUT
    text = body(desk.message(desk.outgoing(other)[-1]))
    assert f"此表属于 {other}，邮件却是对 {NUMBER} 的回复" in text


def test_a_form_of_no_lead_goes_back_too(desk: Desk) -> None:
    take(desk, replace(form(desk), lead="LW-2031-00009"))
    assert "表上的线索编号 LW-2031-00009 没有登记，请核对" in told(desk)


def test_a_form_that_is_not_awaited_names_those_that_are(desk: Desk) -> None:
    in_stage(desk, Stage.UNCLEAR)
    take(desk, form(desk))
    assert f"{NUMBER} 现为“待部长定夺”，不需要《项目信息及方案申请表》；现在可交：" in told(desk)


def test_a_paper_that_is_decided_on_can_be_put_right_and_is_asked_about_anew(desk: Desk) -> None:
    """It makes no move; the director was asked about other bytes (I11)."""
    in_stage(desk, Stage.UNCLEAR)
    with desk.tools.register.begin() as c:
        (first,) = (each for each in documents.versions(c, NUMBER) if each.kind == REGISTRATION)
        asked = (Paper(REGISTRATION, 1, first.sha256),)
        approvals.ask(c, Approval(NUMBER, Stage.UNCLEAR, "zhao", asked, "hash", desk.tools.now()))
    filled = fill_in(desk.bytes_of(first.path), {"coordinator_opinion": "客户资质待核实"})
    read = returned.read(filled)
    assert read is not None
    take(desk, replace(read, sha256="e" * 64), by="tang")
    assert "“业务主管意见”：由业务主管填写，未采用您填写的内容" in told(desk)
    take(desk, replace(read, sha256="e" * 64), by="wang", serial=2)
    assert (desk.lead().stage, desk.lead().is_announced) == (Stage.UNCLEAR, False)
    with desk.tools.register.read() as c:
        assert approvals.open_of(c, NUMBER) == []
        newest = documents.versions(c, NUMBER)[-1]
    assert (newest.kind, newest.version) == (REGISTRATION, 2)
    assert newest.said == {"coordinator_opinion": "客户资质待核实"}
    take(desk, replace(read, version=2, sha256="f" * 64), by="wang", serial=3)
    assert "内容与已归档的第 2 版相同" in told(desk)


def test_a_form_that_was_answered_already_is_told_so(desk: Desk) -> None:
    take(desk, form(desk))
    take(desk, form(desk, scope="三套"), serial=2)
    assert "《项目信息及方案申请表》已收到并归档（第 2 版）" in told(desk)
    assert newest(desk).version == 2


def test_the_same_file_twice_changes_nothing_and_says_so(desk: Desk) -> None:
    same = form(desk)
    take(desk, same)
    take(desk, same, serial=2)
    assert "此前已经收到，本次未作任何改动，无需再交" in told(desk)
    assert "内容与已归档的第 2 版相同" in told(desk)
    assert newest(desk).version == 2


def test_an_older_version_goes_back_as_the_newest_with_what_was_written(desk: Desk) -> None:
    first = desk.bytes_of(newest(desk).path)
    take(desk, form(desk, first))
    in_stage(desk, Stage.ASSESSING)  # the director has returned it
    take(desk, form(desk, first, scope="三套"), serial=2)
    assert "所填的是第 1 版，最新的是第 2 版" in told(desk)
    (back,) = desk.handed_out().iter_attachments()
    assert "scope=三套" in printed(back.get_content())
    assert desk.lead().stage is Stage.ASSESSING
    again = returned.read(back.get_content())
    assert again is not None
    take(desk, replace(again, sha256="b" * 64), serial=3)
    assert desk.lead().stage is Stage.SIGNING
    assert newest(desk).said["scope"] == "三套"


def test_the_same_values_in_another_file_change_nothing(desk: Desk) -> None:
    """Word saves other bytes each time."""
    first = desk.bytes_of(newest(desk).path)
    take(desk, form(desk, first))
    in_stage(desk, Stage.ASSESSING)
    take(desk, replace(form(desk, first), sha256="c" * 64), serial=2)
    assert "内容与已归档的第 2 版相同" in told(desk)


def test_a_picture_of_a_form_is_answered_with_the_wish_for_the_word_file(desk: Desk) -> None:
    take(desk, Returned(REQUEST, NUMBER, 1, Way.PICTURE, name="申请表.pdf", sha256="d" * 64))
    assert "《项目信息及方案申请表》（申请表.pdf）未能采用" in told(desk)
    assert "请交来 Word 文件（.docx）" in told(desk)


def test_a_picture_beside_the_word_file_is_no_second_form(desk: Desk) -> None:
    """Who sends both means one."""
    before = len(desk.outgoing())
    take(desk, Returned(REQUEST, NUMBER, 1, Way.PICTURE, name="申请表.pdf", sha256="d" * 64), form(desk))
    assert desk.lead().stage is Stage.SIGNING
    assert len(desk.outgoing()) == before


def test_a_document_of_ours_that_was_forwarded_is_no_form_come_back(desk: Desk) -> None:
    with desk.tools.register.read() as c:
        version = next(each for each in documents.versions(c, NUMBER) if each.kind == REGISTRATION)
    read = returned.read(desk.bytes_of(version.path))
    assert read is not None
    before = len(desk.outgoing()), len(desk.moves())
    take(desk, replace(read, sha256=version.sha256))
    assert (len(desk.outgoing()), len(desk.moves())) == before


def test_an_english_office_is_told_in_english(new_desk: NewDesk) -> None:
    desk = new_desk(head='language = "en"', extra=OTHERS + TECHNICAL)
    desk.register_mails(mail())
    newest(desk)
    take(desk, form(desk, wanted_by="next spring"))
    assert 'Wanted by: "next spring" is no date; write it as 2026-12-01' in told(desk)
    subject = desk.handed_out()["Subject"]
    assert subject == f"[Form returned] {NUMBER} Project information and proposal request"


def with_attachment(plain: bytes, document: bytes) -> bytes:
    """Return a mail with a Word file."""
    message = message_from_bytes(plain, EmailMessage, policy=policy.default)
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(document, maintype="application", subtype=kind, filename="申请表.docx")
    return bytes(message)

"""What comes in as an answer does what it says, or goes to a person with the reason; nothing is lost."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import cycle

import pytest

from leadwright.correct import correct
from leadwright.demo.colleague import WORD
from leadwright.demo.word import fill_in, part, with_part
from leadwright.procedure.asking import new_code
from leadwright.procedure.forms import form_mail
from register import documents, leads, originals
from sales.lead import Stage
from sales.original import Channel, OriginalState
from sales.paper import DocumentKind
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, body
from tests.leadwright.procedure.answers.forged import TRICKS
from tests.leadwright.procedure.answers.programs import PROGRAMS, Reply, gmail
from tests.leadwright.procedure.answers.signing import record
from tests.leadwright.procedure.colleagues import COMPLETE, NUMBER, Colleagues, Sign, by_dkim
from tests.office import PEOPLE, mail
from tests.servers.dns import DnsServer

REQUEST, REGISTRATION = DocumentKind.PROPOSAL_REQUEST, DocumentKind.REGISTRATION
MAILBOX = """
[[mailbox]]
name = "sales"
host = "127.0.0.1"
security = "none"
user = "sales"
password_env = "NOBODY_LOGS_IN"
"""
PINNED = MAILBOX + 'authserv_id = "mx.example.com"\n'
VOUCHED = b"Authentication-Results: mx.example.com; dkim=pass header.d=example.com\r\n"

TECHNICAL = """
[[person]]
id = "tang"
name = "唐工"
email = "tang@example.com"
roles = ["technical"]
"""
REFUSED = {"ground": "超出技术能力", "reason": "工件过重，现有机型不能承受"}
OTHER = "LW-2026-00002"
CUSTOM = "docProps/custom.xml"
DIES = """
import os, signal, sys
from pathlib import Path
from leadwright import engine
from leadwright.pipeline import STEPS
from leadwright.settings import load_settings
from leadwright.tools import open_tools
from register import originals

originals.answered = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
with open_tools(load_settings(Path(sys.argv[1]))) as tools:
    engine.advance(tools, steps=[step for step in STEPS if step.name == "answer"])
"""

NewStaff = Callable[..., Colleagues]


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    with DnsServer(record("example.com")) as server:
        yield server


@pytest.fixture
def new_staff(
    new_desk: NewDesk, dns: DnsServer, word_only: None, monkeypatch: pytest.MonkeyPatch
) -> NewStaff:
    """Makes the people of an office that has handed a lead out to 李明."""

    def make(language: str = "zh", extra: str = "", sign: Sign = by_dkim) -> Colleagues:
        monkeypatch.setenv("NOBODY_LOGS_IN", "x")
        desk = new_desk(head=f'language = "{language}"', people=PEOPLE + OTHERS, extra=extra)
        desk.register_mails(mail(message_id="<first@hongda.example>"))
        return Colleagues(desk, dns, sign)

    return make


@pytest.fixture
def staff(new_staff: NewStaff) -> Colleagues:
    return new_staff()


def stage(staff: Colleagues) -> Stage:
    return staff.desk.lead().stage


def names(staff: Colleagues) -> list[str]:
    """Return the names of what was done with the lead, but for what the service does by itself."""
    by_itself = ("register", "registered", "hand-out", "announce", "joined")
    return [move.name for move in staff.desk.moves() if move.name not in by_itself]


def told(staff: Colleagues, purpose: str = "look", lead: str = NUMBER) -> str:
    """Return the text of the newest mail of this purpose."""
    (*_, newest) = (each for each in staff.desk.outgoing(lead) if each.purpose == purpose)
    return body(staff.desk.message(newest))


def waits(staff: Colleagues) -> int:
    """Return how many originals are still to be answered."""
    with staff.desk.tools.register.read() as c:
        return originals.count_unanswered(c)


@pytest.mark.parametrize(
    ("by", "line", "move", "after", "said"),
    [
        ("li", "已联系客户：需要两台", "contact", Stage.ASSESSING, {"note": "需要两台"}),
        ("li", "报部长定夺：客户不明", "ask-director", Stage.UNCLEAR, {"reason": "客户不明"}),
        ("wang", "谢绝：超出生产范围", "decline", Stage.DECLINING, {"reason": "超出生产范围"}),
        (
            *("wang", "转交 机器人事业部：机器人项目", "transfer", Stage.TRANSFERRING),
            {"division": "机器人事业部", "reason": "机器人项目"},
        ),
        ("wang", "decline: out of our range", "decline", Stage.DECLINING, {"reason": "out of our range"}),
        ("li", "王芳，您好：\n已联系客户：需要两台", "contact", Stage.ASSESSING, {"note": "需要两台"}),
    ],
)
def test_one_line_under_the_code_of_the_stage_makes_a_move(
    staff: Colleagues, by: str, line: str, move: str, after: Stage, said: dict[str, str]
) -> None:
    """Whoever may make it, whoever the code was given to: the coordinator has the mail in copy."""
    staff.answer(by, line)
    assert (stage(staff), names(staff)) == (after, [move])
    (made,) = [each for each in staff.desk.moves() if each.name == move]
    assert (made.by, made.way, made.detail) == (by, "mail", said)
    answer = staff.desk.originals()[-1]
    assert (made.document, answer.state, waits(staff)) == (answer.sha256, OriginalState.JOINED, 0)


def test_a_clock_is_stopped_once_however_often_that_is_said_and_may_be_stopped_again(
    staff: Colleagues,
) -> None:
    for line in ("暂停：等客户图纸", "暂停：等客户图纸", "恢复", "恢复", "暂停：等客户图纸"):
        staff.answer("li", line)
    assert names(staff) == ["pause", "resume", "pause"]


def test_a_word_of_thanks_is_filed_and_nobody_is_troubled(staff: Colleagues) -> None:
    before = len(staff.desk.outgoing())
    for words in ("收到，谢谢", "好的", "OK"):
        staff.answer("li", words)
    assert (len(staff.desk.outgoing()), names(staff), waits(staff)) == (before, [], 0)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("这家做不了。\n谢绝：超出生产范围", "要办的事没有写在正文第一行"),
        ("谢绝", "“谢绝”须写明原因。邮件请回复“谢绝：原因”"),
        ("转交 机器人事业部：机器人项目", "李明不能对 LW-2026-00001 做“申请转交其他事业部”"),
    ],
)
def test_a_move_that_can_not_be_made_is_told_with_the_reason_to_coordinator_and_sender(
    staff: Colleagues, words: str, reason: str
) -> None:
    staff.answer("li" if "转交" in words else "wang", words)
    assert (stage(staff), names(staff)) == (Stage.HANDED_OUT, ["look"])
    assert reason in told(staff)
    assert "wang@example.com" in staff.desk.handed_out()["To"]
    if "转交" in words:
        assert "li@example.com" in staff.desk.message(staff.desk.outgoing()[-2])["To"]
        assert " act " not in told(staff)  # no line that would be refused


def test_a_move_under_a_code_that_is_used_up_can_still_be_made_by_the_coordinator(
    new_staff: NewStaff,
) -> None:
    """The manager has no mail of the technical group's turn, and stops its clock by one of their own."""
    staff = requested(new_staff)
    staff.answer("li", "暂停：等客户图纸")
    assert names(staff)[-1] == "look"
    assert "校验码已作废" in told(staff)
    assert f"act {NUMBER} pause --by li" in told(staff)
    assert "无须再办理" not in told(staff)


def test_without_a_code_a_move_is_left_to_a_person(staff: Colleagues) -> None:
    """The lead's number in the subject is known to everybody who ever had a mail about it."""
    li = staff["li"]
    li.write(f"{NUMBER} 进展", "已联系客户：需要两台")
    assert (stage(staff), names(staff)) == (Stage.HANDED_OUT, ["look"])
    assert "主题中没有校验码" in told(staff)


@pytest.mark.parametrize("count", [1, 2])
def test_a_wrong_code_and_two_codes_are_left_to_a_person_and_make_no_lead(
    staff: Colleagues, count: int
) -> None:
    codes = " ".join(f"[LW-2026-0009{each} {new_code()}]" for each in range(count))
    staff["li"].write(f"Re: {codes}", "已联系客户：需要两台")
    assert [lead.number for lead in staff.desk.leads()] == [NUMBER]
    answer = staff.desk.originals()[-1]
    assert (answer.state, answer.lead, waits(staff)) == (OriginalState.FILED, None, 0)
    to_sender, mail = staff.desk.outgoing("")
    assert [to.email for to in to_sender.recipients] == ["li@example.com"]
    assert "主题中没有校验码，或校验码不对，或不止一个" in body(staff.desk.message(mail))


def test_a_strangers_answer_with_a_right_code_belongs_to_the_lead_and_decides_nothing(
    staff: Colleagues,
) -> None:
    asked = staff["li"].newest(NUMBER)
    answers = f"In-Reply-To: {asked['Message-ID']}"
    home = "李明 <liming@home.example>"
    staff.post(mail(f"Re: {asked['Subject']}", "已联系客户：需要两台", sender=home, headers=answers))
    assert (staff.desk.originals()[-1].lead, stage(staff)) == (NUMBER, Stage.HANDED_OUT)
    assert "发件人不是本公司登记的人员" in told(staff)


def test_the_customer_who_was_sent_a_code_by_mistake_is_heard_as_the_customer(staff: Colleagues) -> None:
    subject = f"Re: {staff['li'].newest(NUMBER)['Subject']}"
    staff.post(mail(subject, "同意", sender="张伟 <zhang@hongda.example>"))
    assert names(staff) == ["customer-wrote"]


@pytest.mark.parametrize("sender", ["sales@example.com", "财务部 <finance@example.com>"])
def test_what_leaves_another_desk_of_ours_is_no_customers_letter(staff: Colleagues, sender: str) -> None:
    """A colleague answers the customer from the mailbox that we fetch, or in copy to it."""
    staff.post(mail("Re: 询价", "已寄样本。", sender=sender, headers="In-Reply-To: <first@hongda.example>"))
    assert (staff.desk.originals()[-1].lead, names(staff)) == (NUMBER, [])


def test_no_forged_line_makes_a_move_and_each_mail_programs_own_does(staff: Colleagues) -> None:
    mark = f"[{str(staff['li'].newest(NUMBER)['Subject']).partition('[')[2].partition(']')[0]}]"
    reply = Reply(mark, "谢绝：超出生产范围")  # which the director may say
    for trick in TRICKS:
        staff.desk.receive(trick(gmail, reply))
    staff.desk.work()
    assert (stage(staff), set(names(staff))) == (Stage.HANDED_OUT, {"look"})
    for program, line in zip(PROGRAMS, cycle(("暂停：等客户图纸", "恢复")), strict=False):
        staff.post(program(Reply(mark, line, "李明 <li@example.com>")))
    assert names(staff)[-len(PROGRAMS) :] == ["pause", "resume"] * (len(PROGRAMS) // 2)


def test_a_mail_that_nothing_proves_names_the_setting_that_would(new_staff: NewStaff) -> None:
    staff = new_staff(extra=MAILBOX, sign=lambda mail: mail)
    staff.answer("li", "已联系客户：需要两台")
    assert stage(staff) is Stage.HANDED_OUT
    text = told(staff)
    assert "邮件没有 example.com 的有效签名（DKIM）" in text
    assert '  2. 然后在 leadwright.toml 的 [[mailbox]] name = "sales" 下写一行 authserv_id = "该名称"' in text


def test_the_word_of_our_own_mail_server_is_proof_enough(new_staff: NewStaff) -> None:
    staff = new_staff(extra=PINNED, sign=lambda mail: VOUCHED + mail)
    staff.answer("li", "已联系客户：需要两台")
    assert stage(staff) is Stage.ASSESSING


def test_a_form_comes_back_in_an_answer_and_words_of_politeness_ask_nobody(staff: Colleagues) -> None:
    staff.send_request()
    assert (stage(staff), names(staff)) == (Stage.SIGNING, ["take-form", "request"])
    assert waits(staff) == 0


def test_a_form_that_nothing_proves_goes_to_the_coordinators(new_staff: NewStaff) -> None:
    staff = new_staff(extra=MAILBOX, sign=lambda mail: mail)
    staff.send_request()
    assert (stage(staff), names(staff)) == (Stage.HANDED_OUT, ["return-form"])
    text = told(staff, "form-returned")
    assert "王芳，您好：\n\nli@example.com 寄来的《项目信息及方案申请表》" in text
    assert "不能证明确由本人发出；请向本人核实，确认后将此表放入表格文件夹" in text
    assert 'authserv_id = "该名称"' in text
    assert staff.desk.handed_out()["Cc"] == "李明 <li@example.com>"


def test_a_form_goes_before_a_verdict_about_what_it_has_changed(new_staff: NewStaff) -> None:
    """The technical group refuses by the form and agrees by mail: what it means, nobody can say (I11)."""
    staff = requested(new_staff)
    refusal = staff.filled("tang", DocumentKind.REFUSAL, **REFUSED)
    staff.answer("tang", "同意", refusal)
    assert stage(staff) is Stage.REFUSED
    assert names(staff)[-3:] == ["take-form", "refuse", "look"]
    assert "该事项已有决定，不能再次决定" in told(staff)


def test_a_verdict_that_says_the_same_as_its_form_asks_nobody(new_staff: NewStaff) -> None:
    staff = requested(new_staff)
    refusal = staff.filled("tang", DocumentKind.REFUSAL, **REFUSED)
    staff.answer("tang", "不同意，详见附件。", refusal)
    assert names(staff)[-2:] == ["take-form", "refuse"]


def test_a_verdict_beside_a_form_that_went_back_is_left_to_a_person(new_staff: NewStaff) -> None:
    staff = requested(new_staff)
    refusal = staff.filled("tang", DocumentKind.REFUSAL, **REFUSED | {"ground": "不想做"})
    staff.answer("tang", "不同意，详见附件。", refusal)
    assert stage(staff) is Stage.REQUESTED
    assert names(staff)[-2:] == ["return-form", "look"]
    assert "邮件另附有填写的表格" in told(staff)


def test_a_form_that_hangs_on_an_answer_as_it_was_sent_out_says_nothing(new_staff: NewStaff) -> None:
    """Some mail programs leave the attachments of the question on the answer."""
    staff = requested(new_staff)
    staff.answer("tang", "同意", staff["tang"].form(DocumentKind.REFUSAL))
    assert (stage(staff), names(staff)[-1]) == (Stage.PROPOSING, "accept")


def test_a_move_and_the_form_for_what_follows_it_come_in_one_mail(staff: Colleagues) -> None:
    staff.send_request(words="已联系客户：需要两台")
    assert names(staff) == ["contact", "take-form", "request"]
    assert (stage(staff), waits(staff)) == (Stage.SIGNING, 0)


def requested(new_staff: NewStaff) -> Colleagues:
    """Return the people of an office whose request for a proposal is with the technical group."""
    staff = new_staff(extra=TECHNICAL)
    staff.send_request()
    staff.answer("zhao", "同意")
    assert stage(staff) is Stage.REQUESTED
    return staff


def test_a_form_that_can_not_be_opened_goes_to_the_coordinators_with_a_copy_to_its_sender(
    staff: Colleagues,
) -> None:
    """Its sender would wait for ever: nothing says that it was no form."""
    name, form = staff.filled("li", REQUEST, **COMPLETE)
    staff.answer("li", "请查收。", (name, form[: len(form) // 2]))
    assert (stage(staff), names(staff)) == (Stage.HANDED_OUT, ["look"])
    assert "已损坏或格式不明，无法读取" in told(staff)
    looks = [each for each in staff.desk.outgoing() if each.purpose == "look"]
    to = {recipient.email for each in looks for recipient in each.recipients}
    assert to == {"li@example.com", "wang@example.com"}


def test_a_form_in_an_archive_is_taken_too(staff: Colleagues) -> None:
    name, form = staff.filled("li", REQUEST, **COMPLETE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, form)
    li = staff["li"]
    letter = li.letter(f"{NUMBER} 方案申请", "请查收。")
    letter.add_attachment(packed.getvalue(), "application", "zip", filename="申请.zip")
    staff.post(letter.as_bytes())
    assert stage(staff) is Stage.SIGNING


def test_a_colleagues_form_is_taken_also_out_of_a_mail_that_looks_like_spam(staff: Colleagues) -> None:
    name, form = staff.filled("li", REQUEST, **COMPLETE)
    letter = staff["li"].letter("转发", "代开发票，加微信，点数优惠。退订请回复 T。")
    letter["X-Spam-Flag"] = "YES"
    letter.add_attachment(form, *WORD, filename=name)
    staff.post(letter.as_bytes())
    assert stage(staff) is Stage.SIGNING


def test_forms_of_two_leads_in_one_mail_are_told_apart(staff: Colleagues) -> None:
    """The one that the mail is about is taken; the other goes back with what to do."""
    wish = "我公司需要龙门焊机一台，请报价。\n\n江苏无锡东方钢构有限公司\n王强\n"
    staff.desk.receive(mail("询价：龙门焊机", wish))
    staff.desk.work()
    with staff.desk.tools.register.read() as c:
        (other,) = (each for each in documents.versions(c, OTHER) if each.kind is REQUEST)
    second = "申请表 2.docx", fill_in(staff.desk.bytes_of(other.path), COMPLETE)
    staff.answer("li", "两张表一并交来。", staff.filled("li", REQUEST, **COMPLETE), second)
    assert (stage(staff), staff.desk.lead(OTHER).stage) == (Stage.SIGNING, Stage.HANDED_OUT)
    assert f"此表属于 {OTHER}，邮件却是对 {NUMBER} 的回复" in told(staff, "form-returned", OTHER)


def test_a_colleagues_form_of_an_unknown_lead_makes_no_lead_and_goes_back(staff: Colleagues) -> None:
    name, form = staff.filled("li", REQUEST, **COMPLETE)
    unknown = with_part(form, CUSTOM, part(form, CUSTOM).replace(NUMBER.encode(), b"LW-2031-00009"))
    li = staff["li"]
    letter = li.letter("方案申请", "请查收。")
    letter.add_attachment(unknown, *WORD, filename=name)
    staff.post(letter.as_bytes())
    assert [lead.number for lead in staff.desk.leads()] == [NUMBER]
    (returned,) = staff.desk.outgoing("")
    text = body(staff.desk.message(returned))
    assert "李明，您好" in text
    assert "表上的线索编号 LW-2031-00009 没有登记，请核对" in text


def test_a_form_that_is_dropped_before_its_lead_was_handed_out_is_told_so(staff: Colleagues) -> None:
    """The lead has gone back to be handed out anew, which is held for a reason of its own."""
    form = staff.filled("li", REQUEST, **COMPLETE)
    with staff.desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.REGISTERED)
    staff.desk.receive(form[1], name=form[0], channel=Channel.PHONE, source="inbox/forms")
    staff.desk.work("understand", "place", "answer")
    assert f"{NUMBER} 现为“已登记”，不需要《项目信息及方案申请表》" in told(staff, "form-returned")


def test_no_machine_is_told_what_is_wrong_with_a_form(staff: Colleagues) -> None:
    """I10: an out-of-office notice that encloses what it answers."""
    li, form = staff["li"], staff.filled("li", REQUEST)
    notice = li.letter(f"自动回复：{li.newest(NUMBER)['Subject']}", "我正在出差，不在办公室。")
    notice["Auto-Submitted"] = "auto-replied"
    notice.add_attachment(form[1], *WORD, filename=form[0])
    before = len(staff.desk.outgoing())
    staff.post(notice.as_bytes())
    assert (len(staff.desk.outgoing()), names(staff), waits(staff)) == (before, [], 0)


def test_nobody_is_told_of_wrong_forms_without_end(
    staff: Colleagues, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I10: two programs that send each other the same form do not go on for a day."""
    monkeypatch.setattr(form_mail, "MOST_A_DAY", 2)
    for serial in range(4):
        staff.send_request(wanted_by=f"来年第 {serial} 季度")
    about = [each for each in staff.desk.outgoing() if each.purpose == "form-returned"]
    assert len(about) == 2
    assert names(staff) == ["return-form"] * 4


def test_what_a_customer_writes_goes_to_the_manager_once(staff: Colleagues) -> None:
    """The same mail has come to two mailboxes of ours."""
    letter = mail("Re: 询价：环缝焊机", "补充：管径 219 mm。", headers="In-Reply-To: <first@hongda.example>")
    for received in (b"Received: by a\r\n", b"Received: by b\r\n"):
        staff.desk.receive(received + letter)
        staff.desk.work()
    assert names(staff) == ["customer-wrote"]
    assert waits(staff) == 0


def test_an_answer_that_comes_while_the_folder_is_to_move_goes_where_the_folder_goes(
    staff: Colleagues,
) -> None:
    correct(staff.desk.tools, NUMBER, {"region": "华北", "manager": "li"}, "wang")
    assert staff.desk.lead().next_folder
    li = staff["li"]
    answer = li.letter(f"Re: {li.newest(NUMBER)['Subject']}", "转交 机器人事业部：机器人项目")
    staff.desk.receive(by_dkim(answer.as_bytes()))
    staff.desk.work("understand", "place", "answer")
    staff.desk.work()
    assert names(staff)[-2:] == ["look", "move"]
    for each in staff.desk.outgoing():
        assert "/华北/" in each.path
        assert staff.desk.bytes_of(each.path)


@pytest.mark.only("sqlite", because="the child would have to log in to the server's database")
def test_a_death_between_act_and_commit_repeats_harmlessly(new_staff: NewStaff) -> None:
    """Killed as it notes that the answer is settled: the move was not made, and is made once."""
    staff = new_staff(extra=PINNED, sign=lambda mail: VOUCHED + mail)
    li = staff["li"]
    answer = li.letter(f"Re: {li.newest(NUMBER)['Subject']}", "已联系客户：需要两台")
    staff.desk.receive(VOUCHED + answer.as_bytes())
    staff.desk.work("understand", "place")
    killed = subprocess.run([sys.executable, "-c", DIES, str(staff.desk.tools.settings.home)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (stage(staff), names(staff), waits(staff)) == (Stage.HANDED_OUT, [], 1)
    staff.desk.work()
    staff.desk.work()
    assert (stage(staff), names(staff), waits(staff)) == (Stage.ASSESSING, ["contact"], 0)

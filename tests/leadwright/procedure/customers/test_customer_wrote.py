"""What the customer of a lead in process writes, on its way to the manager (P3.3, P3.5, P4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from documents.customer_wrote import MOST, lines_of
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.asking import code_in, hash_of
from register import approvals, leads, tasks
from sales.lead import Stage
from sales.memos import open_memo
from sales.paper import DocumentKind, Task
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body
from tests.leadwright.procedure.answers.signing import record
from tests.leadwright.procedure.colleagues import Colleagues
from tests.leadwright.procedure.customer import ENQUIRY, NUMBER, decide, file, versions
from tests.office import PEOPLE, mail
from tests.servers.dns import DnsServer

MEMO = {
    "subject": "环缝焊机技术交流",
    "held_on": "2026-11-20",
    "place": "南京",
    "their_people": "张伟",
    "our_people": "李明、唐工",
    "agreed.0.point": "采用双枪 TIG",
    "next_step": "一周内提交方案",
}

pytestmark = pytest.mark.usefixtures("word_only")


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with the enquiry of 张伟, whose manager is 李明."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.register_mails(mail(text=ENQUIRY, message_id="<1@hongda.example>"))
    return desk


def in_stage(desk: Desk, stage: Stage) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage)


def write(desk: Desk, text: str, subject: str = f"Re: {NUMBER}") -> str:
    """Let the customer write; return the SHA-256 of their mail."""
    sha256 = desk.receive(mail(subject, text))
    desk.work("understand", "place", "answer")
    return sha256


def test_the_manager_gets_the_customers_words_and_mail_with_a_code_to_answer(desk: Desk) -> None:
    in_stage(desk, Stage.QUOTED)
    sha256 = write(desk, "价格能否再优惠 5%？\n交货期请提前到三月。")
    told = desk.handed_out()
    assert (told["To"], told["Cc"]) == ("李明 <li@example.com>", "王芳 <wang@example.com>")
    assert str(told["Subject"]).startswith("【客户来信】[LW-2026-00001 ")
    text = body(told)
    assert "客户来信，请阅后答复客户。\n\n来信人：张伟（zhang@hongda.example）\n" in text
    assert "现处阶段：已报价" in text
    assert "  价格能否再优惠 5%？\n  交货期请提前到三月。\n" in text
    assert "修订报价：原因" in text
    assert "计时" not in text.partition("来信内容")[0]
    assert attached(told) == [f"Re_ {NUMBER}.eml"] or attached(told) == [f"Re: {NUMBER}.eml"]
    with desk.tools.register.read() as c:
        asked = approvals.by_code(c, hash_of(code_in(str(told["Subject"]))))
    assert asked is not None
    assert (asked.person, asked.papers, asked.stage) == ("li", (), Stage.QUOTED)
    move = desk.moves()[-1]
    assert (move.name, move.document) == ("customer-wrote", sha256)


def test_clocks_that_waited_for_the_customer_run_again(desk: Desk) -> None:
    in_stage(desk, Stage.PROPOSING)
    now = desk.tools.now()
    with desk.tools.register.begin() as c:
        tasks.close_all(c, NUMBER, now)
        tasks.open_task(c, Task(NUMBER, "proposing", "li", now, now + timedelta(days=9), "P3.2"))
        act(desk.tools, c, Attempt(NUMBER, "pause", "li", "command", {"reason": "等图纸"}))
    (before,) = desk.tasks()
    assert before.paused_at is not None
    write(desk, "图纸见附件。")
    (task,) = desk.tasks()
    assert (task.paused_at, task.next_call_at is not None) == (None, True)
    assert "此前为等客户而暂停的计时已恢复。" in body(desk.handed_out())
    assert [move.name for move in desk.moves()][-2:] == ["resume", "customer-wrote"]


def test_what_a_machine_of_the_customers_answers_is_forwarded_to_nobody(desk: Desk) -> None:
    in_stage(desk, Stage.QUOTED)
    before = len(desk.outgoing())
    desk.receive(
        mail(f"自动回复：{NUMBER}", "我正在休假，12 月 1 日回来。", headers="Auto-Submitted: auto-replied")
    )
    desk.work("understand", "place", "answer")
    assert len(desk.outgoing()) == before


def test_a_second_copy_is_forwarded_once(desk: Desk) -> None:
    in_stage(desk, Stage.QUOTED)
    letter = mail(f"Re: {NUMBER}", "请尽快。", message_id="<2@hongda.example>")
    desk.receive(letter)
    desk.receive(letter.replace(b"MIME-Version", b"X-Copy: 2\r\nMIME-Version"))
    desk.work("understand", "place", "answer")
    assert [move.name for move in desk.moves()].count("customer-wrote") == 1


def test_a_customer_who_agrees_to_the_memo_has_it_put_on_record_by_the_manager(desk: Desk) -> None:
    """P3.5: what a customer says moves nothing; it is in the log, and the manager's line does it."""
    in_stage(desk, Stage.PROPOSING)
    memo = file(desk, desk.lead(), DocumentKind.MEMO, MEMO)
    write(desk, "同意。")
    assert "客户对备忘录第 1 版答复同意。" in body(desk.handed_out())
    assert "备忘录已确认" in body(desk.handed_out())
    assert desk.moves()[-1].detail["words"] == "同意。"
    assert open_memo(versions(desk), desk.moves()) == memo
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, "acknowledge-memo", "li", "mail"))
    assert open_memo(versions(desk), desk.moves()) is None
    newer = file(desk, desk.lead(), DocumentKind.MEMO, MEMO | {"next_step": "两周内"})
    assert open_memo(versions(desk), desk.moves()) == newer


def test_one_line_under_the_forwarded_letter_makes_the_move(desk: Desk) -> None:
    """Its code proves the manager, as that of any other mail that tells of a turn."""
    in_stage(desk, Stage.QUOTED)
    file(desk, desk.lead(), DocumentKind.MEMO, MEMO)
    with DnsServer(record("example.com")) as dns:
        colleagues = Colleagues(desk, dns)
        write(desk, "同意备忘录。价格能否再优惠？")
        colleagues.answer("li", "备忘录已确认")
        assert open_memo(versions(desk), desk.moves()) is None
        colleagues.answer("li", "修订报价：客户要求优惠")
    assert desk.lead().stage is Stage.PRICING


def test_a_memo_that_was_signed_at_the_meeting_waits_for_nobody(desk: Desk) -> None:
    signed = MEMO | {"acknowledged_by": "张伟", "acknowledged_on": "2026-11-20"}
    memo = file(desk, desk.lead(), DocumentKind.MEMO, signed)
    assert open_memo([memo], []) is None
    assert open_memo([replace(memo, said=MEMO)], []) is not None


def test_a_customer_of_a_lead_that_was_declined_is_heard_too(desk: Desk) -> None:
    file(desk, desk.lead(), DocumentKind.DECLINE_LETTER, {})
    decide(desk, Stage.DECLINING)
    write(desk, "如果改用小管径，能否承接？")
    assert "现处阶段：已谢绝" in body(desk.handed_out())


def test_it_reads_in_english_too(new_desk: NewDesk) -> None:
    desk = new_desk(head='language = "en"', people=PEOPLE + OTHERS)
    desk.register_mails(mail(text=ENQUIRY))
    in_stage(desk, Stage.QUOTED)
    write(desk, "Could you deliver in March?")
    text = body(desk.handed_out())
    assert "Stage: quoted\n" in text
    assert "  Could you deliver in March?\n" in text
    assert "revise quote: the reason" in text


def test_a_long_letter_is_shown_as_far_as_a_mail_goes() -> None:
    assert lines_of("您好\n\n\n请报价") == ("您好", "", "请报价")
    assert [len(line) for line in lines_of("长" * 600)] == [280, 280, 40]
    assert len(lines_of("行\n" * 100)) == MOST + 1
    assert lines_of("") == ()

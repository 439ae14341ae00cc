"""A reminder is answered like the mail that it reminds of: with a code of its own, for the same papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from leadwright import writing
from leadwright.procedure import clock
from leadwright.procedure.asking import code_in, hash_of
from register import approvals
from sales.approval import Approval
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.words import Language
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, attached, body
from tests.leadwright.procedure.answers.signing import record
from tests.leadwright.procedure.colleagues import NUMBER, Colleagues
from tests.office import PEOPLE, mail, person
from tests.servers.dns import DnsServer

SECOND_DIRECTOR = person("qian", "钱进", "director")
REMINDER = {Language.ZH: "【待办提醒】", Language.EN: "[Reminder]"}
YES = {Language.ZH: "同意", Language.EN: "approve"}
UNCLEAR = {Language.ZH: "报部长定夺：客户不明", Language.EN: "ask the director: who is this"}


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    with DnsServer(record("example.com")) as server:
        yield server


@pytest.fixture
def staff(new_desk: NewDesk, dns: DnsServer, request: pytest.FixtureRequest) -> Colleagues:
    """An office where two directors are asked whether to take part, and are reminded of it."""
    language = Language(getattr(request, "param", "zh"))
    desk = new_desk(head=f'language = "{language}"', people=PEOPLE + OTHERS + SECOND_DIRECTOR)
    desk.register_mails(mail(message_id="<first@hongda.example>"))
    staff = Colleagues(desk, dns)
    staff.answer("li", UNCLEAR[language])
    remind(staff)
    return staff


def remind(staff: Colleagues) -> None:
    """Let the clock look when the newest task calls next."""
    at = staff.desk.tasks()[-1].next_call_at
    assert at is not None
    assert clock.tick(replace(staff.desk.tools, clock=lambda: at)) == 1


def asked(staff: Colleagues) -> list[Approval]:
    """Return what the directors were asked, in order: each first by the mail of the turn."""
    with staff.desk.tools.register.read() as c:
        return [each for each in approvals.approvals_of(c, NUMBER) if each.papers]


@pytest.mark.parametrize("staff", Language, indirect=True)
def test_the_answer_to_a_reminder_decides(staff: Colleagues) -> None:
    """P2.2: each director has a reminder of their own, with the papers that the first mail had."""
    language = staff.desk.tools.language
    first, reminder = staff["zhao"].inbox()
    assert REMINDER[language] in str(reminder["Subject"])
    assert attached(reminder) == attached(first)[:1]
    assert [each.person for each in asked(staff)] == ["zhao", "qian", "zhao", "qian"]
    assert len({each.papers for each in asked(staff)}) == 1
    assert "\n\n\n" not in body(reminder)
    staff["zhao"].answer(reminder, YES[language])
    assert staff.desk.lead().stage is Stage.ASSESSING
    (decided,) = (each for each in asked(staff) if each.decided_at)
    assert decided.code_hash == hash_of(code_in(str(reminder["Subject"])))
    assert not any(each.is_open for each in asked(staff))


def test_it_says_what_to_answer_before_anything_else(staff: Colleagues) -> None:
    reminder = staff["zhao"].newest(REMINDER[Language.ZH])
    assert str(reminder["Subject"]).startswith(f"【待办提醒】[{NUMBER} ")
    assert str(reminder["Subject"]).count(NUMBER) == 1
    text = body(reminder)
    assert text.startswith("赵刚，您好：\n\n请答复：是否参与该项目，重要程度如何？\n")
    assert "\n  不同意（须写明原因）：不参与，随后由王芳（业务主管）" in text


def test_the_first_code_still_works(staff: Colleagues) -> None:
    """And what is decided by it is decided for the reminder, too: a second answer changes nothing."""
    first, reminder = staff["zhao"].newest("【请答复】"), staff["zhao"].newest("【待办提醒】")
    staff["zhao"].answer(first, "同意")
    assert staff.desk.lead().stage is Stage.ASSESSING
    staff["zhao"].answer(reminder, "不同意\n毛利太低")
    assert staff.desk.lead().stage is Stage.ASSESSING
    assert len([each for each in asked(staff) if each.decided_at]) == 1


def test_a_new_version_of_the_paper_makes_the_code_of_the_reminder_void(staff: Colleagues) -> None:
    """I11."""
    reminder = staff["zhao"].newest("【待办提醒】")
    writing.write_anew(staff.desk.tools, DocumentKind.REGISTRATION, NUMBER, "wang")
    staff["zhao"].answer(reminder, "同意")
    assert staff.desk.lead().stage is Stage.UNCLEAR
    assert not any(each.decided_at for each in asked(staff))


def test_at_the_deadline_everybody_has_one_mail(staff: Colleagues) -> None:
    """P2.4: nothing is tolerated; whose task it is can still answer, who is above them hears of it."""
    before = len(staff.desk.outgoing())
    at = staff.desk.tasks()[-1].due_at
    assert clock.tick(replace(staff.desk.tools, clock=lambda: at)) == 2
    sent = [
        (each.purpose, {to.email[:4] for to in each.recipients}) for each in staff.desk.outgoing()[before:]
    ]
    assert sent == [("reminder", {"zhao"}), ("reminder", {"qian"}), ("overdue", {"wang"})]
    staff["qian"].answer(staff["qian"].newest("【到期催办】"), "同意")
    assert staff.desk.lead().stage is Stage.ASSESSING

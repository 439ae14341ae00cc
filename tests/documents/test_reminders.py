"""The mails of the clock, as their readers see them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from documents import printed
from documents.case import Paper
from documents.mail_text import MailText, write_mail
from documents.reminders import overdue, reminder
from sales.calls import Call, Called
from sales.enquiry import Enquiry
from sales.lead import Lead, Stage
from sales.paper import Task
from sales.words import Language, Words
from tests.documents.cases import LEAD, LI, NOW, WANG, paper
from tests.sales.people import CHEN, LIU, SUN, TERRITORY
from tests.sales.test_working_time import WORK

DAY = timedelta(hours=8)
PROPOSING = replace(LEAD, stage=Stage.PROPOSING)  # at 09:15 on a Monday
TASK = Task(LEAD.number, "proposing", LIU.id, NOW, NOW + timedelta(days=1), "P3.2")


def at(language: Language = Language.ZH, **later: float) -> Paper:
    """Return a paper that is written on so much ``later``."""
    return replace(paper(language), now=NOW + timedelta(**later), territory=TERRITORY)


def made(call: Call, passed_over: int = 0, **task: object) -> Called:
    before = replace(TASK, calls=call - passed_over, **task)  # type: ignore[arg-type] # any of its fields
    return Called(call, before, before, passed_over)


def reminded(*calls: tuple[Called, Lead], on: Paper) -> MailText:
    return write_mail(reminder([LIU], calls, on, WORK), on.language)


def told(*calls: tuple[Called, Lead], on: Paper) -> MailText:
    return write_mail(overdue([CHEN], [LIU], calls, on, WORK), on.language)


def test_a_reminder_says_what_since_when_until_when_and_how_long_is_left() -> None:
    mail = reminded((made(Call.REMINDER), PROPOSING), on=at(hours=3))
    assert mail.subject == "【待办提醒】LW-2026-00042 苏州恒力管道工程有限公司：制作技术方案"
    assert mail.text == (
        "刘工，您好：\n\n下列事项待您办理：\n\n"
        "1. LW-2026-00042 苏州恒力管道工程有限公司：制作技术方案\n"
        "   自 2026年11月23日 09:15 起，限 2026年11月24日（周二）09:15 前完成\n"
        "   还剩 5 小时\n\n"
        "请直接回复该事项的原通知邮件办理（主题方括号内有线索编号和校验码）；"
        "找不到原邮件的，请联系业务主管王芳。\n"
        "在等客户答复或图纸的，请在回复的第一行写“暂停：等客户图纸”，等待期间停止计时。\n"
        "以上时长均为工作时间。\n"
    )


def test_the_english_reminder_says_the_same() -> None:
    mail = reminded((made(Call.REMINDER), PROPOSING), on=at(Language.EN, hours=3))
    assert mail.subject == "[Reminder] LW-2026-00042 苏州恒力管道工程有限公司: make the technical proposal"
    assert "since 23 Nov 2026 09:15, to be done by Tue 24 Nov 2026 09:15\n   5 hours left\n" in mail.text


def test_at_the_deadline_it_is_due_now_and_says_what_is_tolerated() -> None:
    late_at = TASK.due_at + timedelta(days=2)
    due = (made(Call.DUE, late_at=late_at), PROPOSING)
    mail = reminded(due, on=at(days=1))
    assert mail.subject.startswith("【到期催办】LW-2026-00042")
    assert "现已到期，最迟须于 2026年11月26日（周四）09:15 前完成\n" in mail.text
    english = reminded(due, on=at(Language.EN, days=1))
    assert english.subject.startswith("[Due] LW-2026-00042")
    assert "due now; at the latest by Thu 26 Nov 2026 09:15\n" in english.text


def test_several_tasks_of_one_person_are_in_one_mail() -> None:
    other = replace(PROPOSING, number="LW-2026-00043", enquiry=Enquiry(), stage=Stage.COSTING)
    calls = (made(Call.REMINDER), PROPOSING), (made(Call.DUE, 1), other)
    mail = reminded(*calls, on=at(days=1, hours=2))
    assert mail.subject == "【到期催办】2 项待办"
    assert "下列 2 项待您办理：\n\n1. LW-2026-00042" in mail.text
    assert "2. LW-2026-00043 sales：填报成本价格表" in mail.text
    assert "已逾期 2 小时（系统停运期间漏发提醒 1 次）\n" in mail.text
    assert reminded(*calls, on=at(Language.EN, days=1)).subject == "[Due] 2 tasks"


def test_who_may_not_stop_a_clock_is_not_told_how() -> None:
    """A director is asked for a decision; no customer keeps them waiting."""
    signing = replace(PROPOSING, stage=Stage.SIGNING)
    for_director = reminder([CHEN], [(made(Call.REMINDER), signing)], at(), WORK)
    assert "暂停" not in write_mail(for_director, Language.ZH).text


def test_the_director_hears_who_is_late_with_what_by_how_much() -> None:
    mail = told((made(Call.LATE), PROPOSING), on=at(days=4))
    assert mail.subject == "【逾期】刘工：LW-2026-00042 苏州恒力管道工程有限公司：制作技术方案"
    assert mail.text.startswith("陈刚，您好：\n\n刘工经办的下列事项已经逾期，请督促办理：\n\n1. LW")
    assert "限 2026年11月24日（周二）09:15 前完成，已逾期 3 个工作日\n" in mail.text


def test_the_sales_gm_hears_that_the_director_was_told() -> None:
    on = at(days=4)
    mail = write_mail(overdue([SUN], [LIU], [(made(Call.UNHEEDED), PROPOSING)] * 2, on, WORK), Language.ZH)
    assert mail.subject == "【逾期】刘工有 2 项逾期"
    assert "刘工经办的下列事项逾期后已报告陈刚，至今仍未办理，请协调解决：" in mail.text
    english = told((made(Call.UNHEEDED), PROPOSING), on=at(Language.EN, days=4))
    assert "This was reported to 陈刚 before, and still waits for 刘工. Please settle it:" in english.text
    assert "Tue 24 Nov 2026 09:15; 3 working days late" in english.text


def test_nobody_is_said_to_know_what_the_service_could_not_tell() -> None:
    """Down for weeks, it makes only the last call."""
    assert (
        "刘工经办的下列事项已经逾期，请督促办理："
        in told((made(Call.UNHEEDED, 2), PROPOSING), on=at(days=30)).text
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("call", Call)
def test_no_mail_of_the_clock_has_gaps_or_unfilled_places(language: Language, call: Call) -> None:
    for several in (1, 2):
        calls = [(made(call, call, late_at=TASK.due_at + timedelta(days=9)), PROPOSING)] * several
        on = at(language, days=1)
        for mail in (reminder([LI, WANG], calls, on, WORK), overdue([CHEN], [LI], calls, on, WORK)):
            written = write_mail(mail, language)
            assert "\n\n\n" not in written.text
            assert "{" not in written.text + written.subject


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(hours=18, minutes=40), Words("2 个工作日 2 小时", "2 working days and 2 hours")),
        (timedelta(hours=8), Words("1 个工作日", "1 working day")),
        (timedelta(hours=8, minutes=40), Words("1 个工作日", "1 working day")),
        (timedelta(hours=1, minutes=59), Words("1 小时", "1 hour")),
        (timedelta(minutes=1, seconds=40), Words("1 分钟", "1 minute")),
        (timedelta(seconds=40), Words("", "")),
    ],
)
def test_working_time_is_told_in_days_and_hours(span: timedelta, said: Words) -> None:
    assert Words(*(printed.worked(span, DAY, language) for language in Language)) == said

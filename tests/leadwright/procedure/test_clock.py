"""The clock makes every call once, to the right people, whatever happens around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.procedure import clock
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.turns import reminding
from leadwright.procedure.turns.reminding import Calls
from leadwright.procedure.turns.turn_mail import Telling
from leadwright.tools import Tools
from register import alarms, tasks
from sales import calls
from sales.clocks import PROCEDURE, Clock, after, due
from sales.lead import Stage
from sales.paper import OutgoingMail, Task
from sales.people import Person
from sales.service import Alarm
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk, body
from tests.leadwright.procedure.acting import NUMBER, STAFF
from tests.register import made

MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
AWAY = '\n[[absence]]\nperson = "zhao"\ndeputy = "zhou"\nfrom = "2026-11-01"\nto = "2026-11-30"\n'


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk on a Monday morning."""
    return new_desk(people=STAFF).at(MONDAY)


def add(desk: Desk, stage: Stage = Stage.PROPOSING, count: int = 1) -> list[str]:
    """Register leads of 李明 in this stage, whose clock begins now; return their numbers."""
    time, now = desk.tools.working_time, desk.tools.now()
    allowed = PROCEDURE[Clock.PROPOSAL if stage is Stage.PROPOSING else Clock.DECISION]
    due_at = due(allowed, "single-machine", now, time)
    late_at = after(allowed.tolerance, due_at, time)
    numbers = []
    with desk.tools.register.begin() as c:
        for _ in range(count):
            number = made.add_lead(c, stage=stage).number
            task = Task(number, stage, "li", now, due_at, "P3.2", late_at=late_at)
            tasks.open_task(c, calls.wound(task, now, time))
            numbers.append(number)
    return numbers


def tick(desk: Desk, at: str) -> int:
    """Let the clock look on this day of November at 10:00."""
    return clock.tick(on(desk, at))


def on(desk: Desk, at: str) -> Tools:
    day, _, hour = at.partition(" ")
    return desk.at(MONDAY.replace(day=int(day)) + timedelta(hours=float(hour or 0))).tools


def called(desk: Desk, number: str = NUMBER) -> list[str]:
    """Return the calls that the log of a lead has, in their order."""
    return [move.detail["call"] for move in desk.moves(number) if move.name == clock.CALL]


def recipients(mail: OutgoingMail) -> set[str]:
    return {each.email.removesuffix("@example.com") for each in mail.recipients}


def test_a_late_proposal_is_reminded_of_then_tolerated_then_told_to_director_and_gm(desk: Desk) -> None:
    """P3.2: a single machine has 2 working days, and late by up to 2 more is tolerated."""
    add(desk)
    told = {}
    for day in ("2", "3", "4", "5", "6", "9", "10", "30"):
        before = len(desk.outgoing())
        made_now = tick(desk, day)
        told[day] = [(mail.purpose, recipients(mail)) for mail in desk.outgoing()[before:]]
        assert made_now == len(told[day])
    assert told == {
        "2": [],
        "3": [("reminder", {"tang"})],
        "4": [("reminder", {"tang"})],
        "5": [],
        "6": [("overdue", {"zhao", "qian", "tang", "wang"})],
        "9": [("overdue", {"zhou", "zhao", "qian", "tang", "wang"})],
        "10": [],
        "30": [],
    }
    assert called(desk) == ["reminder", "due", "late", "unheeded"]


def test_who_is_late_is_named_to_the_director_with_coordinator_and_owner_in_copy(desk: Desk) -> None:
    add(desk)
    tick(desk, "6")
    (mail,) = desk.outgoing()
    message = desk.message(mail)
    assert message["To"] == "赵刚 <zhao@example.com>, 钱进 <qian@example.com>"
    assert message["Cc"] == "唐工 <tang@example.com>, 王芳 <wang@example.com>"
    assert mail.subject == f"【逾期】唐工：{NUMBER} 公司名：制作技术方案"
    assert "已逾期 2 个工作日（系统停运期间漏发提醒 2 次）" in body(message)
    assert mail.path.startswith(desk.lead().folder)


def test_after_a_downtime_only_the_last_call_is_made_and_the_others_are_counted(desk: Desk) -> None:
    add(desk)
    assert tick(desk, "25") == 1
    assert called(desk) == ["unheeded"]
    assert desk.moves()[-1].detail["passed_over"] == "3"
    assert tick(desk, "26") == 0


def test_two_passes_at_once_call_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass has found what is due, and another makes the call before the first has written its mail."""
    add(desk)
    compose = reminding.reminders

    def overtaken(tools: Tools, late: Sequence[Person], calls: Calls) -> Telling:
        monkeypatch.setattr(reminding, "reminders", compose)
        assert clock._make(tools, late, (), calls) == 1
        return compose(tools, late, calls)

    monkeypatch.setattr(reminding, "reminders", overtaken)
    assert tick(desk, "4") == 0
    assert called(desk) == ["due"]
    assert len(desk.outgoing()) == 1


def cut_off(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_cut_off_before_the_commit_is_called_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk)
    with monkeypatch.context() as cut:
        cut.setattr("register.outbox.post", cut_off)
        with pytest.raises(KeyboardInterrupt):
            tick(desk, "4")
    assert (called(desk), desk.outgoing()) == ([], [])
    assert tick(desk, "4") == 1
    (mail,) = desk.outgoing()
    assert [path for path in desk.files() if "/correspondence/" in path] == [mail.path]


def test_several_tasks_of_one_person_are_one_mail(desk: Desk) -> None:
    numbers = add(desk, count=3)
    add(desk, Stage.PRICING)
    assert tick(desk, "3") == 5
    together, alone = desk.outgoing(""), desk.outgoing("LW-2026-00004")
    assert [mail.subject for mail in together] == ["【待办提醒】3 项待办"]
    assert all(number in body(desk.message(together[0])) for number in numbers)
    assert [recipients(mail) for mail in alone] == [{"li"}, {"wang", "zhao", "qian"}]  # due and late at once


def test_everybody_whose_turn_it_is_is_reminded(desk: Desk) -> None:
    add(desk, Stage.SIGNING)
    tick(desk, "2 5")
    assert recipients(desk.outgoing()[0]) == {"zhao", "qian"}


def test_a_task_that_is_of_no_stage_stays_its_owners(desk: Desk) -> None:
    (number,) = add(desk)
    with desk.tools.register.begin() as c:
        task = Task(number, "undelivered", "wang", MONDAY, MONDAY + timedelta(days=1), "P4.1")
        tasks.open_task(c, calls.wound(task, MONDAY, desk.tools.working_time))
    tick(desk, "2 5")
    (mail,) = desk.outgoing()
    assert recipients(mail) == {"wang"}
    assert mail.subject == f"【待办提醒】{number} 公司名：另行联系未收到邮件者"


def test_a_deputy_is_told_what_waits_for_who_is_away(new_desk: NewDesk) -> None:
    desk = new_desk(people=STAFF + AWAY).at(MONDAY)
    add(desk, Stage.SIGNING)
    tick(desk, "2 5")
    assert recipients(desk.outgoing()[0]) == {"zhao", "zhou", "qian"}


def test_what_nobody_has_the_role_for_is_the_coordinators(new_desk: NewDesk) -> None:
    desk = new_desk(people=STAFF.replace('["technical"]', '["office"]')).at(MONDAY)
    add(desk)
    tick(desk, "3")
    assert recipients(desk.outgoing()[0]) == {"wang"}


def test_waiting_for_the_customer_stops_the_calls_and_keeps_the_rest(desk: Desk) -> None:
    """Two working days, one of them gone before 23 days of waiting: a reminder at half of what is left."""
    add(desk)
    _act(desk, "3", "pause", reason="等客户图纸")
    assert tick(desk, "25") == 0
    with desk.tools.register.read() as c:
        assert tasks.tasks(c, overdue_at=on(desk, "25").now()) == []
    _act(desk, "26", "resume")
    assert tick(desk, "26") == 0
    assert tick(desk, "26 6.9") == 1
    assert tick(desk, "27") == 1
    assert called(desk) == ["reminder", "due"]


@pytest.mark.parametrize("move", ["drop", "revise-proposal"])
def test_a_move_that_leads_on_leaves_nothing_to_call(desk: Desk, move: str) -> None:
    add(desk, Stage.COSTING)
    _act(desk, "3", move, by="wang", reason="客户有变")
    assert tick(desk, "30") == 0
    assert desk.outgoing() == []


def _act(desk: Desk, at: str, move: str, by: str = "tang", **said: str) -> None:
    tools = on(desk, at)
    with tools.register.begin() as c:
        act(tools, c, Attempt(NUMBER, move, by, "command", said))


def test_a_broken_template_is_an_alarm_and_keeps_no_other_mail_waiting(desk: Desk) -> None:
    add(desk)
    templates = desk.tools.settings.home / "templates/zh/mail"
    templates.mkdir(parents=True)
    (templates / "overdue.txt").write_text("{{ nobody }}\n\n{{ knows }}", "utf-8")
    tick(desk, "4")
    add(desk.at(MONDAY.replace(day=5)))
    assert tick(desk, "6") == 1
    (alarm,) = open_alarms(desk)
    assert (alarm.key, "overdue.txt 第 1 行有误" in alarm.words.zh) == (clock.UNTOLD, True)
    (templates / "overdue.txt").unlink()
    assert tick(desk, "6 1") == 1
    assert open_alarms(desk) == []


def test_a_folder_that_somebody_has_renamed_is_not_made_anew(desk: Desk) -> None:
    add(desk)
    tick(desk, "3")
    folder = desk.tools.archive.absolute(desk.lead().folder)
    folder.rename(folder.with_name("elsewhere"))
    assert tick(desk, "4") == 0
    assert not folder.exists()
    assert "归档中找不到线索的文件夹" in open_alarms(desk)[0].words.zh
    folder.with_name("elsewhere").rename(folder)
    assert tick(desk, "4 1") == 1


def test_with_nobody_to_tell_it_is_an_alarm(new_desk: NewDesk) -> None:
    desk = new_desk(people="").at(MONDAY)
    add(desk)
    assert tick(desk, "4") == 0
    assert "没有可以提醒的人" in open_alarms(desk)[0].words.zh


def open_alarms(desk: Desk) -> list[Alarm]:
    with desk.tools.register.read() as c:
        return alarms.open_alarms(c)


def test_a_deadline_in_a_year_that_the_calendar_lacks_is_told_once(desk: Desk) -> None:
    """I15: weekends and the law's fixed holidays stand in, and it is said."""
    far = desk.at(datetime(2090, 12, 29, 2, 0, tzinfo=UTC))
    add(far)
    for _ in range(2):
        clock.tick(far.tools)
    assert [alarm.key for alarm in open_alarms(desk)] == ["calendar:2090"]
    (mail,) = desk.outgoing("")
    assert mail.subject.startswith("【系统告警】日历里没有 2090 年的放假调休安排，暂按周末和法定节日计算。")
    with desk.tools.register.begin() as c:
        tasks.close_all(c, NUMBER, MONDAY)
    clock.tick(desk.tools)
    assert open_alarms(desk) == []

"""What is due and does not move is counted, and told once (I13)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from leadwright.daemon import Daemon
from leadwright.standstill import Movement
from leadwright.status import totals
from register import alarms, leads
from sales.lead import Stage
from sales.service import Alarm
from sales.words import Unavailable
from tests.clock import Clock
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk, body
from tests.office import mail


@pytest.fixture
def desk(new_desk: NewDesk, clock: Clock) -> Desk:
    return Desk(replace(new_desk().tools, clock=clock))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def movement(desk: Desk) -> Movement:
    return Movement(desk.tools)


def open_alarms(desk: Desk) -> list[Alarm]:
    with desk.tools.register.read() as c:
        return alarms.open_alarms(c)


def waiting(desk: Desk) -> dict[str, int]:
    with desk.tools.register.read() as c:
        said = totals(c, desk.tools.settings, desk.tools.now())
    return {name: said[name] for name in ("queue", "to_place", "to_move", "to_hand_out") if said[name]}


def test_what_is_due_and_stands_still_is_told_once_until_it_moves(
    desk: Desk, clock: Clock, movement: Movement
) -> None:
    first = desk.receive(mail(), name="询价.eml")
    desk.receive(mail("询价：两台", "请报价。电话 13800138000"), name="二.eml")
    for minutes in (0, 14):
        clock.move(minutes=minutes)
        movement.watch()
    assert open_alarms(desk) == []
    for minutes in (1, 1, 60):
        clock.move(minutes=minutes)
        movement.watch()
    (alarm,) = open_alarms(desk)
    assert alarm.key == f"standstill:understand:{first}"
    assert "起没有资料得到处理，最先等待的是“询价.eml”" in alarm.words.zh
    (told,) = desk.outgoing("")
    assert told.subject.startswith("【系统告警】")
    assert "最先等待的是“询价.eml”" in body(desk.message(told))

    desk.work()
    movement.watch()
    assert open_alarms(desk) == []
    assert len(desk.outgoing("")) == 1


def test_where_nothing_is_due_nothing_stands_still(desk: Desk, clock: Clock, movement: Movement) -> None:
    for minutes in (0, 60):
        clock.move(minutes=minutes)
        movement.watch()
    desk.receive(mail())
    movement.watch()
    assert open_alarms(desk) == []


@pytest.mark.parametrize("moves", [lambda m: m.taken("place", 1), lambda m: m.page("fax.tif", 7, 300)])
def test_while_others_move_or_a_long_fax_is_read_nothing_stands_still(
    desk: Desk, clock: Clock, movement: Movement, moves: Callable[[Movement], None]
) -> None:
    desk.receive(mail())
    for _ in range(5):
        clock.move(minutes=10)
        movement.taken("understand", 0)
        moves(movement)
        movement.watch()
    assert open_alarms(desk) == []


def test_an_alarm_that_no_mail_can_be_written_about_is_raised_and_told_later(
    desk: Desk, clock: Clock, movement: Movement
) -> None:
    """The archive's share is away: what keeps the work from going on keeps the mail from being written."""
    desk.receive(mail())
    away = gone(desk)
    clock.move(minutes=15)
    for _ in range(2):
        with pytest.raises(Unavailable, match="not be mounted"):
            movement.watch()
    assert len(open_alarms(desk)) == 1
    away.rename(away.with_name(".tmp"))
    for _ in range(2):
        movement.watch()
    assert len(desk.outgoing("")) == len(open_alarms(desk)) == 1


def gone(desk: Desk) -> Path:
    """Let the archive look like one whose share is away."""
    aside = desk.tools.archive.root / ".tmp"
    return aside.rename(aside.with_name(".away"))


def test_the_service_says_why_it_stands_still_and_goes_on_by_itself(desk: Desk, clock: Clock) -> None:
    desk.receive(mail())
    service = Daemon(desk.tools)
    away = gone(desk)
    assert service._tried(service._advance) > 0
    clock.move(minutes=15)
    service._tick()
    (alarm,) = open_alarms(desk)
    assert "磁盘或共享可能没有挂载" in alarm.words.zh
    away.rename(away.with_name(".tmp"))
    assert service._tried(service._advance) == 0
    service._tick()
    assert (open_alarms(desk), desk.lead().stage) == ([], Stage.HANDED_OUT)


def test_what_waits_for_any_step_is_counted(desk: Desk) -> None:
    desk.receive(mail())
    assert waiting(desk) == {"queue": 1}
    desk.work("understand")
    assert waiting(desk) == {"to_place": 1, "to_hand_out": 1}
    desk.work("place")
    with desk.tools.register.begin() as c:
        leads.change(c, desk.lead().number, next_folder="2026/elsewhere")
    assert waiting(desk) == {"to_move": 1, "to_hand_out": 1}
    desk.work()
    assert waiting(desk) == {}

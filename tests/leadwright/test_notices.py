"""What the coordinators are told without asking: each thing once, by mail (I7, I13)."""

from datetime import datetime, timedelta

import pytest

from leadwright import notices
from register import alarms, held, sources
from sales.service import Alarm
from sales.words import Words
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk, body
from tests.leadwright.test_handing_out import SECOND_COORDINATOR
from tests.office import PEOPLE

FOLDERS = """
[[folder]]
path = "inbox/fax"
channel = "fax"
[[folder]]
path = "inbox/phone"
channel = "phone"
"""
BROKEN = Words("文件已损坏，请客户重发。", "The file is broken; ask for it again.")
AWAY = Words("共享文件夹不可用，请检查网络。", "The share is away; check the network.")
FAX, PHONE = "inbox/fax", "inbox/phone"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with two folders to watch."""
    return new_desk(extra=FOLDERS)


def hold(desk: Desk, *names: str) -> None:
    with desk.tools.register.begin() as c:
        for name in names:
            held.hold(c, name, "understand", BROKEN, desk.tools.now(), name=name)


def open_alarms(desk: Desk) -> list[Alarm]:
    with desk.tools.register.read() as c:
        return alarms.open_alarms(c)


def heard(desk: Desk, source: str) -> None:
    with desk.tools.register.begin() as c:
        sources.good_cycle(c, source, desk.tools.now(), 0)


def failed(desk: Desk, source: str) -> None:
    with desk.tools.register.begin() as c:
        sources.bad_cycle(c, source, desk.tools.now(), AWAY)


def start(desk: Desk) -> datetime:
    return desk.tools.opened_at


def told(desk: Desk) -> list[str]:
    """Return the subjects of the mails that are about no lead."""
    return [mail.subject for mail in desk.outgoing("")]


def test_what_was_set_aside_is_told_once(desk: Desk) -> None:
    hold(desk, "a.tif", "b.pdf")
    notices.tick(desk.tools)
    notices.tick(desk.tools)
    (mail,) = desk.outgoing("")
    assert mail.subject == "【待处理】2 项资料未能自动登记"
    text = body(desk.message(mail))
    assert "王芳，您好" in text
    assert "1. a.tif\n   原因：文件已损坏，请客户重发。" in text
    assert mail.path in desk.files()


def test_what_is_set_aside_later_is_told_in_a_mail_of_its_own(desk: Desk) -> None:
    hold(desk, "a.tif")
    notices.tick(desk.tools)
    hold(desk, "b.tif")
    notices.tick(desk.tools)
    first, second = (body(desk.message(mail)) for mail in desk.outgoing(""))
    assert ("a.tif" in first, "b.tif" in first) == (True, False)
    assert ("a.tif" in second, "b.tif" in second) == (False, True)


def test_of_a_flood_fifty_are_listed_and_the_rest_is_counted(desk: Desk) -> None:
    hold(desk, *(f"{number:03}.tif" for number in range(60)))
    notices.tick(desk.tools)
    notices.tick(desk.tools)
    (mail,) = desk.outgoing("")
    text = body(desk.message(mail))
    assert mail.subject == "【待处理】60 项资料未能自动登记"
    assert text.count(".tif") == notices.LISTED == 50
    assert "另有 10 项未列出" in text


def test_without_a_coordinator_it_waits_for_one(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE.replace('roles = ["coordinator"]', 'roles = ["office"]'))
    hold(desk, "a.tif")
    notices.tick(desk.tools)
    assert told(desk) == []
    with desk.tools.register.read() as c:
        assert len(held.untold(c)) == 1


@pytest.mark.parametrize(("language", "greeting"), [("zh", "王芳、钱敏，您好："), ("en", "Dear 王芳, 钱敏,")])
def test_every_coordinator_is_told_by_name(new_desk: NewDesk, language: str, greeting: str) -> None:
    desk = new_desk(head=f'language = "{language}"', people=PEOPLE + SECOND_COORDINATOR)
    hold(desk, "a.tif")
    notices.tick(desk.tools)
    (mail,) = desk.outgoing("")
    assert body(desk.message(mail)).startswith(greeting)
    assert {each.email for each in mail.recipients} == {"wang@example.com", "qian@example.com"}


def test_a_silent_source_raises_one_alarm_and_one_mail(desk: Desk) -> None:
    """I13: fifteen minutes after its last good pass, with the reason and the company's clock."""
    heard(desk, FAX)
    heard(desk, PHONE)
    later = desk.at(start(desk) + 14 * MINUTE)
    failed(later, FAX)
    heard(later, PHONE)
    notices.tick(later.tools)
    assert open_alarms(desk) == []

    for minutes in (16, 17, 40):
        later = desk.at(start(desk) + minutes * MINUTE)
        heard(later, PHONE)
        notices.tick(later.tools)
    (alarm,) = open_alarms(desk)
    assert alarm.key == "silent:inbox/fax"
    assert f"自 {start(desk):%Y-%m-%d %H:%M} 起" in alarm.words.zh
    (mail,) = desk.outgoing("")
    assert mail.subject.startswith("【收件中断】inbox/fax 自")
    assert AWAY.zh in body(desk.message(mail))


def test_a_good_pass_ends_the_alarm_and_the_next_silence_is_told_again(desk: Desk) -> None:
    heard(desk, FAX)
    silent = desk.at(start(desk) + 20 * MINUTE)
    heard(silent, PHONE)
    notices.tick(silent.tools)
    heard(silent, FAX)
    notices.tick(silent.tools)
    assert open_alarms(desk) == []
    again = desk.at(start(desk) + 60 * MINUTE)
    heard(again, PHONE)
    notices.tick(again.tools)
    assert [alarm.key for alarm in open_alarms(desk)] == ["silent:inbox/fax"]
    assert len(told(desk)) == 2


def test_two_sources_that_fall_silent_together_are_two_mails(desk: Desk) -> None:
    """I9: each keeps its own bytes, although both are composed within the same second."""
    silent = desk.at(start(desk) + 16 * MINUTE)
    notices.tick(silent.tools)
    mails = desk.outgoing("")
    assert {mail.subject.split()[0] for mail in mails} == {"【收件中断】inbox/fax", "【收件中断】inbox/phone"}
    for mail in mails:
        assert desk.message(mail)["Message-ID"] == mail.message_id


def test_a_source_that_never_answered_is_noticed_too(desk: Desk) -> None:
    """It hangs in its first pass: nothing stands in the register."""
    notices.tick(desk.at(start(desk) + 14 * MINUTE).tools)
    assert open_alarms(desk) == []
    notices.tick(desk.at(start(desk) + 16 * MINUTE).tools)
    assert len(open_alarms(desk)) == 2


def test_the_time_the_service_did_not_run_is_no_silence(desk: Desk) -> None:
    """After a weekend off, the first look is still on its way."""
    friday = desk.at(start(desk) - timedelta(days=3))
    heard(friday, FAX)
    heard(friday, PHONE)
    notices.tick(desk.tools)
    assert (open_alarms(desk), told(desk)) == ([], [])


def test_an_alarm_stays_over_a_restart_until_something_comes(new_desk: NewDesk) -> None:
    desk = new_desk(extra=FOLDERS)
    with desk.tools.register.begin() as c:
        alarms.raise_alarm(c, "silent:inbox/fax", AWAY, start(desk) - 60 * MINUTE)
    notices.tick(desk.tools)
    assert len(open_alarms(desk)) == 1
    heard(desk, FAX)
    notices.tick(desk.tools)
    assert open_alarms(desk) == []


def test_a_source_that_the_settings_no_longer_name_is_not_missed(desk: Desk) -> None:
    failed(desk.at(start(desk) - 60 * MINUTE), "inbox/old")
    heard(desk, FAX)
    heard(desk, PHONE)
    notices.tick(desk.tools)
    assert open_alarms(desk) == []


def test_a_file_that_never_stops_growing_is_told_once_until_it_goes(desk: Desk) -> None:
    """I6: it waits, it is not lost, and somebody looks at the fax machine."""
    growing = desk.tools.settings.home / FAX / "FAX 1.tif"
    growing.parent.mkdir(parents=True)
    watch = next(watch for watch in desk.tools.watches if watch.folder.name == FAX)
    for hour in range(3):
        growing.write_bytes(b"x" * (hour + 1))
        later = desk.at(start(desk) + hour * timedelta(hours=1))
        watch.scan(later.tools.now())
        heard(later, FAX)
        heard(later, PHONE)
        notices.tick(later.tools)
    assert [alarm.key for alarm in open_alarms(desk)] == [f"waiting:{FAX}/FAX 1.tif"]
    assert len(told(desk)) == 1
    growing.unlink()
    watch.scan(later.tools.now())
    notices.tick(later.tools)
    assert open_alarms(desk) == []

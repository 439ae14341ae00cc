"""A backup copies the register first and the archive second: restored, the archive may know more leads."""

from dataclasses import replace
from pathlib import Path

from leadwright import recovery, restored
from leadwright.by_hand import add_by_hand
from register import alarms
from sales.original import Channel
from tests.leadwright.desk import Desk
from tests.office import mail


def archived_only(desk: Desk, *numbers: str) -> list[Path]:
    """Leave leads in the archive that the register was copied too early for."""
    folders = [desk.tools.archive.root / f"2026/2026-11/华东/{number} 南京宏达" for number in numbers]
    for folder in folders:
        folder.mkdir(parents=True)
    return folders


def told(desk: Desk) -> list[str]:
    """Start the service; return the alarms that are on then."""
    recovery.recover(desk.tools)
    with desk.tools.register.read() as c:
        return [alarm.words.en for alarm in alarms.open_alarms(c)]


def test_a_number_whose_folder_is_in_the_archive_is_never_given_again(desk: Desk) -> None:
    """Two customers shared a number, and the form of one was written over that of the other (I3)."""
    archived_only(desk, "LW-2026-00001", "LW-2026-00003")
    desk.receive(mail())
    desk.work()
    add_by_hand(desk.tools, Channel.PHONE, {"company": "苏州精工"}, [], "wang")
    assert [lead.number for lead in desk.leads()] == ["LW-2026-00002", "LW-2026-00004"]


def test_leads_that_only_the_archive_knows_are_told_until_the_register_knows_them(desk: Desk) -> None:
    """Nobody looks at the machine: the coordinator has a mail, `status` an alarm, `doctor` a warning."""
    folders = archived_only(desk, "LW-2026-00002", "LW-2026-00003")
    (alarm,) = told(desk)
    assert "does not know: 2, the first LW-2026-00002." in alarm
    assert len(desk.outgoing("")) == 1
    (finding,) = restored.look(desk.tools.settings)
    assert (finding.warns, finding.said.en) == (True, alarm)

    for folder in folders:
        folder.rmdir()
    assert told(Desk(replace(desk.tools))) == []  # at the next start
    (finding,) = restored.look(desk.tools.settings)
    assert finding.ok
    assert not finding.warns


def test_an_archive_that_is_not_mounted_is_found(desk: Desk) -> None:
    """What lies in its place is an empty folder, which can be written: `doctor` called it fine (I1)."""
    desk.register_mails(mail())
    root = desk.tools.archive.root
    root.rename(root.with_name("away"))
    root.mkdir()
    (finding,) = restored.look(desk.tools.settings)
    assert not finding.ok
    assert "may not be mounted" in finding.said.en

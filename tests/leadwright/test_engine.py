"""Items that go together share a transaction and nothing else: one that fails is set aside alone (I7)."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from threading import Event, Semaphore

import pytest
from PIL import Image, ImageDraw

from leadwright import engine, handing_out
from leadwright.correct import correct
from leadwright.tools import Tools
from sales.lead import Lead, Stage
from sales.original import Channel, OriginalState
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk
from tests.office import PEOPLE, mail

PATIENCE = 60  # seconds
BROKEN = b"II*\0" + bytes(100)  # a fax that can't be read


def enquiries(count: int) -> list[bytes]:
    return [mail(f"询价 {serial}", f"我们要 {serial} 台环缝自动焊机，请报价。") for serial in range(count)]


def states(desk: Desk) -> list[OriginalState]:
    return [original.state for original in desk.originals()]


def test_an_item_that_cannot_be_understood_leaves_those_beside_it_alone(desk: Desk) -> None:
    first, second, third = enquiries(3)
    desk.receive(first)
    desk.receive(BROKEN, name="fax.tif", channel=Channel.FAX)
    desk.receive(second)
    desk.receive(third)
    desk.work()
    registered, held = OriginalState.REGISTERED, OriginalState.HELD
    assert states(desk) == [registered, held, registered, registered]
    assert [lead.number for lead in desk.leads()] == [f"LW-2026-{serial:05d}" for serial in (1, 2, 3)]
    assert [item.step for item in desk.held()] == ["understand"]


def test_an_original_that_went_bad_on_the_disk_is_set_aside_and_those_beside_it_are_filed(
    desk: Desk,
) -> None:
    for letter in enquiries(3):
        desk.receive(letter)
    desk.work("understand")
    bad = desk.tools.archive.absolute(desk.originals()[1].path)
    bad.chmod(0o644)
    bad.write_bytes(b"rot")
    desk.work("place")
    (item,) = desk.held()
    assert (item.step, item.subject) == ("place", desk.originals()[1].sha256)
    assert bad.name in item.reason.zh
    assert [original.next_path == "" for original in desk.originals()] == [True, False, True]


@pytest.mark.parametrize("step", ["understand", "place"])
def test_items_that_are_ready_together_share_one_transaction(
    step: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "A_BLINK", 60.0)  # however slow the machine
    for letter in enquiries(5):
        desk.receive(letter)
    if step == "place":
        desk.work("understand")
    begin, begun = desk.tools.register.begin, count()
    monkeypatch.setattr(desk.tools.register, "begin", lambda: (next(begun), begin())[1])
    desk.work(step)
    assert next(begun) == 1


def test_a_long_fax_keeps_no_mail_behind_it_waiting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mails are registered, filed and handed out while a page of the fax is still to be read (I7)."""
    desk.receive(fax(), name="fax.tif", channel=Channel.FAX)
    for letter in enquiries(3):
        desk.receive(letter)
    handed_out, in_time = Semaphore(0), list[bool]()

    def watch(step: str, taken: int) -> None:
        if step == "hand-out" and taken:
            handed_out.release(taken)

    def take_long(*_: object) -> None:
        in_time.extend(handed_out.acquire(timeout=PATIENCE) for _ in range(3))

    monkeypatch.setattr(desk.tools.reader, "on_page", take_long)
    engine.advance(desk.tools, progress=watch)
    assert in_time == [True] * 3
    assert len(desk.leads()) == 4


def test_no_mail_waits_for_faxes_however_many_they_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours of pages wait when a mail comes: it is handed out while the first of them is read (I7)."""
    scan = fax()
    for serial in range(200):
        desk.receive(scan + b"%d" % serial, name="fax.tif", channel=Channel.FAX)
    for letter in enquiries(2):
        desk.receive(letter)
    stop, pages = Event(), list[str]()

    def watch(step: str, taken: int) -> None:
        if step == "hand-out" and any(lead.channel is Channel.EMAIL for lead in desk.leads()):
            stop.set()

    def take_long(name: str, *_: object) -> None:
        pages.append(name)
        stop.wait(PATIENCE)

    monkeypatch.setattr(desk.tools.reader, "on_page", take_long)
    engine.advance(desk.tools, stop, watch)
    mails = [lead for lead in desk.leads() if lead.channel is Channel.EMAIL]
    assert [lead.stage for lead in mails] == [Stage.HANDED_OUT, Stage.HANDED_OUT]
    assert len(pages) == 1


def test_an_answer_finds_the_lead_of_a_mail_that_takes_longer_to_read(desk: Desk) -> None:
    """Both came in one round; the mail has a drawing to read, the answer two words."""
    drawing = b"\r\n".join([b"x" * 76] * 60_000)
    boundary = "Content-Type: multipart/mixed; boundary=part"
    first = mail(
        "询价", "--part\n\n我们要一台环缝自动焊机，请报价。\n--part\n", headers=boundary, message_id="<a@x>"
    )
    desk.receive(first + drawing + b"\r\n--part--\r\n")
    desk.receive(mail("回复：询价", "请尽快。", headers="In-Reply-To: <a@x>"))
    desk.work()
    assert states(desk) == [OriginalState.REGISTERED, OriginalState.JOINED]


def fax() -> bytes:
    """Return a fax of a page with a few words."""
    page = Image.new("1", (1728, 2200), 1)
    ImageDraw.Draw(page).text((200, 300), "Please quote two girth welders", fill=0, font_size=60)
    file = BytesIO()
    page.save(file, "TIFF", compression="group4")
    return file.getvalue()


def test_what_stands_in_the_way_of_some_leads_holds_those_alone(desk: Desk) -> None:
    """As many as would be taken for a disk that fails; whoever comes behind them is handed out (I7)."""
    for letter in enquiries(engine.PATIENCE + 1):
        desk.receive(letter)
    desk.work("understand", "place")
    blocked, (good,) = desk.leads()[: engine.PATIENCE], desk.leads()[engine.PATIENCE :]
    for lead in blocked:
        (desk.tools.archive.absolute(lead.folder) / "documents").write_text("a file of this name")
    desk.work()
    assert desk.lead(good.number).stage is Stage.HANDED_OUT
    assert {item.subject for item in desk.held()} == {lead.number for lead in blocked}
    assert all("documents" in item.reason.zh for item in desk.held())


def test_a_lead_corrected_while_it_is_handed_out_goes_to_whoever_is_right(
    new_desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P2.1: the form that was being written for the wrong manager is never sent."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.receive(mail())
    desk.work("understand", "place")
    prepare = handing_out.prepare

    def corrected_meanwhile(tools: Tools, lead: Lead) -> handing_out.HandedOut:
        handed = prepare(tools, lead)
        monkeypatch.undo()
        correct(tools, lead.number, {"manager": "sun"}, "wang")
        return handed

    monkeypatch.setattr(handing_out, "prepare", corrected_meanwhile)
    desk.work()
    (sent,) = desk.outgoing()
    assert "sun@example.com" in {recipient.email for recipient in sent.recipients}
    assert [task.owner for task in desk.tasks()] == ["sun"]

"""Registering by hand: what was typed stands above what was read, and nothing typed is ever lost (P1.1)."""

from pathlib import Path

import pytest

from leadwright import holding, notices
from leadwright.by_hand import BROKEN_OFF, add_by_hand
from sales.judgement import Kind
from sales.lead import Stage
from sales.original import Channel, OriginalState
from sales.words import Failure
from tests.leadwright.desk import Desk
from tests.office import mail

CALL = {"company": "无锡三力锅炉厂", "contact": "顾工", "phone": "0510-82345678", "product": "管板焊机"}
BROKEN = b"II*\0 broken"


def add(
    desk: Desk, fields: dict[str, str] | None = None, *files: Path, channel: Channel = Channel.PHONE
) -> str:
    return add_by_hand(desk.tools, channel, CALL if fields is None else fields, files, "wang").number


def test_a_call_becomes_a_lead_with_its_manager_and_its_note(desk: Desk) -> None:
    """The area code of what was typed tells whose it is."""
    number = add(desk)
    desk.work()
    lead = desk.lead(number)
    assert (lead.kind, lead.channel, lead.stage) == (Kind.LEAD, Channel.PHONE, Stage.HANDED_OUT)
    assert (lead.whose.region, lead.whose.manager) == ("华东", "li")
    assert {name: getattr(lead.enquiry, name).value for name in CALL} == CALL
    (note,) = desk.originals()
    assert "客户名称：无锡三力锅炉厂" in desk.bytes_of(note.path).decode()
    assert note.path.startswith(lead.folder)


def test_the_log_says_who_registered_it_and_how(desk: Desk) -> None:
    number = add(desk)
    first = desk.moves(number)[0]
    assert (first.name, first.by, first.way) == ("register", "wang", "command")
    assert (desk.lead(number).registered_by, desk.lead(number).source) == ("wang", "wang")


def test_a_dealer_is_the_source(desk: Desk) -> None:
    number = add(desk, CALL | {"source": "常州代理商"}, channel=Channel.DEALER)
    assert desk.lead(number).source == "常州代理商"


def test_the_same_words_twice_are_two_leads(desk: Desk) -> None:
    """A customer may well call twice for the same thing."""
    assert (add(desk), add(desk)) == ("LW-2026-00001", "LW-2026-00002")
    assert len({original.sha256 for original in desk.originals()}) == 2


def test_a_file_goes_with_the_lead_and_fills_what_was_not_typed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "询价单.eml"
    file.write_bytes(mail())
    lead = desk.lead(add(desk, {"company": "甲公司", "phone": ""}, file))
    desk.work()
    assert lead.enquiry.company is not None and lead.enquiry.company.value == "甲公司"
    assert lead.enquiry.phone is not None and lead.enquiry.phone.value == "025-84567890"
    assert (lead.whose.region, lead.whose.manager) == ("华东", "li")
    assert [original.lead for original in desk.originals()] == [lead.number] * 2


def test_a_file_that_came_in_before_stays_with_its_lead(desk: Desk, tmp_path: Path) -> None:
    """I2: its bytes are one original, which is seen once more."""
    first = desk.register_mails(mail())
    file = tmp_path / "again.eml"
    file.write_bytes(mail())
    second = add(desk, CALL, file)
    desk.work()
    before, note = desk.originals()
    assert (before.lead, note.lead) == (first.number, second)
    assert [sighting.source for sighting in before.sightings] == ["sales", "command"]
    assert before.path in desk.files()


def test_a_file_of_which_nothing_can_be_read_belongs_to_the_lead_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    """I7: the person knows what it is."""
    file = tmp_path / "fax.tif"
    file.write_bytes(BROKEN)
    number = add(desk, CALL, file)
    desk.work()
    assert [(each.state, each.lead) for each in desk.originals()] == [(OriginalState.REGISTERED, number)] * 2
    assert desk.held() == []
    assert desk.lead(number).stage is Stage.HANDED_OUT


@pytest.mark.parametrize("what", ["missing", "folder"])
def test_a_file_that_can_not_be_opened_is_named_and_nothing_is_registered(
    desk: Desk, tmp_path: Path, what: str
) -> None:
    """The archive is not to blame, and nothing is left in it."""
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    with pytest.raises(Failure) as failure:
        add(desk, CALL, path)
    assert str(path) in failure.value.words.zh
    assert "归档" not in failure.value.words.zh
    assert (desk.leads(), desk.originals(), desk.files()) == ([], [], [])


def test_an_unknown_field_is_named_with_the_known_ones(desk: Desk) -> None:
    with pytest.raises(Failure) as failure:
        add(desk, {"colour": "红"})
    assert "--set colour" in failure.value.words.zh
    assert "company" in failure.value.words.zh
    assert desk.originals() == []


@pytest.mark.parametrize("fields", [{}, {"source": "常州代理商"}, {"company": "  ", "budget": "50万"}])
def test_nothing_to_go_by_is_no_lead(desk: Desk, fields: dict[str, str]) -> None:
    """P1.1: nobody could call this customer, or say what is wanted."""
    with pytest.raises(Failure) as failure:
        add(desk, fields)
    assert "company, contact, phone, email, summary" in failure.value.words.zh
    assert "--file" in failure.value.words.en
    assert (desk.leads(), desk.originals(), desk.files()) == ([], [], [])


def test_a_file_alone_is_a_lead(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "fax.tif"
    file.write_bytes(BROKEN)
    assert desk.lead(add(desk, {}, file)).number == "LW-2026-00001"


def test_a_file_that_is_held_goes_to_the_lead_that_a_person_makes_of_it(desk: Desk, tmp_path: Path) -> None:
    """I7: it is no longer held, and no second lead comes of it."""
    desk.receive(BROKEN, name="fax.tif", source="inbox/fax")
    desk.work()
    (held,) = desk.held()
    file = tmp_path / "from-the-held-folder.tif"
    file.write_bytes(BROKEN)
    number = add(desk, CALL, file)
    desk.work()
    assert (held.name, desk.held()) == ("fax.tif", [])
    fax, note = desk.originals()
    assert [(fax.state, fax.lead), (note.state, note.lead)] == [(OriginalState.REGISTERED, number)] * 2
    assert fax.path in desk.files()
    assert len(desk.leads()) == 1


class Killed(BaseException):
    """Nothing of the program runs after it."""


def test_what_was_typed_when_the_program_was_killed_is_held_until_somebody_decides(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I2: reading a fax takes long enough to be killed at it. Who typed it has seen that no number came."""

    def killed(*_: object) -> None:
        raise Killed

    file = tmp_path / "fax.tif"
    file.write_bytes(BROKEN)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(desk.tools.reader, "read_and_judge", killed)
        add(desk, CALL, file)
    desk.work()
    notices.tell_held(desk.tools)
    assert [item.reason for item in desk.held()] == [BROKEN_OFF] * 2
    assert (desk.leads(), desk.outgoing("")) == ([], [])
    note, _ = desk.held()
    number = add(desk, CALL, file)
    assert [item.name for item in desk.held()] == ["登记记录.txt"]  # the file has its lead
    holding.retry(desk.tools, note.id)
    desk.work()
    assert [lead.number for lead in desk.leads()] == [number, "LW-2026-00002"]
    lead = desk.lead("LW-2026-00002")
    assert (lead.channel, lead.whose.manager) == (Channel.PHONE, "li")
    assert {name: getattr(lead.enquiry, name).value for name in CALL} == CALL


def test_a_file_of_another_lead_is_said_to_stay_there(desk: Desk, tmp_path: Path) -> None:
    """I2: the person must not think that the paper lies with the new lead."""
    first = desk.register_mails(mail())
    file = tmp_path / "again.eml"
    file.write_bytes(mail())
    added = add_by_hand(desk.tools, Channel.PHONE, CALL, [file], "wang")
    (said,) = added.remarks
    assert "again.eml" in said.zh
    assert first.number in said.zh


def test_a_file_that_would_join_another_lead_is_said_to(desk: Desk, tmp_path: Path) -> None:
    """It may be a new wish of the same customer, or the same one twice: only a person can tell."""
    first = desk.register_mails(mail(message_id="<first@example.com>"))
    file = tmp_path / "answer.eml"
    file.write_bytes(mail(subject="Re: 询价", headers="In-Reply-To: <first@example.com>"))
    added = add_by_hand(desk.tools, Channel.PHONE, CALL, [file], "wang")
    (said,) = added.remarks
    assert added.number != first.number
    assert all(name in said.zh for name in ("answer.eml", first.number, added.number))


def test_the_form_says_whose_it_is_in_the_words_of_the_office(desk: Desk) -> None:
    number = add(desk, {"company": "空白公司", "address": "山西省太原市迎泽大街 1 号"})
    assert desk.lead(number).whose.reason.zh.startswith("按地址“山西省太原市")

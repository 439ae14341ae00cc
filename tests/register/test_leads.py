"""Leads come back as they went in, are found by what people ask for, and move with their papers."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from register import documents, held, leads, originals, outbox
from register.database import Register
from sales.enquiry import Enquiry, Finding
from sales.judgement import Kind, Whose
from sales.lead import Lead, Stage
from sales.original import OriginalState
from tests.register import made
from tests.register.made import NOW, WHY


def test_a_lead_comes_back_as_it_was_registered(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c)
    with register.read() as c:
        assert leads.lead(c, lead.number) == lead
        assert leads.lead(c, "LW-2026-00099") is None


def test_a_number_is_given_to_one_lead_only(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c)
    with pytest.raises(IntegrityError), register.begin() as c:
        leads.add(c, lead)


def test_a_lead_stands_as_long_as_nothing_about_it_was_changed(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c)
        assert leads.stands(c, lead)
        leads.change(c, lead.number, importance="A")
        assert not leads.stands(c, lead)
        assert not leads.stands(c, replace(lead, number="LW-2026-00099"))


def test_changing_some_fields_leaves_the_others(register: Register) -> None:
    corrected = Whose(None, Finding("天津"), "华北", "wang", WHY)
    enquiry = Enquiry(company=Finding("另一公司", place="by hand"))
    with register.begin() as c:
        lead = made.add_lead(c)
        leads.change(c, lead.number, whose=corrected, kind=Kind.TENDER, enquiry=enquiry)
        leads.change(c, lead.number, first_contact_due=None, stage=Stage.HANDED_OUT)
        changed = replace(lead, whose=corrected, kind=Kind.TENDER, enquiry=enquiry)
        changed = replace(changed, first_contact_due=None, stage=Stage.HANDED_OUT)
        assert leads.lead(c, lead.number) == changed


def test_a_field_that_leads_do_not_have_is_a_mistake(register: Register) -> None:
    with pytest.raises(TypeError, match="regoin"), register.begin() as c:
        leads.change(c, "LW-2026-00001", regoin="华东")


def test_leads_wait_to_be_handed_out_by_number(register: Register) -> None:
    with register.begin() as c:
        numbers = [made.add_lead(c).number for _ in range(4)]
        leads.change(c, numbers[1], stage=Stage.HANDED_OUT)
        assert [lead.number for lead in leads.registered(c, 2)] == [numbers[0], numbers[2]]


def test_leads_wait_by_number_until_whose_turn_it_is_was_told(register: Register) -> None:
    with register.begin() as c:
        told = made.add_lead(c, stage=Stage.SIGNING)
        first, second, third = (made.add_lead(c, stage=Stage.SIGNING, is_announced=False) for _ in range(3))
        assert [lead.number for lead in leads.unannounced(c, 2)] == [first.number, second.number]
        assert leads.count_unannounced(c) == 3
        leads.change(c, first.number, is_announced=True)
        assert [lead.number for lead in leads.unannounced(c, 9)] == [second.number, third.number]
    assert told.is_announced


def test_nobody_is_told_of_a_lead_that_is_handed_out_first_or_on_its_way_or_held(register: Register) -> None:
    with register.begin() as c:
        made.add_lead(c, is_announced=False)
        made.add_lead(c, stage=Stage.SIGNING, is_announced=False, next_folder="elsewhere")
        lead = made.add_lead(c, stage=Stage.SIGNING, is_announced=False)
        id_ = held.hold(c, lead.number, leads.ANNOUNCE, WHY, NOW)
        assert leads.unannounced(c, 9) == []
        held.release(c, id_)
        assert leads.unannounced(c, 9) == [lead]


@pytest.mark.parametrize(
    ("wanted", "serials"),
    [
        ({}, [1, 2, 3, 4]),
        ({"period": "2026-11"}, [1, 2, 3]),
        ({"region": "华东"}, [1, 4]),
        ({"region": ""}, [3]),
        ({"period": "2026-11", "region": "华东"}, [1]),
        ({"kind": Kind.TENDER}, [2]),
        ({"stage": Stage.HANDED_OUT}, [3]),
        ({"manager": "wang"}, [2]),
        ({"manager": ""}, [3]),
        ({"region": "西北"}, []),
    ],
)
def test_the_listing_gives_what_is_asked_for(
    register: Register, wanted: dict[str, str], serials: list[int]
) -> None:
    north = Whose(None, None, "华北", "wang", WHY)
    with register.begin() as c:
        made.add_lead(c)
        made.add_lead(c, kind=Kind.TENDER, whose=north)
        made.add_lead(c, stage=Stage.HANDED_OUT, whose=Whose())
        made.add_lead(c, period="2026-12")
    with register.read() as c:
        found = [int(lead.number[-1]) for lead in leads.listing(c, **wanted)]  # type: ignore[arg-type] - by name
    assert found == serials


def test_the_listing_streams_more_than_a_page(register: Register) -> None:
    with register.begin() as c:
        for _ in range(1100):
            made.add_lead(c)
    with register.read() as c:
        assert [int(lead.number[-5:]) for lead in leads.listing(c)] == list(range(1, 1101))


def settle(c: Connection, lead: Lead, name: str, state: OriginalState, next_path: str) -> None:
    made.take_in(c, name, made.sighting(len(name)))
    sha256 = made.kept(name).sha256
    originals.settle(c, sha256, state, reason=WHY, next_path=next_path, lead=lead.number)


def moving_lead(register: Register, company: str = "公司名") -> Lead:
    """Return a lead that is to move: its original in place, a letter still waiting, a document, a mail."""
    with register.begin() as c:
        lead = made.add_lead(c, folder=f"2026/2026-11/华东/LW-2026-00001 {company}")
        settle(c, lead, "placed", OriginalState.REGISTERED, f"{lead.folder}/originals/placed.eml")
        settle(c, lead, "waiting", OriginalState.JOINED, f"{lead.folder}/correspondence/waiting.eml")
        originals.placed(c, made.kept("placed").sha256, f"{lead.folder}/originals/placed.eml")
        documents.add_version(
            c, made.version(lead.number, path=f"{lead.folder}/documents/registration-v1.docx")
        )
        outbox.post(c, made.mail(lead=lead.number, path=f"{lead.folder}/correspondence/1.eml"))
        leads.change(c, lead.number, next_folder="2026/2026-11/华北/LW-2026-00001")
    return lead


def test_a_lead_does_not_move_before_what_began_it_lies_in_its_folder(register: Register) -> None:
    """There may be no folder yet."""
    with register.begin() as c:
        lead = made.add_lead(c)
        settle(c, lead, "first", OriginalState.REGISTERED, f"{lead.folder}/originals/first.eml")
        leads.change(c, lead.number, next_folder="2026/2026-11/华北/LW-2026-00001")
        assert leads.moving(c, 10) == []
        originals.placed(c, made.kept("first").sha256, f"{lead.folder}/originals/first.eml")
        assert [each.number for each in leads.moving(c, 10)] == [lead.number]


@pytest.mark.parametrize("company", ["公司名", "100%_公司", "a\\b", "𠮷田"])
def test_a_moved_lead_takes_all_its_papers_along(register: Register, company: str) -> None:
    lead = moving_lead(register, company)
    with register.begin() as c:
        (moving,) = leads.moving(c, 10)
        leads.moved(c, lead.number, moving.folder, moving.next_folder)
    with register.read() as c:
        assert leads.moving(c, 10) == []
        assert leads.lead(c, lead.number) == replace(lead, folder=moving.next_folder)
        papers = {each.path for each in originals.listing(c, lead=lead.number)}
        papers |= {each.next_path for each in originals.listing(c, lead=lead.number)}
        papers |= {each.path for each in documents.versions(c, lead.number)}
        papers |= {each.path for each in outbox.mails_of(c, lead.number)}
    assert papers == {
        "",
        made.kept("waiting").path,
        "2026/2026-11/华北/LW-2026-00001/originals/placed.eml",
        "2026/2026-11/华北/LW-2026-00001/correspondence/waiting.eml",
        "2026/2026-11/华北/LW-2026-00001/documents/registration-v1.docx",
        "2026/2026-11/华北/LW-2026-00001/correspondence/1.eml",
    }


def test_a_folder_whose_name_begins_alike_stays(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c, folder="a/b")
        documents.add_version(c, made.version(lead.number, path="a/bc/form.docx"))
        leads.moved(c, lead.number, "a/b", "a/d")
        assert [each.path for each in documents.versions(c, lead.number)] == ["a/bc/form.docx"]


def test_a_move_asked_for_during_a_move_is_still_to_come(register: Register) -> None:
    with register.begin() as c:
        lead = made.add_lead(c, next_folder="second")
        leads.change(c, lead.number, next_folder="third")
        leads.moved(c, lead.number, lead.folder, "second")
        (moving,) = leads.moving(c, 10)
    assert (moving.folder, moving.next_folder) == ("second", "third")


def test_what_a_stranger_wrote_comes_back_as_text(register: Register) -> None:
    hostile = "'; DROP TABLE leads; --\x00\ud800 {{ 7*7 }} <b>&amp;"
    with register.begin() as c:
        lead = made.add_lead(c, source=hostile, enquiry=Enquiry(company=Finding(hostile)))
        found = leads.lead(c, lead.number)
    assert found is not None
    assert found.source == "'; DROP TABLE leads; --\ufffd\ufffd {{ 7*7 }} <b>&amp;"
    assert found.enquiry.company == Finding("'; DROP TABLE leads; --\x00\ufffd {{ 7*7 }} <b>&amp;")
    assert found.received_at == NOW

"""The technical proposal: what it takes from the register, and what differs between the product lines."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from documents import returned, standards
from documents.case import Case
from documents.fields import fields_of, leaves
from documents.labels import PRODUCT_LINES
from documents.make import make
from documents.proposal import CHAPTERS, ProposalFields, fields
from documents.requirements import Requirements, requirements
from leadwright.demo.word import fill_in
from sales.enquiry import Finding
from sales.paper import DocumentKind
from sales.words import Language
from tests.documents.cases import CASE, LEAD, paper
from tests.documents.libreoffice import needs_libreoffice, saved_as


def case(line: str) -> Case:
    return replace(CASE, lead=replace(LEAD, enquiry=replace(LEAD.enquiry, product_line=Finding(line))))


def headings(document: bytes) -> list[str]:
    """Return the chapters of a document, as Word's navigation lists them."""
    paragraphs = docx.Document(BytesIO(document)).paragraphs
    return [each.text for each in paragraphs if each._p.xpath("w:pPr/w:outlineLvl")]


@pytest.mark.parametrize("own", CHAPTERS.values(), ids=lambda own: own[0])
def test_each_product_line_has_its_own_chapters(own: tuple[str, tuple[str, ...]]) -> None:
    line, names = own
    called = {field.name: field.called.zh for field in fields_of(ProposalFields)}
    found = headings(make(DocumentKind.PROPOSAL, case(line), paper()))
    others = {name for other, theirs in CHAPTERS.values() if other != line for name in theirs}
    assert [called[name] for name in names] == [each for each in found if each in map(called.get, names)]
    assert not {called[name] for name in others} & set(found)
    assert found[:4] == ["修订记录", "用户要求", "工艺过程说明", "设备布局"]
    assert found[-1] == "交货期"


def test_a_chapter_that_somebody_has_written_is_there_whatever_the_product_line() -> None:
    said = {"process": "步骤", "flow": "节拍 90 秒"}
    assert "工序划分及生产节拍" in headings(
        make(DocumentKind.PROPOSAL, replace(case("single-machine"), said=said), paper())
    )


def test_every_product_line_of_ours_has_its_equipment() -> None:
    lines = set(PRODUCT_LINES)
    assert set(standards.EQUIPMENT) == set(standards.COMPONENTS) == lines
    assert {line for line, _ in CHAPTERS.values()} == lines


def test_a_product_line_of_the_settings_has_what_all_have() -> None:
    form = fields(case("laser-cladding"), paper())
    assert (form.is_machine, form.is_line, form.is_robot) == ("", "", "")
    assert {row.name for row in form.equipment} == {""}
    assert form.utilities[0].utility == "电源"


def test_a_new_proposal_has_the_standard_clauses_and_equipment_of_its_line() -> None:
    form = fields(CASE, paper(Language.EN))
    assert form.project == "管道环缝自动焊接机器人工作站"
    assert form.equipment[0].name == "Arc welding robot"
    assert form.service.startswith("The warranty period is 12 months")


def test_what_somebody_took_out_of_a_proposal_does_not_come_back() -> None:
    form = fields(replace(CASE, said={"equipment.0.name": "焊机", "service": ""}), paper())
    assert [row.name for row in form.equipment if row.name] == ["焊机"]
    assert form.service == ""


def test_what_a_move_says_leaves_the_standard_clauses_in_place() -> None:
    assert fields(replace(CASE, said={"reference": "单机参考方案"}), paper()).service


def test_the_request_says_better_than_the_enquiry_what_the_customer_wants() -> None:
    said = {"material": "Q355B", "output": "每班 40 件", "background": "新厂"}
    wishes = requirements(replace(CASE, request=said), paper())
    assert (wishes.material, wishes.output, wishes.workpiece) == ("Q355B", "每班 40 件", "不锈钢管道")


def test_no_printed_wish_is_called_as_a_place_to_fill_in() -> None:
    """A form without tags is read by its labels."""
    places = {field.called for _, field in leaves(ProposalFields) if field.blank}
    assert not places & {field.called for _, field in leaves(Requirements)}


@needs_libreoffice
@pytest.mark.parametrize("language", Language)
def test_chapters_are_read_by_their_headings_where_a_program_dropped_the_tags(
    language: Language, tmp_path: Path
) -> None:
    written = {
        "process": "上料\n定位\n焊接",
        "reach": "见图 3",
        "equipment.1.model": "KR-20",
        "delivery": "90 天",
    }
    filled = fill_in(make(DocumentKind.PROPOSAL, CASE, paper(language)), written)
    form = returned.read(saved_as("docx", filled, tmp_path))
    assert form is not None
    assert {place: form.places[place] for place in written} == written
    assert form.places["layout"] == ""
    assert form.places["service"] == fields(CASE, paper(language)).service

"""What the internal forms print of what the register and the moves know already."""

from dataclasses import replace
from io import BytesIO

import docx
from drafting.file import draft
from drafting.forms.proposal_request import PROPOSAL_REQUEST

from documents import dispatch_request, refusal, review_record, transfer
from documents.case import Case, Paper
from sales.judgement import Kind
from sales.people import Person, Role
from sales.words import Language, Words
from tests.documents.cases import CASE, LEAD, TERRITORY, paper

ZHAO = Person("zhao", "赵刚", "zhao@example.com", frozenset({Role.DIVISION}))
QIAN = Person("qian", "钱进", "qian@example.com", frozenset({Role.DIVISION}))


def with_heads(*heads: Person) -> Paper:
    """Return paper of a company whose settings name these heads of other divisions."""
    return replace(paper(), territory=replace(TERRITORY, people=(*TERRITORY.people, *heads)))


def test_the_head_of_the_only_other_division_is_named() -> None:
    assert transfer.fields(CASE, with_heads(ZHAO)).division_head == "赵刚"
    assert transfer.fields(CASE, with_heads(ZHAO, QIAN)).division_head == ""


def test_a_transfer_prints_what_the_move_said() -> None:
    said = {"division": "切割设备事业部", "reason": "客户需要激光切割机"}
    form = transfer.fields(replace(CASE, said=said), paper())
    assert (form.division, form.reason) == ("切割设备事业部", "客户需要激光切割机")


def test_what_was_judged_to_be_for_another_division_says_why() -> None:
    lead = replace(LEAD, kind=Kind.OTHER_DIVISION, reason=Words("询的是切割机", "It is about a cutter"))
    assert transfer.fields(Case(lead), paper()).reason == "询的是切割机"
    assert transfer.fields(CASE, paper()).reason == ""


def test_people_are_sent_to_the_customers_address_unless_the_manager_says_another() -> None:
    assert dispatch_request.fields(CASE, paper()).place == LEAD.enquiry.found()["address"].value
    elsewhere = replace(CASE, said={"place": "我公司会议室"})
    assert dispatch_request.fields(elsewhere, paper()).place == "我公司会议室"


def test_a_review_has_every_point_and_keeps_what_was_said_of_it() -> None:
    said = {"points.1.finding": "conditional", "points.1.opinion": "需外协", "reason": "双方意见不一"}
    form = review_record.fields(replace(CASE, said=said), paper())
    assert [point.point for point in form.points] == [point.zh for point in review_record.POINTS]
    assert (form.points[1].finding, form.points[1].opinion) == ("有条件", "需外协")
    assert form.reason == "双方意见不一"


def test_a_refusal_names_the_request_that_it_answers() -> None:
    form = refusal.fields(replace(CASE, said={"reason": "周期不足"}), paper(Language.EN))
    assert form.request == "Project information and proposal request (LW-2026-00042)"
    assert form.reason == "周期不足"


def test_what_must_be_filled_in_has_a_star_and_the_form_says_so() -> None:
    document = docx.Document(BytesIO(draft(PROPOSAL_REQUEST, Language.ZH)))
    labels = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"项目背景＊", "重要程度＊", "决策人员"} <= labels
    assert document.paragraphs[-1].text == "注：带“＊”的栏目必须填写。"

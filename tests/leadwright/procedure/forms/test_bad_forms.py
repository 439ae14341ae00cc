"""Every bad form of an office goes back with its sentence, in the language of the house; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from documents import returned
from leadwright import writing
from leadwright.demo.word import fill_in, without
from leadwright.procedure.forms import returning
from register import documents, leads
from sales.lead import Stage
from sales.original import Channel
from sales.paper import DocumentKind
from sales.returned import Returned, Way
from sales.words import Failure, Language, Words
from tests.documents.libreoffice import needs_libreoffice, saved_as
from tests.documents.test_trial import edited
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, body
from tests.leadwright.procedure.forms.test_returning import (
    COMPLETE,
    NUMBER,
    REQUEST,
    TECHNICAL,
    came,
    form,
    newest,
    person,
)
from tests.office import mail

pytestmark = pytest.mark.only("sqlite", because="what is wrong with a form is no matter of the register")

GENERAL = """
[[person]]
id = "qian"
name = "钱总"
email = "qian@example.com"
roles = ["sales-gm"]
"""
COSTS, QUOTE, REFUSAL = DocumentKind.COST_SHEET, DocumentKind.QUOTE, DocumentKind.REFUSAL
REVIEW = DocumentKind.REVIEW_RECORD
ITEM = {
    "lines.0.description": "环缝焊机",
    "lines.0.quantity": "2",
    "lines.0.materials": "100,000",
    "contingency": "5",
    "stated_total": "210,000",
    "valid_until": "2027-06-30",
}
PRICED = {
    "price_kind": "user",
    "lines.0.description": "环缝焊机",
    "lines.0.quantity": "2",
    "lines.0.price": "150,000",
    "tax_rate": "13",
    "delivery": "90 天",
    "payment": "3:6:1",
    "valid_until": "2030-01-31",
    "warranty": "12 个月",
}
Bad = tuple[Callable[[Desk], Returned], str, Words]
"""How a bad form comes about, who sends it, and what they are told."""

REQUESTS: Mapping[str, Bad] = {
    "a required field is empty": (
        lambda desk: form(desk, background=""),
        "li",
        Words("“项目背景”：必填，尚未填写", "Background: is required, and is empty"),
    ),
    "an impossible date": (
        lambda desk: form(desk, wanted_by="2027-02-30"),
        "li",
        Words(
            "“要求完成日”：“2027-02-30”不是日历上有的日期",
            'Wanted by: "2027-02-30" is no date that the calendar has',
        ),
    ),
    "another company's template, without a place that is needed": (
        lambda desk: read(without(fill_in(desk.bytes_of(newest(desk).path), COMPLETE), "background")),
        "li",
        Words(
            "“项目背景”：表中没有这一栏，所用的不是现行模板，请在所附表格上填写",
            "Background: has no place in this form, which is made from another template",
        ),
    ),
    "a version that nobody has written": (
        lambda desk: replace(form(desk), version=7),
        "li",
        Words("表上写的是第 7 版，而最新的是第 1 版", "it says version 7, and the newest is 1"),
    ),
    "the wrong person": (
        form,
        "sun",
        Words("孙丽不能对", "孙丽 may not do"),
    ),
    "a lead that there is not": (
        lambda desk: replace(form(desk), lead="LW-2031-00009"),
        "li",
        Words("表上的线索编号 LW-2031-00009 没有登记，请核对", "LW-2031-00009, is not in the register"),
    ),
    "a PDF or a photo": (
        lambda desk: Returned(REQUEST, NUMBER, 1, Way.PICTURE, name="申请表.pdf"),
        "li",
        Words("请交来 Word 文件（.docx）", "send the Word file (.docx)"),
    ),
    "a form that is not its turn": (
        lambda desk: paper(desk, COSTS, ITEM),
        "tang",
        Words("不需要《成本价格表》；现在可交：", 'needs no "Cost price sheet" now; what can be sent in:'),
    ),
}
MONEY: Mapping[str, Bad] = {
    "a price with letters": (
        lambda desk: paper(desk, COSTS, ITEM | {"lines.0.materials": "10万左右"}),
        "tang",
        Words(
            "“材料费（第 1 行）”：“10万左右”不是数字，请写成 12300.50",
            'Materials (row 1): "10万左右" is no number; write it as 12300.50',
        ),
    ),
    "costs that do not add up": (
        lambda desk: paper(desk, COSTS, ITEM | {"stated_total": "200,000"}),
        "tang",
        Words(
            "填报合计 200,000.00 与各项相加所得 210,000.00 不符",
            "Your total, 200,000.00, is not what the items come to, 210,000.00",
        ),
    ),
    "a negative cost": (
        lambda desk: paper(desk, COSTS, ITEM | {"lines.0.materials": "-100"}),
        "tang",
        Words("“-100”不是金额，金额不为负，最多两位小数", '"-100" is no amount: it is not negative'),
    ),
}
QUOTES: Mapping[str, Bad] = {
    "fewer than none": (
        lambda desk: paper(desk, QUOTE, PRICED | {"lines.0.quantity": "-2"}),
        "li",
        Words("第 1 项的数量应大于 0", "The quantity of item 1 has to be more than 0"),
    ),
    "a total that nobody pays": (
        lambda desk: paper(
            desk, QUOTE, PRICED | {"lines.0.price": "9,999,999,999", "lines.0.quantity": "9999999"}
        ),
        "li",
        Words("过大，请核对数量和单价", "is too large; check quantities and prices"),
    ),
    "a tax that takes all back": (
        lambda desk: paper(desk, QUOTE, PRICED | {"tax_rate": "-100"}),
        "li",
        Words("税率 -100 应在 0 到 100 之间", "The tax rate of -100 has to be from 0 to 100"),
    ),
}


@pytest.fixture(params=Language)
def house(request: pytest.FixtureRequest, new_desk: NewDesk) -> tuple[Desk, Language]:
    """A desk with a lead that is handed out to 李明, and the request that he is to fill in."""
    language: Language = request.param
    desk = new_desk(head=f'language = "{language}"', extra=OTHERS + TECHNICAL + GENERAL)
    desk.register_mails(mail())
    newest(desk)
    return desk, language


def paper(desk: Desk, kind: DocumentKind, written: Mapping[str, str]) -> Returned:
    """Return the newest paper of a kind, written where there is none, as read with this filled in."""
    with desk.tools.register.read() as c:
        found = [each for each in documents.versions(c, NUMBER) if each.kind == kind]
    if not found:
        writing.write_anew(desk.tools, kind, NUMBER, "wang")
        return paper(desk, kind, written)
    return read(fill_in(desk.bytes_of(found[-1].path), written))


def read(document: bytes) -> Returned:
    """Return the form that a document is."""
    form_ = returned.read(document)
    assert form_ is not None
    return replace(form_, name=f"{form_.kind}.docx", sha256=sha256(document).hexdigest())


def in_stage(desk: Desk, stage: Stage) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage)


def told(desk: Desk, bad: Bad, serial: int) -> str:
    """Return what the sender of a bad form is told."""
    make, by, _ = bad
    form_ = make(desk)
    before = len(desk.outgoing())
    returning.take_back(desk.tools, came(desk, serial), [form_], person(desk, by))
    mails = desk.outgoing()
    assert len(mails) == before + 1
    return body(desk.message(mails[-1]))


def check_all(house: tuple[Desk, Language], bad: Mapping[str, Bad], stage: Stage) -> None:
    desk, language = house
    for serial, (name, each) in enumerate(bad.items(), start=100):
        text = told(desk, each, serial)
        assert each[2].in_(language) in text, name
        assert Words("没有丢失", "nothing is lost").in_(language) in text, name
        assert desk.lead().stage is stage, name


def test_every_bad_request_goes_back_with_its_sentence(house: tuple[Desk, Language]) -> None:
    check_all(house, REQUESTS, Stage.HANDED_OUT)


def test_figures_that_can_not_be_go_back_with_their_sentence(house: tuple[Desk, Language]) -> None:
    in_stage(house[0], Stage.COSTING)
    check_all(house, MONEY, Stage.COSTING)


def test_quotes_that_can_not_be_go_back_with_their_sentence(house: tuple[Desk, Language]) -> None:
    """The form is printed once more to go back, whatever its sums come to."""
    in_stage(house[0], Stage.PRICING)
    check_all(house, QUOTES, Stage.PRICING)


def test_a_form_in_a_reply_about_another_lead_goes_back(house: tuple[Desk, Language]) -> None:
    """Nobody can tell which of the two is meant."""
    desk, language = house
    other = "LW-2026-00002"
    returning.take_back(desk.tools, came(desk, lead=other), [form(desk)], person(desk))
    expected = Words(
        f"此表属于 {NUMBER}，邮件却是对 {other} 的回复；请在 {NUMBER} 的邮件上回复，附上此表",
        f"it is about {NUMBER}, and came in a reply about {other}; attach it to a reply about {NUMBER}",
    )
    assert expected.in_(language) in body(desk.handed_out())
    assert desk.lead().stage is Stage.HANDED_OUT


def test_a_form_that_comes_twice_is_said_to_have_come_before(house: tuple[Desk, Language]) -> None:
    desk, language = house
    same = form(desk)
    for serial in (1, 2):
        returning.take_back(desk.tools, came(desk, serial), [same], person(desk))
    text = body(desk.handed_out())
    expected = Words("内容与已归档的第 2 版相同", "it says the same as version 2, which is filed")
    assert expected.in_(language) in text
    assert Words("无需再交", "there is no need to send it again").in_(language) in text
    assert newest(desk).version == 2


def test_an_older_version_comes_back_as_the_newest(house: tuple[Desk, Language]) -> None:
    desk, language = house
    first = desk.bytes_of(newest(desk).path)
    returning.take_back(desk.tools, came(desk), [form(desk, first)], person(desk))
    in_stage(desk, Stage.ASSESSING)
    returning.take_back(desk.tools, came(desk, 2), [form(desk, first, scope="三套")], person(desk))
    expected = Words(
        "所填的是第 1 版，最新的是第 2 版；您填写的内容已移入所附的最新版",
        "version 1 was filled in, and version 2 is the newest; what you wrote stands in the attached one now",
    )
    assert expected.in_(language) in body(desk.handed_out()).replace("\n", " ").replace("  ", " ")


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A Chinese desk with a lead that is handed out to 李明, and the request that he is to fill in."""
    desk = new_desk(extra=OTHERS + TECHNICAL + GENERAL)
    desk.register_mails(mail())
    newest(desk)
    return desk


@needs_libreoffice
def test_a_form_saved_as_wps_and_dropped_is_taken_and_its_pdf_goes_back(desk: Desk, tmp_path: Path) -> None:
    """WPS writes Word's old format under its own name; a PDF shows what it is, and nothing that is in it."""
    filled = fill_in(desk.bytes_of(newest(desk).path), COMPLETE)
    desk.receive(saved_as("pdf", filled, tmp_path), name="申请表.pdf", channel=Channel.PHONE)
    desk.work("understand", "place", "answer")
    assert "《项目信息及方案申请表》（申请表.pdf）未能采用" in body(desk.handed_out())
    assert desk.lead().stage is Stage.HANDED_OUT
    desk.receive(saved_as("doc", filled, tmp_path), name="申请表.wps", channel=Channel.PHONE)
    desk.work("understand", "place", "answer")
    assert desk.lead().stage is Stage.SIGNING
    assert newest(desk).said["background"] == COMPLETE["background"]


BROKEN = {
    "模板.*“{{ backgruond }}”.*用到|没有字段 'backgruond'": ("{{ background }}", "{{ backgruond }}"),
    "for 没有对应的 endfor": ("{{ background }}", "{% for each in attached %}{{ background }}"),
}


@pytest.mark.parametrize("reason", BROKEN)
def test_a_form_whose_template_is_broken_is_held_and_goes_on_once_it_is_mended(
    desk: Desk, reason: str
) -> None:
    """Nothing is sent back: its sender has done nothing wrong."""
    good = form(desk)
    folder = desk.tools.settings.home / "templates/zh"
    folder.mkdir(parents=True)
    own = edited(folder, REQUEST, BROKEN[reason])
    before = len(desk.outgoing())
    with pytest.raises(Failure) as raised:
        returning.take_back(desk.tools, came(desk), [good], person(desk))
    assert str(own) in raised.value.words.zh
    assert len(desk.outgoing()) == before
    own.unlink()
    returning.take_back(desk.tools, came(desk), [good], person(desk))
    assert desk.lead().stage is Stage.SIGNING


def test_a_template_whose_picture_is_gone_holds_the_form_that_was_dropped(desk: Desk) -> None:
    """The coordinators see file and remedy; the form goes on when the picture is back."""
    filled = fill_in(desk.bytes_of(newest(desk).path), COMPLETE)
    folder = desk.tools.settings.home / "templates/zh"
    folder.mkdir(parents=True)
    picture = "word/media/image2.png"
    own = edited(folder, REQUEST, without=picture)
    desk.receive(filled, name="申请表.docx", channel=Channel.PHONE)
    desk.work("understand", "place", "answer")
    (item,) = desk.held()
    assert f"模板 {own} 缺少图片 image2.png。请用 Word 重新插入" in item.reason.zh
    assert f"The template {own} lacks its picture image2.png." in item.reason.en


def test_the_request_says_how_important_the_lead_is(desk: Desk) -> None:
    returning.take_back(desk.tools, came(desk), [form(desk, importance="B 级")], person(desk))
    assert desk.lead().importance == "B"


def requested(desk: Desk) -> None:
    """Let the manager's request be signed, and the technical group be asked."""
    returning.take_back(desk.tools, came(desk), [form(desk)], person(desk))
    in_stage(desk, Stage.REQUESTED)
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, is_announced=False)
    desk.work("announce")


def test_a_refusal_that_was_filled_in_gives_the_reason_that_the_move_needs(desk: Desk) -> None:
    """The form's field is the one that the log, and what is written next, go by (P2.4)."""
    requested(desk)
    refusal = paper(desk, REFUSAL, {"reason": "壁厚超出焊枪能力", "ground": "超出技术能力"})
    returning.take_back(desk.tools, came(desk, 2), [refusal], person(desk, "tang"))
    assert desk.lead().stage is Stage.REFUSED
    (made,) = (move for move in desk.moves() if move.name == "refuse")
    assert (made.by, made.detail["reason"]) == ("tang", "壁厚超出焊枪能力")


def test_a_refusal_without_its_reason_goes_back(desk: Desk) -> None:
    requested(desk)
    returning.take_back(desk.tools, came(desk, 2), [paper(desk, REFUSAL, {})], person(desk, "tang"))
    assert desk.lead().stage is Stage.REQUESTED
    assert "“不参与原因”：必填，尚未填写" in body(desk.handed_out())


REVIEWED = {
    "reviewed_on": "2026-11-20",
    "present": "李明、唐工",
    "points.0.opinion": "壁厚需分层焊",
    "points.0.finding": "有条件",
    "conclusion": "部分承接",
    "manager_opinion": "建议承接",
}


def test_a_review_record_comes_back_while_the_general_manager_decides(desk: Desk) -> None:
    """It makes no move: the decision is by mail, on the signed paper or by command, on the newest record."""
    in_stage(desk, Stage.DISPUTED)
    record = paper(desk, REVIEW, REVIEWED | {"sales_gm_opinion": "同意制作"})
    returning.take_back(desk.tools, came(desk), [record], person(desk))
    assert "“裁定意见”：由销售总经理填写，未采用您填写的内容" in body(desk.handed_out())
    assert (desk.lead().stage, desk.lead().is_announced) == (Stage.DISPUTED, False)
    again = paper(desk, REVIEW, {"sales_gm_opinion": "同意制作"})
    assert (again.version, again.places["manager_opinion"]) == (2, "建议承接")
    returning.take_back(desk.tools, came(desk, 2), [again], person(desk, "qian"))
    said = _said(desk, REVIEW)
    assert (said["sales_gm_opinion"], said["conclusion"]) == ("同意制作", "part")
    assert desk.lead().stage is Stage.DISPUTED


def test_a_review_record_that_was_dropped_is_the_coordinator_s_to_fill_in(desk: Desk) -> None:
    """Nobody knows who has dropped it, so it gives nobody's decision."""
    in_stage(desk, Stage.DISPUTED)
    record = paper(desk, REVIEW, REVIEWED | {"sales_gm_opinion": "同意制作"})
    returning.take_back(desk.tools, came(desk, channel=Channel.PHONE), [record], None)
    said = _said(desk, REVIEW)
    assert said["conclusion"] == "part"
    assert "sales_gm_opinion" not in said


def _said(desk: Desk, kind: DocumentKind) -> Mapping[str, str]:
    with desk.tools.register.read() as c:
        return [each for each in documents.versions(c, NUMBER) if each.kind == kind][-1].said

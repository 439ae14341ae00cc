"""The texts of the mails, from their templates."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from documents.case import Case
from documents.form_returned import Outcome, form_returned
from documents.look import Look
from documents.mail_html import html_of
from documents.mail_text import MailText, write_mail
from documents.mails import MAILS, Mail, alarm, hand_out, held_notice, source_failed
from documents.sample import Size, sample
from documents.turn import Decide, Progress, Turn
from sales.enquiry import Finding
from sales.judgement import Kind
from sales.paper import Held
from sales.words import Failure, Language, Words
from tests.documents.cases import CASE, LEAD, NOBODY_KNOWS, NOW, paper, saying

HELD = Held(7, "a" * 64, "read", Words("文件已加密", "The file has a password"), NOW, "图纸.pdf")
WHO = ("李明", "tang@example.com")
NAMES = ("方案申请表", "申请表.docx", "方案申请表 LW-2026-00042.docx")
COMMAND = "leadwright --home /srv/lw"
LOOK = Look(
    *(
        "王芳",
        "LW-2026-00042",
        "恒力",
        "zhao@example.com",
        "赵刚",
        "审批报价",
        "如果含运费就同意",
        "附有条件",
    ),
    remedy=("设置 authserv_id",),
    is_open=True,
    is_decision=True,
    commands=(COMMAND,),
)
REASON = Words("密码错误", "Wrong password")


def handed_out(case: Case = CASE, language: Language = Language.ZH) -> MailText:
    return write_mail(
        hand_out(
            case, paper(language), attached=["信息登记表.docx", "询价.eml"], named=["照片.zip（38.4 MB）"]
        ),
        language,
    )


def test_the_subject_names_lead_company_and_product() -> None:
    assert (
        handed_out().subject
        == "【新线索】[LW-2026-00042] 苏州恒力管道工程有限公司 管道环缝自动焊接机器人工作站"
    )


def test_a_long_wish_is_cut_in_the_subject_and_whole_in_the_text() -> None:
    wish = "管道环缝自动焊接机器人工作站，" * 10
    written = handed_out(Case(replace(LEAD, enquiry=replace(LEAD.enquiry, product=Finding(wish)))))
    assert written.subject.startswith("【新线索】[LW-2026-00042] 苏州恒力管道工程有限公司 管道环缝")
    assert len(written.subject) < 110
    assert f"需求：{wish}\n" in written.text


def test_several_machines_are_listed_once_with_their_numbers() -> None:
    counts = Finding("滚轮架4台、变位机1台")
    wanted = replace(LEAD.enquiry, product=Finding("滚轮架、变位机"), quantity=counts, summary=counts)
    text = handed_out(replace(CASE, lead=replace(LEAD, enquiry=wanted))).text
    assert "需求：滚轮架、变位机\n数量：滚轮架4台、变位机1台\n" in text
    assert "摘要" not in text


def test_a_lead_without_a_product_says_that_it_is_to_be_found_out() -> None:
    asked = replace(LEAD.enquiry, product=None, product_line=None)
    assert handed_out(Case(replace(LEAD, enquiry=asked))).subject.endswith("有限公司 需求待了解")
    tender = replace(LEAD, enquiry=asked, kind=Kind.TENDER)
    assert handed_out(Case(tender)).subject.endswith("有限公司 招标信息")


def test_who_what_phone_due_and_attached_come_first() -> None:
    lines = handed_out().text.splitlines()
    assert lines[0] == "李明，您好："
    assert lines[2] == "请于 2026年11月24日（周二）09:15 前首次联系客户。"
    assert lines[4:7] == [
        "客户：苏州恒力管道工程有限公司",
        "联系人：张伟（设备部经理）",
        "电话：0512-6300 1234",
    ]
    assert "  1. 信息登记表.docx" in lines
    assert "  - 照片.zip（38.4 MB）" in lines


def test_the_english_mail_says_the_same() -> None:
    text = handed_out(language=Language.EN).text
    assert "Please contact this customer by Tue 24 Nov 2026 09:15." in text
    assert "Phone: 0512-6300 1234" in text


def test_without_a_manager_the_coordinator_is_asked_to_assign_it() -> None:
    text = handed_out(Case(NOBODY_KNOWS)).text
    assert text.startswith("王芳，您好：\n\n未能确定本线索的业务经理（没有地区信息），请分派。")
    assert "联系方式：未识别，请查看原件" in text


@pytest.mark.parametrize("language", Language)
def test_no_mail_has_gaps_or_unfilled_places(language: Language) -> None:
    page = paper(language)
    mails: list[Mail] = [
        hand_out(CASE, page, attached=[], named=[]),
        hand_out(Case(NOBODY_KNOWS), page, attached=["a"], named=[]),
        held_notice("王芳", [HELD, HELD], page, COMMAND, more=3),
        held_notice("王芳", [HELD], page, COMMAND),
        alarm("王芳", REASON, NOW, page),
        source_failed("王芳", "sales", REASON, NOW, page),
        *(
            form_returned(("李明", "a@b.cn"), "LW-2026-00042", each, NAMES, [REASON], language)
            for each in Outcome
        ),
        LOOK,
        replace(LOOK, remedy=(), is_decision=False, commands=()),
        replace(LOOK, remedy=()),
        replace(LOOK, number="", asked="", question="", remark="", is_open=False),
        *(sample(mail, Size.FULL, language) for mail in MAILS),
        *(sample(mail, Size.EMPTY, language) for mail in (Turn, Decide, Progress)),
    ]
    for mail in mails:
        written = write_mail(mail, language)
        assert written.subject
        assert "\n\n\n" not in written.text
        assert "{" not in written.text + written.subject


@pytest.mark.parametrize(
    ("region", "province", "said"),
    [
        ("华东", None, "地区：华东\n"),
        ("", Finding("江苏"), "地区：江苏\n"),
        ("华东", Finding("江苏"), "地区：江苏（华东）\n"),
    ],
)
def test_a_place_is_printed_as_far_as_it_is_known(region: str, province: Finding | None, said: str) -> None:
    whose = replace(CASE.lead.whose, region=region, province=province, city=None)
    case = replace(CASE, lead=replace(CASE.lead, whose=whose))
    assert said in write_mail(hand_out(case, paper(), attached=[], named=[]), Language.ZH).text


@pytest.mark.parametrize(
    ("kind", "begins"),
    [(Kind.LEAD, "【新线索】"), (Kind.TENDER, "【招标信息】"), (Kind.UNCLEAR, "【待判定】")],
)
def test_the_subject_says_what_kind_of_thing_it_is(kind: Kind, begins: str) -> None:
    case = replace(CASE, lead=replace(CASE.lead, kind=kind))
    written = write_mail(hand_out(case, paper(), attached=[], named=[]), Language.ZH)
    assert written.subject.startswith(begins)
    assert ("请先查看原件" in written.text) is (kind is Kind.UNCLEAR)


def test_the_held_notice_names_item_reason_and_what_to_do() -> None:
    text = write_mail(held_notice("王芳", [HELD], paper(), COMMAND, more=3), Language.ZH)
    assert text.subject == "【待处理】4 项资料未能自动登记"
    assert "1. 图纸.pdf\n   原因：文件已加密\n   时间：2026年11月23日 09:15　编号：7\n" in text.text
    assert "   重试：leadwright --home /srv/lw retry 7\n" in text.text
    assert "全部重试：leadwright --home /srv/lw retry --all\n" in text.text
    assert "转发给系统管理员" in text.text
    assert "另有 3 项未列出" in text.text


def test_a_failed_source_is_named_with_since_when_and_why() -> None:
    text = write_mail(source_failed("王芳", "sales", REASON, NOW - timedelta(hours=1), paper()), Language.ZH)
    assert text.subject == "【收件中断】sales 自 2026年11月23日 08:15 起无法接收"
    assert "原因：密码错误" in text.text


def test_a_customer_cannot_write_lines_or_tags_into_a_mail() -> None:
    evil = "x\r\nBcc: eve\n电话：110 {{ number }} <script>" + "y" * 5000
    mail = handed_out(saying(evil))
    assert "\n电话：110" not in mail.text
    assert "{{ number }} <script>" in mail.text
    assert "<script>" not in mail.html
    assert "\n" not in mail.subject
    assert max(map(len, mail.text.splitlines())) < 1500


def test_a_company_may_write_its_own(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "zh" / "mail" / "hand-out.txt"
    own.parent.mkdir(parents=True)
    own.write_text("新：{{ number }}\n\n{{ customer }}\n", "utf-8")
    text = write_mail(hand_out(CASE, paper(), attached=[], named=[]), Language.ZH, tmp_path)
    assert (text.subject, text.text) == (f"新：{LEAD.number}", "苏州恒力管道工程有限公司\n")


@pytest.mark.parametrize("wrong", ["{{ nobody }}", "{% if %}", "a\n{{ ''.__class__ }}"])
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, wrong: str) -> None:
    own = tmp_path / "templates" / "zh" / "mail" / "alarm.txt"
    own.parent.mkdir(parents=True)
    own.write_text(f"x\n\n{wrong}\n", "utf-8")
    with pytest.raises(Failure, match=rf"alarm\.txt is wrong in line {3 + wrong.count(chr(10))}"):
        write_mail(alarm("王芳", REASON, NOW, paper()), Language.ZH, tmp_path)


@pytest.mark.parametrize(
    "blank",
    [
        "",
        "\ufeff\n \n",
        "告警\n\n",
        "\n您好，{{ what }}\n",
        "告警\n\n\u200b\n",
        "{% if not what %}告警{% endif %}\n\n您好\n",
    ],
)
def test_a_template_that_makes_a_blank_mail_is_refused_by_name(tmp_path: Path, blank: str) -> None:
    own = tmp_path / "templates" / "zh" / "mail" / "alarm.txt"
    own.parent.mkdir(parents=True)
    own.write_text(blank, "utf-8")
    with pytest.raises(Failure, match=rf"{own} has no subject or no text"):
        write_mail(alarm("王芳", REASON, NOW, paper()), Language.ZH, tmp_path)


def test_a_template_in_gbk_is_named(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "zh" / "mail" / "alarm.txt"
    own.parent.mkdir(parents=True)
    own.write_bytes("告警".encode("gbk"))
    with pytest.raises(Failure, match="save it as UTF-8"):
        write_mail(alarm("王芳", REASON, NOW, paper()), Language.ZH, tmp_path)


def test_labelled_lines_become_a_table_and_the_rest_paragraphs() -> None:
    html = html_of("李明，您好：\n\n客户：A & B\n电话：1\n\n合计：1\n税率：2\n\n附件：\n  1. a.docx\n")
    assert html.count("<tr>") == 4
    assert html.count("margin:1em 0") == html.count("<table") == 2  # apart, as paragraphs are
    assert "A &amp; B" in html
    assert "<p>附件：<br>&nbsp;&nbsp;1. a.docx</p>" in html

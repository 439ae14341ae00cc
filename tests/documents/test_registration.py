"""The fields of the registration form."""

from dataclasses import replace

import pytest

from classify import trade, wares
from documents import labels, printed
from documents.attached import MOST, attached
from documents.case import Case, Received
from documents.headers import one_line
from documents.registration import fields
from sales.enquiry import Finding
from sales.judgement import Kind
from sales.letter import Attachment, Letter
from sales.original import Channel
from sales.words import Language, Words
from tests.documents.cases import CASE, LEAD, NOBODY_KNOWS, NOW, ORIGINAL, SHANGHAI, paper


def test_times_are_printed_by_the_clock_of_the_company() -> None:
    assert fields(CASE, paper()).received_at == "2026年11月23日 09:15"
    assert fields(CASE, paper(Language.EN)).received_at == "23 Nov 2026 09:15"


def test_what_nobody_knows_is_left_for_a_pen() -> None:
    form = fields(Case(NOBODY_KNOWS), paper())
    assert (form.customer, form.phone, form.place, form.first_contact_due) == ("", "", "", "")
    assert form.handed_to == "王芳（待分派）"
    assert form.manager == ""


def test_the_manager_is_named_where_there_is_one() -> None:
    assert fields(CASE, paper()).handed_to == "李明"


def test_a_product_line_of_the_settings_is_called_as_they_write_it() -> None:
    assert labels.term(labels.PRODUCT_LINES, "laser-cladding", Language.ZH) == "laser-cladding"
    assert labels.term(labels.PRODUCT_LINES, "welding-robot", Language.ZH) == "焊接机器人"


def test_an_industry_is_printed_in_the_language_of_the_form_and_the_customers_word_as_it_is() -> None:
    lead = replace(LEAD, enquiry=replace(LEAD.enquiry, industry=Finding("boilers")))
    assert fields(Case(lead), paper()).industry == "锅炉"
    assert fields(Case(lead), paper(Language.EN)).industry == "Boilers"
    assert fields(CASE, paper(Language.EN)).industry == "石油化工"


def test_every_word_of_ours_that_a_rule_finds_has_its_name_on_paper() -> None:
    assert set(labels.INDUSTRIES) == set(trade.INDUSTRIES)
    assert set(labels.CUSTOMER_KINDS) == {"end-user", *trade.CUSTOMER_KINDS}
    assert set(labels.PRODUCT_LINES) == set(wares.PRODUCT_LINES)


def test_every_kind_and_channel_has_its_word_on_paper() -> None:
    assert set(labels.KINDS) == set(Kind)
    assert set(labels.CHANNELS) == set(Channel)


def test_a_lead_that_a_person_found_has_their_name_as_its_source() -> None:
    assert fields(Case(replace(LEAD, source="li")), paper()).source == "李明"
    assert fields(Case(replace(LEAD, source="li@customer.example")), paper()).source == "li@customer.example"


def test_a_place_is_written_as_each_language_writes_it() -> None:
    whose = replace(LEAD.whose, province=Finding("江苏"), city=Finding("无锡"))
    assert fields(Case(replace(LEAD, whose=whose)), paper()).place == "江苏 无锡"
    whose = replace(LEAD.whose, province=Finding("Jiangsu"), city=Finding("Wuxi"))
    assert fields(Case(replace(LEAD, whose=whose)), paper(Language.EN)).place == "Jiangsu, Wuxi"
    whose = replace(LEAD.whose, province=Finding("上海"), city=Finding("上海"))
    assert fields(Case(replace(LEAD, whose=whose)), paper()).place == "上海"
    assert fields(Case(NOBODY_KNOWS), paper(Language.EN)).place == ""


def test_the_second_number_has_a_line_of_its_own_on_the_form_and_none_in_the_mail() -> None:
    numbers = replace(LEAD.enquiry, phone=Finding("13912345678 / 0515-83551234"))
    form = fields(Case(replace(LEAD, enquiry=numbers)), paper())
    assert form.phone == "13912345678 /\n0515-83551234"
    assert one_line(form.phone) == "13912345678 / 0515-83551234"


def test_the_english_name_is_the_head_of_english_paper_only() -> None:
    chinese, english = fields(CASE, paper()).head, fields(CASE, paper(Language.EN)).head
    assert (chinese.company, chinese.company_en) == (
        "华东焊接装备股份有限公司",
        "East China Welding Equipment Co., Ltd.",
    )
    assert (english.company, english.company_en) == ("East China Welding Equipment Co., Ltd.", "")


def test_a_mail_is_called_by_its_subject_whatever_its_file_was_called() -> None:
    """Its reader's machine opens it by the end of its name."""
    dropped = replace(ORIGINAL, name="来信", path="2026/2026-11/_unfiled/originals/aa")
    assert Received(dropped, Letter("eml", subject="询价：焊机")).name == "询价：焊机.eml"
    assert Received(dropped, Letter("pdf", subject="询价：焊机")).name == "来信"


def test_the_list_shows_originals_with_their_parts_and_what_was_wrong_with_them() -> None:
    locked = Attachment("锁.zip", "application/zip", 9_900_000, problem=Words("有密码", "has a password"))
    lines = attached((Received(ORIGINAL, Letter("eml", attachments=(locked,))),), Language.ZH)
    assert [(line.no, line.name, line.size, line.remark) for line in lines] == [
        ("1", "询价.eml", "48 KB", "原件"),
        ("1.1", "锁.zip", "9.9 MB", "有密码"),
    ]


def test_an_original_that_could_not_be_read_says_so() -> None:
    (line,) = attached((Received(ORIGINAL, None),), Language.EN)
    assert line.remark == "could not be read, see the original"


def test_a_thousand_files_make_a_list_of_forty_lines() -> None:
    many = Letter("zip", attachments=(Attachment("x", "x/y", 1),) * 1000)
    lines = attached((Received(ORIGINAL, many),), Language.ZH)
    assert len(lines) == MOST
    assert lines[-1].name == "另有 962 个文件，见原件"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (38_400_000, "38.4 MB"),
    ],
)
def test_sizes_read_as_people_say_them(size: int, words: str) -> None:
    assert printed.size(size) == words


def test_a_deadline_names_the_day_of_the_week() -> None:
    assert printed.deadline(NOW, SHANGHAI, Language.ZH) == "2026年11月23日（周一）09:15 前"
    assert printed.deadline(NOW, SHANGHAI, Language.EN) == "by Mon 23 Nov 2026 09:15"


def test_the_version_and_who_prepared_it_are_on_the_form() -> None:
    head = fields(replace(CASE, version=3, prepared_by="wang"), paper()).head
    assert (head.version, head.prepared_by, head.number) == ("3", "王芳", LEAD.number)

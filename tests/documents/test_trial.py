"""Templates are tried out: documents are made of samples, and forms are read as if they had come back."""

import shutil
import zipfile
from pathlib import Path

import pytest

from documents import find
from documents.lint import BROKEN, LANGUAGE, UNKNOWN, Fault
from documents.located import NOWHERE, located
from documents.mails import MAILS
from documents.templates import MAIL_TITLES, TEMPLATES, Template
from documents.trial import LOST, PICTURE, look_over
from sales.words import Language

NAMED = {template.name: template for template in TEMPLATES}
BODY = "word/document.xml"


def edited(folder: Path, name: str, *edits: tuple[str, str], without: str = "") -> Path:
    """Return our Chinese template as if somebody had edited it in Word."""
    template = NAMED[name]
    path = folder / Path(template.file).name
    with (
        zipfile.ZipFile(find.template(template.file, Language.ZH)) as ours,
        zipfile.ZipFile(path, "w") as out,
    ):
        for part in ours.namelist():
            if part != without:
                text = ours.read(part).decode("latin-1")
                for before, after in edits:
                    text = text.replace(before.encode().decode("latin-1"), after.encode().decode("latin-1"))
                out.writestr(part, text.encode("latin-1"))
    return path


def faults(path: Path, name: str = "registration", language: Language = Language.ZH) -> list[Fault]:
    return list(look_over(NAMED[name], path, language))


def the_fault(path: Path, name: str = "registration") -> Fault:
    (fault,) = faults(path, name)
    assert path.name in fault.words.zh
    assert path.name in fault.words.en
    return fault


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_ours_hold_anything_and_come_back(template: Template, language: Language) -> None:
    """Empty, filled and with long texts in every field."""
    assert look_over(template, find.template(template.file, language), language) == ()


def test_every_mail_has_a_title_where_templates_are_listed() -> None:
    assert {mail.template for mail in MAILS} == MAIL_TITLES.keys()


def test_an_unknown_field_is_named_with_its_row_and_the_one_that_was_meant(tmp_path: Path) -> None:
    fault = next(
        each
        for each in faults(edited(tmp_path, "registration", ("{{ phone }}", "{{ phoen }}")))
        if each.kind == UNKNOWN
    )
    assert (fault.field, fault.warns) == ("phoen", False)
    assert fault.place.zh == "“{{ phoen }}”（表格 2 第 11 行）"
    assert "是否应为 phone？" in fault.words.zh
    assert (
        '"{{ phoen }}" (table 2, row 11), and there is no such field. Should it be phone?' in fault.words.en
    )


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (
            "{%tr endfor %}",
            "",
            "（表格 2 第 23 行）处有误：for 没有对应的 endfor",
            "this for is not ended by endfor",
        ),
        ("{%tr for item in attached %}", "", "else 之前没有 if 或 for", "else has no if or for before it"),
        ("{{ phone }}", "{{ phone", "（表格 2 第 11 行）处有误：{{ 之后缺少 }}", "{{ is not ended by }}"),
    ],
)
def test_a_broken_loop_is_named_where_it_stands(
    tmp_path: Path, before: str, after: str, zh: str, en: str
) -> None:
    fault = the_fault(edited(tmp_path, "registration", (before, after)))
    assert fault.kind == BROKEN
    assert zh in fault.words.zh
    assert en in fault.words.en


def test_a_loop_that_ends_in_another_place_is_told_how_rows_are_repeated(tmp_path: Path) -> None:
    """It reads well, and makes a document that does not open."""
    end = ("{{ coordinator_opinion }}", "{{ coordinator_opinion }}{% endfor %}")
    fault = the_fault(edited(tmp_path, "registration", ("{%tr else %}", ""), ("{%tr endfor %}", ""), end))
    assert "跨行的 for、if 须写成 {%tr … %}" in fault.words.zh
    assert "around rows is written {%tr … %}" in fault.words.en


def test_where_a_template_is_wrong_is_left_out_once_it_has_gone(tmp_path: Path) -> None:
    """Somebody saves it while a document is being made from what it was."""
    assert located(tmp_path / "gone.docx", "word/document.xml", "{{ phone }}") == NOWHERE


def test_a_loop_through_what_is_no_list_is_told_once(tmp_path: Path) -> None:
    path = edited(tmp_path, "registration", ("for item in attached", "for item in phone"))
    (fault,) = (each for each in faults(path) if not each.warns)
    assert "对 phone 逐项循环，但它不是清单" in fault.words.zh
    assert "goes through phone at" in fault.words.en


def test_a_tag_in_full_width_signs_is_told_to_be_none(tmp_path: Path) -> None:
    """A Chinese keyboard writes it so; the form would print it as it stands."""
    path = edited(tmp_path, "registration", ("{{ phone }}", "｛｛ phone ｝｝"))
    (fault,) = (each for each in faults(path) if not each.warns)
    assert "“｛｛ phone ｝｝”处的“｛｛”不是标记，会照原样印出" in fault.words.zh
    assert "is no tag and is printed as it stands" in fault.words.en


def test_a_picture_that_is_gone_is_named(tmp_path: Path) -> None:
    fault = the_fault(edited(tmp_path, "registration", without="word/media/image2.png"))
    assert "缺少图片 image2.png" in fault.words.zh
    assert "lacks its picture image2.png" in fault.words.en


def test_a_form_without_a_place_for_its_code_is_told_so(tmp_path: Path) -> None:
    fault = the_fault(edited(tmp_path, "registration", ('name="QR"', 'name="picture"')))
    assert (fault.kind, fault.field, fault.warns) == (PICTURE, "QR", False)


def test_macros_are_not_used(tmp_path: Path) -> None:
    path = edited(tmp_path, "registration")
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"macros")
    assert "含有宏，不予使用" in the_fault(path).words.zh


def test_what_is_no_word_file_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "registration.docx"
    path.write_text("no Word file")
    assert "不是完好的 Word 文档" in the_fault(path).words.zh


@pytest.mark.parametrize(("place", "warns"), [("background", False), ("decision_makers", True)])
def test_a_place_to_write_that_is_gone_is_named(tmp_path: Path, place: str, warns: bool) -> None:
    """One that must be filled in keeps the form from being handed in; any other may be left out."""
    fault = the_fault(
        edited(tmp_path, "proposal-request", (f'w:val="{place}"', 'w:val="x"')), "proposal-request"
    )
    assert (fault.kind, fault.field, fault.warns) == (LOST, place, warns)
    assert "填写的内容读不回来" in fault.words.zh


def test_a_form_that_does_not_say_its_lead_is_named(tmp_path: Path) -> None:
    """Neither in its properties nor on the page."""
    path = edited(tmp_path, "proposal-request", ("{{ head.number }}", ""))
    (fault,) = faults(path, "proposal-request")
    assert (fault.kind, fault.field) == (LOST, "head.number")
    assert "读不出线索编号" in fault.words.zh


def test_a_template_in_the_folder_of_the_other_language_is_told_so(tmp_path: Path) -> None:
    for language, other in ((Language.ZH, Language.EN), (Language.EN, Language.ZH)):
        path = tmp_path / f"{language}.txt"
        shutil.copyfile(find.template("mail/alarm.txt", other), path)
        (fault,) = faults(path, "alarm", language)
        assert fault.kind == LANGUAGE
        assert f"Move it to {other}, or translate it." in fault.words.en

"""Looking templates over."""

from pathlib import Path

import describe_templates
import docx
import pytest

from documents import find
from documents.fields import leaves
from documents.kinds import KINDS, Form
from documents.lint import check_template
from documents.mails import MAILS, Alarm, HandOut, Mail
from documents.registration import RegistrationFields
from sales.words import Language


def faults(path: Path, fields_type: type, language: Language = Language.ZH) -> list[tuple[str, str]]:
    return [(fault.kind, fault.field) for fault in check_template(path, fields_type, language)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", KINDS.values(), ids=lambda form: form.template)
def test_our_forms_print_every_field_and_no_other(form: Form, language: Language) -> None:
    assert faults(find.template(form.template, language), form.fields_type, language) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mail", MAILS)
def test_our_mails_print_every_field_and_no_other(mail: type[Mail], language: Language) -> None:
    assert faults(find.template(f"mail/{mail.template}.txt", language), mail, language) == []


def test_unknown_and_missing_fields_are_named_with_place(tmp_path: Path) -> None:
    path = tmp_path / "alarm.txt"
    path.write_text("主题 {{ what }}\n\n您好 {{ addresse }}，{{ since.year }}\n", "utf-8")
    found = check_template(path, Alarm, Language.ZH)
    assert [(fault.kind, fault.field, fault.place.zh) for fault in found] == [
        ("unknown", "addresse", "第 3 行“您好 {{ addresse }}，{{ since.year }}”"),
        ("unknown", "since.year", "第 3 行“您好 {{ addresse }}，{{ since.year }}”"),
        ("missing", "addressee", ""),
        ("missing", "since", ""),
    ]
    assert "收件人姓名" in found[2].words.zh


def test_fields_of_a_list_are_known_inside_its_loop_only(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(
        "{% for each in attached %}{{ loop.index }} {{ each.name }} {{ each.sise }}{% endfor %}"
    )
    document.add_paragraph("{{ each.name }} {{ head.number }} {{ head.nummer }}")
    document.save(str(tmp_path / "own.docx"))
    unknown = [
        field for kind, field in faults(tmp_path / "own.docx", RegistrationFields) if kind == "unknown"
    ]
    assert unknown == ["attached[].sise", "each.name", "head.nummer"]


def test_a_template_that_is_none_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "a.txt").write_text("{% if %}", "utf-8")
    (tmp_path / "empty.txt").write_text("\n", "utf-8")
    for name in ("a.docx", "a.txt", "empty.txt", "none.docx", "none.txt"):
        assert faults(tmp_path / name, Alarm) == [("broken", "")]


@pytest.mark.parametrize("fields_type", [RegistrationFields, *MAILS])
def test_every_field_says_what_it_is_in_both_languages(fields_type: type) -> None:
    for path, field in leaves(fields_type):
        assert field.called.zh, path
        assert field.called.en, path


def test_leaves_reach_into_heads_and_lists() -> None:
    assert {"phone", "head.number", "attached[].name"} <= dict(leaves(RegistrationFields)).keys()
    assert "attached[]" in dict(leaves(HandOut))


def test_the_fields_of_every_template_are_listed_for_those_who_edit_them() -> None:
    assert describe_templates.PAGE.read_text("utf-8") == describe_templates.page() + "\n"


@pytest.mark.parametrize("form", KINDS.values(), ids=lambda form: form.template)
def test_no_two_places_of_a_form_have_the_same_label(form: Form) -> None:
    """A form without tags is read by its labels."""
    for language in Language:
        labels = [field.called.in_(language) for _, field in leaves(form.fields_type) if field.blank]
        assert len(labels) == len(set(labels))

"""The templates in the house are those that the script drafts, from one definition for both languages."""

import inspect
import re
import zipfile
from io import BytesIO
from pathlib import Path
from textwrap import dedent

import docx
import pytest
from drafting.file import draft
from drafting.form import Box, Boxes, Column, Form, Listing, Section
from drafting.forms import FORMS
from drafting.forms.registration import REGISTRATION
from drafting.text import spread

from documents.find import OURS
from documents.kinds import KINDS
from documents.lint import check_template
from documents.registration import RegistrationFields
from sales.paper import DocumentKind
from sales.words import Language, Words

PAGE = Path(__file__).parent.parent.parent / "docs" / "templates.md"


def pages(data: bytes) -> dict[str, bytes]:
    """Return the parts that hold text and layout; pictures differ with the version of Pillow."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return {
            name: parts.read(name)
            for name in parts.namelist()
            if name.startswith("word/") and name.endswith("l")
        }


def example() -> Form:
    return Form(
        DocumentKind.REGISTRATION,
        "XS-JL-01",  # number and version in the company's list of forms
        "A/0",
        (
            Section(
                Words("客户信息", "Customer"),  # numbered when it is drawn
                (
                    ("address",),  # one field across the page
                    ("phone", "fax"),  # two side by side
                    Listing("attached", (Column("no", 1), Column("name", 5))),  # a row for each item
                    Boxes(  # opinions and signatures
                        Box(Words("业务主管", "Checked"), "coordinator", "coordinator_opinion"),
                        Box(Words("业务经理", "Agrees"), "manager", "manager_receipt", True),
                    ),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.kind))
def test_every_template_was_drafted_from_its_definition(form: Form, language: Language) -> None:
    """Who edits our template by hand loses it at the next draft; a company's own lies in its home."""
    assert pages(draft(form, language)) == pages((OURS / language / f"{form.kind}.docx").read_bytes())


def test_every_kind_of_document_has_its_definition() -> None:
    assert [form.kind for form in FORMS] == list(KINDS)


def test_drafting_twice_makes_the_same_bytes() -> None:
    assert draft(FORMS[0], Language.ZH) == draft(FORMS[0], Language.ZH)


def test_the_page_about_templates_shows_a_form_that_can_be_drawn() -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert dedent(inspect.getsource(example).partition("\n")[2]).removeprefix("return ") == shown


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (Language.ZH, ["一、客户信息", "详细地址", "联系电话", "序号"]),
        (Language.EN, ["1  Customer", "Address", "Phone", "No."]),
    ],
)
def test_rows_are_labelled_as_their_fields_are_called(language: Language, labels: list[str]) -> None:
    rows = docx.Document(BytesIO(draft(example(), language))).tables[-1].rows
    assert [row.cells[0].text for row in rows][: len(labels)] == labels


def test_what_may_be_long_has_the_whole_width() -> None:
    rows = [row for section in REGISTRATION.sections for row in section.rows]
    across = {row[0] for row in rows if isinstance(row, tuple) and len(row) == 1}
    assert {"source", "customer", "address", "product", "quantity", "sizes", "summary"} <= across


def test_what_people_fill_in_is_a_control_with_the_name_of_its_field(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(draft(example(), Language.ZH))
    with zipfile.ZipFile(path) as parts:
        tags = re.findall(r'<w:tag w:val="([^"]+)"', parts.read("word/document.xml").decode())
    assert tags == ["coordinator_opinion", "manager_receipt"]
    assert {fault.kind for fault in check_template(path, RegistrationFields, Language.ZH)} == {"missing"}


@pytest.mark.parametrize(
    ("label", "drawn"),
    [("职务", "职　　务"), ("登记人", "登 记 人"), ("客户名称", "客户名称"), ("Fax", "Fax")],
)
def test_short_chinese_labels_are_as_wide_as_four_letters(label: str, drawn: str) -> None:
    assert spread(label) == drawn

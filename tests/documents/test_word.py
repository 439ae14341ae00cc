"""Filling Word templates, looked at with python-docx, zxing and LibreOffice."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
import zxingcpp
from PIL import Image

from documents import find, word
from documents.checked import check, text_of
from documents.make import make
from documents.registration import fields
from documents.written import scrub
from sales.paper import DocumentKind
from sales.words import Failure, Language
from tests.documents.cases import CASE, COMPANY, LEAD, NOBODY_KNOWS, paper, saying

HOSTILE = (
    "{{ head.number }} {% for x in y %} {_{ & < > \"q\" 'a' &amp; ]]> <w:p/> "
    "\x00\x1b \ud800\r\n第二行\t制表 مرحبا"
)


def registration(case: object = CASE, language: Language = Language.ZH, home: Path | None = None) -> bytes:
    return make(DocumentKind.REGISTRATION, case, paper(language), home)  # type: ignore[arg-type]  # always a Case


def text(document: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(document)) as parts:
        return text_of(parts.read(part))


def own_template(home: Path, edit: tuple[str, str]) -> Path:
    """Save our template into a home as if somebody had edited it in Word."""
    path = home / "templates" / "zh" / "registration.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(find.template("registration.docx", Language.ZH)) as ours,
        zipfile.ZipFile(path, "w") as edited,
    ):
        for name in ours.namelist():
            data = ours.read(name).decode("latin-1")
            edited.writestr(name, data.replace(*edit).encode("latin-1"))
    return path


@pytest.mark.parametrize("language", Language)
def test_every_field_of_the_registration_is_printed(language: Language) -> None:
    form = fields(CASE, paper(language))
    page = text(registration(language=language))
    for name in form.__slots__:
        value = getattr(form, name)
        if isinstance(value, str):
            assert value in page, name
    for line in form.attached:
        assert line.name in page
        assert line.size in page


@pytest.mark.parametrize("language", Language)
def test_hostile_text_comes_out_as_it_was_written(language: Language) -> None:
    page = text(registration(saying(HOSTILE), language))
    # 19 of the enquiry, province, city, region, source, registered by, two reasons, two files, a remark.
    assert page.count(scrub(HOSTILE)) >= 27


def test_five_thousand_letters_in_every_field_are_all_there() -> None:
    long = "很长的内容 word " * 417
    assert text(registration(saying(long))).count(long) >= 27


def test_a_document_opens_in_python_docx_with_its_rows() -> None:
    document = docx.Document(BytesIO(registration(saying(HOSTILE))))
    labels = [row.cells[0].text for row in document.tables[-1].rows]
    assert "客户名称" in labels
    assert "需求摘要" in labels


def test_the_qr_code_says_which_paper_it_is() -> None:
    document = docx.Document(BytesIO(registration()))
    (image,) = (
        part for part in document.part.package.image_parts if part.image.px_width == part.image.px_height
    )
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(image.blob)))
    assert code.text == f"{LEAD.number}/registration/v1"


def test_the_file_says_what_it_is_so_that_it_is_known_when_it_comes_back() -> None:
    with zipfile.ZipFile(BytesIO(registration())) as parts:
        custom = parts.read("docProps/custom.xml").decode()
    for name, value in (("kind", "registration"), ("lead", LEAD.number), ("version", "1")):
        assert re.search(rf'name="leadwright-{name}"><vt:lpwstr>{value}<', custom)


def test_what_a_person_fills_in_is_a_rich_text_control_with_a_tag() -> None:
    with zipfile.ZipFile(BytesIO(registration())) as parts:
        xml = parts.read("word/document.xml").decode()
    assert re.findall(r'<w:tag w:val="([^"]+)"', xml) == ["coordinator_opinion", "manager_receipt"]
    assert "<w:text/>" not in xml


def test_the_same_fields_make_the_same_bytes() -> None:
    assert registration() == registration()


def test_nothing_of_one_document_is_left_for_the_next() -> None:
    before = registration(replace(CASE, lead=NOBODY_KNOWS))
    registration(saying("PRIVATE"))
    after = registration(replace(CASE, lead=NOBODY_KNOWS))
    assert after == before
    assert b"PRIVATE" not in b"".join(
        zipfile.ZipFile(BytesIO(after)).read(n) for n in zipfile.ZipFile(BytesIO(after)).namelist()
    )


def test_a_template_that_was_saved_again_is_read_again(tmp_path: Path) -> None:
    own_template(tmp_path, ("XS-JL-01", "XS-JL-77"))
    assert "XS-JL-77" in text(registration(home=tmp_path))
    own_template(tmp_path, ("XS-JL-01", "XS-JL-123456"))
    assert "XS-JL-123456" in text(registration(home=tmp_path))


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="no template") as raised:
        word.fill(tmp_path / "none.docx", fields(CASE, paper()), Language.ZH)
    assert "none.docx" in raised.value.words.zh


@pytest.mark.parametrize(
    "data", [b"", b"not a zip", b"PK\x03\x04 cut", zipfile.ZipFile.__name__.encode() * 999]
)
def test_a_broken_template_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(data)
    with pytest.raises(Failure, match=r"broken\.docx is no sound Word document"):
        word.fill(path, fields(CASE, paper()), Language.ZH)


def test_a_zip_that_is_no_word_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("a.txt", "a")
    with pytest.raises(Failure, match="no sound Word document"):
        word.fill(path, fields(CASE, paper()), Language.ZH)


def test_a_field_that_does_not_exist_is_named_with_its_place(tmp_path: Path) -> None:
    own_template(tmp_path, ("{{ phone }}", "Tel. {{ fone }}"))
    with pytest.raises(Failure, match=r"Tel\. \{\{ fone \}\}.*'fone' is undefined") as raised:
        registration(home=tmp_path)
    assert "用 Word 打开模板修改此处" in raised.value.words.zh


def test_a_tag_that_is_not_closed_is_named_with_its_place(tmp_path: Path) -> None:
    own_template(tmp_path, ("{{ phone }}", "{% if phone %}"))
    with pytest.raises(Failure, match=r"registration\.docx is wrong at"):
        registration(home=tmp_path)


@pytest.mark.timeout(20)  # docxtpl alone takes minutes
@pytest.mark.parametrize("tag", ["{{ ", "{% ", "{# "])
def test_more_tags_than_any_form_has_are_not_looked_through(tmp_path: Path, tag: str) -> None:
    own_template(tmp_path, ("{{ phone }}", tag * 30_000))
    with pytest.raises(Failure, match="more than 4000 tags") as raised:
        registration(home=tmp_path)
    assert "registration.docx" in raised.value.words.zh


def test_a_template_that_unpacks_to_too_much_is_not_read(tmp_path: Path) -> None:
    path = own_template(tmp_path, ("", ""))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/media/bomb.bmp", bytes(60 << 20))
    with pytest.raises(Failure, match="unpacks to 60 MB, which is too large"):
        registration(home=tmp_path)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ attached.append(1) }}",
        "{{ head.__init__.__globals__ }}",
        "{{ cycler.__init__ }}",
    ],
)
def test_a_template_cannot_break_out_of_the_sandbox(tmp_path: Path, attack: str) -> None:
    own_template(tmp_path, ("{{ phone }}", attack))
    with pytest.raises(Failure, match="is wrong at"):
        registration(home=tmp_path)


def test_a_text_that_vanished_is_noticed() -> None:
    """Without escaping, docxtpl loses whole table rows at an ``&``, silently."""
    with pytest.raises(Failure, match='lacks the text "gone"'):
        check(registration(), {"word/document.xml": ("苏州恒力", "gone")}, Path("registration.docx"))


def test_a_document_that_was_cut_is_noticed() -> None:
    with pytest.raises(Failure, match="does not open"):
        check(registration()[:-50], {"word/document.xml": ()}, Path("registration.docx"))


def test_a_logo_is_fitted_into_its_place_in_its_own_proportions(tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), "navy").save(tmp_path / "logo.jpg")
    company = replace(COMPANY, logo="logo.jpg")
    data = make(DocumentKind.REGISTRATION, CASE, paper(company=company), tmp_path)
    head = docx.Document(BytesIO(data)).sections[0].first_page_header
    (extent,) = head._element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    )
    assert extent.get("cx") == extent.get("cy")


@pytest.mark.parametrize("data", [None, b"no picture"])
def test_a_logo_that_cannot_be_used_is_named(tmp_path: Path, data: bytes | None) -> None:
    if data:
        (tmp_path / "logo.png").write_bytes(data)
    company = replace(COMPANY, logo="logo.png")
    with pytest.raises(Failure, match="logo"):
        make(DocumentKind.REGISTRATION, CASE, paper(company=company), tmp_path)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_prints_an_ordinary_registration_on_one_page(tmp_path: Path) -> None:
    for language in Language:
        (tmp_path / f"{language}.docx").write_bytes(registration(language=language))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    forms = [f"{language}.docx" for language in Language]
    subprocess.run([*convert, *forms], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for language in Language:
        pdf = (tmp_path / f"{language}.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1, language

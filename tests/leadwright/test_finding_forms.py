"""The reading child finds the forms of ours in what came in, whatever program saved them (I8)."""

from collections.abc import Mapping
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from documents import returned
from documents.make import make
from leadwright.demo.word import fill_in, part, with_part
from leadwright.reader import Reader, Understood
from sales.original import Channel
from sales.paper import DocumentKind
from sales.returned import Returned, Way
from sales.words import Failure
from tests.documents.cases import CASE, paper
from tests.documents.libreoffice import needs_libreoffice, saved_as
from tests.office import mail

WRITTEN = {"background": "新建管道\n预制车间", "wanted_by": "2026-12-18", "importance": "A 级"}
FORM = fill_in(make(DocumentKind.PROPOSAL_REQUEST, CASE, paper()), WRITTEN)
NUMBER = "LW-2026-00042"


def understood(
    reader: Reader, folder: Path, files: Mapping[str, bytes], subject: str = "申请表"
) -> Understood:
    """Return what a mail with these files is taken for."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "li@example.com", "sales@example.com", subject
    message.set_content("请查收。")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path = folder / "mail.eml"
    path.write_bytes(message.as_bytes())
    return reader.read_and_judge(path, path.name, Channel.EMAIL)


def as_written(form: Returned) -> dict[str, str]:
    return {place: form.places[place] for place in WRITTEN}


def test_a_form_in_a_mail_is_found_with_what_was_written(reader: Reader, tmp_path: Path) -> None:
    (form,) = understood(reader, tmp_path, {"申请表.docx": FORM, "x.docx": b"PK\x03\x04 broken"}).forms
    assert (form.kind, form.lead, form.version) == (DocumentKind.PROPOSAL_REQUEST, NUMBER, 1)
    assert (form.way, form.name) == (Way.CONTROLS, "申请表.docx")
    assert form.sha256 == sha256(FORM).hexdigest()
    assert as_written(form) == WRITTEN
    assert form.places["project_stage"] == ""  # it shows its prompt


def test_a_form_that_was_dropped_is_found(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "申请表.docx"
    path.write_bytes(FORM)
    found = reader.read_and_judge(path, path.name, Channel.PHONE)
    assert [as_written(form) for form in found.forms] == [WRITTEN]
    assert found.judgement.lead == NUMBER


def test_a_letter_without_forms_has_none(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(mail())
    assert reader.read_and_judge(path, path.name, Channel.EMAIL).forms == ()


def test_a_form_blown_up_by_a_stranger_costs_the_letter_nothing(reader: Reader, tmp_path: Path) -> None:
    """Entities that grow, and a version of ten thousand figures."""
    bomb = b'<!DOCTYPE a [<!ENTITY a "%s">]><a>%s</a>' % (b"x" * 1000, b"&a;" * 10_000)
    number = part(FORM, "docProps/custom.xml").replace(b">1<", b">%s<" % (b"9" * 10_000))
    files = {
        "1.docx": with_part(FORM, "word/document.xml", bomb),
        "2.docx": with_part(FORM, "docProps/custom.xml", number),
        "3.docx": FORM,
    }
    found = understood(reader, tmp_path, files)
    assert [form.name for form in found.forms] == ["3.docx"]
    assert len(found.letter.attachments) == 3


@needs_libreoffice
def test_a_form_saved_by_other_programs_is_found(reader: Reader, tmp_path: Path) -> None:
    """LibreOffice drops the tags, .doc has no controls: the labels beside the cells tell. WPS names its
    files .wps.
    """
    doc = saved_as("doc", FORM, tmp_path)
    files = {
        "a.docx": saved_as("docx", FORM, tmp_path),
        "b.doc": doc,
        "c.wps": doc,
        "d.odt": saved_as("odt", FORM, tmp_path),
    }
    found = understood(reader, tmp_path, files).forms
    assert [form.name for form in found] == list(files)
    assert {form.way for form in found} == {Way.LABELS}
    assert {(form.lead, form.version) for form in found} == {(NUMBER, 1)}
    assert [as_written(form) for form in found] == [WRITTEN] * 4
    assert [form.sha256 for form in found] == [sha256(data).hexdigest() for data in files.values()]


def test_a_form_is_fetched_as_the_next_version_with_all_that_is_in_it(reader: Reader, tmp_path: Path) -> None:
    """Out of the second of two files; nothing but its number is another."""
    path = tmp_path / "mail.eml"
    understood(reader, tmp_path, {"1.docx": with_part(FORM, "docProps/app.xml", b"<a/>"), "2.docx": FORM})
    fetched = returned.read(reader.form(path, path.name, sha256(FORM).hexdigest(), 4))
    assert fetched is not None
    assert (fetched.version, as_written(fetched)) == (4, WRITTEN)
    with pytest.raises(Failure, match="is not in the original any more"):
        reader.form(path, path.name, "0" * 64, 4)


@needs_libreoffice
@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_pdf_or_a_photo_of_a_form_is_known_and_not_read(reader: Reader, tmp_path: Path, kind: str) -> None:
    pdf = saved_as("pdf", FORM, tmp_path)
    data = pdf if kind == "pdf" else photo(pdf)
    (form,) = understood(reader, tmp_path, {f"申请表.{kind}": data}).forms
    assert (form.kind, form.lead) == (DocumentKind.PROPOSAL_REQUEST, NUMBER)
    assert (form.way, form.places, form.name) == (Way.PICTURE, {}, f"申请表.{kind}")


def photo(pdf: bytes) -> bytes:
    """Return the first page as a camera sees it."""
    picture = BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil().save(picture, "PNG")
    return picture.getvalue()

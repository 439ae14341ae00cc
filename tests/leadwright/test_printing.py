"""PDF beside Word."""

from pathlib import Path

import pypdfium2
import pytest

from archive.store import DOCUMENTS
from archive.verify import verify
from documents.make import make
from leadwright import printing, writing
from sales.paper import DocumentKind
from sales.words import Language
from tests.documents.cases import CASE, paper
from tests.documents.libreoffice import needs_libreoffice
from tests.leadwright.desk import Desk
from tests.office import mail


def text_of_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


@needs_libreoffice
def test_a_document_is_printed_page_by_page() -> None:
    printed = printing.pdf(make(DocumentKind.MEMO, CASE, paper(Language.EN)))
    assert printed is not None
    assert printed.startswith(b"%PDF")


def test_without_libreoffice_there_is_no_pdf_and_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printing.pdf(b"anything") is None


@needs_libreoffice
def test_what_is_no_document_gives_no_pdf() -> None:
    assert printing.pdf(b"PK\x03\x04 nothing") is None


@needs_libreoffice
def test_what_goes_to_the_customer_lies_beside_its_word_file_as_pdf(desk: Desk) -> None:
    lead = desk.register_mails(mail())
    written = writing.write_anew(desk.tools, DocumentKind.PROPOSAL, lead.number, "wang")
    kept = printing.kept_pdf(desk.tools, written.version)
    assert kept is not None
    assert kept[0] == "proposal-v1.pdf"
    assert "点击" not in text_of_pdf(kept[1])
    assert "技 术 方 案" in text_of_pdf(kept[1]) or "技术方案" in text_of_pdf(kept[1])
    manifest = desk.tools.archive.absolute(lead.folder) / "manifest-sha256.txt"
    assert "documents/proposal-v1.pdf" in manifest.read_text("utf-8")


def test_what_stays_in_the_house_is_word_alone(desk: Desk) -> None:
    lead = desk.register_mails(mail())
    written = writing.write_anew(desk.tools, DocumentKind.REGISTRATION, lead.number, "wang")
    assert printing.kept_pdf(desk.tools, written.version) is None


def test_a_pdf_that_a_crash_left_behind_does_not_pass_for_that_of_another_document(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I11: its version was never registered, and LibreOffice is gone when the number is given once more."""
    lead = desk.register_mails(mail())
    desk.tools.archive.add(lead.folder, DOCUMENTS, "quote-v1.pdf", b"%PDF of another price")
    monkeypatch.setenv("PATH", str(tmp_path))
    written = writing.write_anew(desk.tools, DocumentKind.QUOTE, lead.number, "wang")
    assert printing.kept_pdf(desk.tools, written.version) is None
    assert list(verify(desk.tools.archive)) == []

"""A file is what its first bytes say; its name counts only where they say nothing."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.reading.sniff import format_of, media_type

FIXTURES = Path(__file__).parent.parent / "fixtures"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "format_"),
    [
        (b"%PDF-1.7", "scan.txt", "pdf"),
        (b"\r\n\x00%PDF-1.4", "", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "a.jpg", "png"),
        (b"\xff\xd8\xff\xe0", "", "jpg"),
        (b"II*\x00", "fax", "tiff"),
        (b"MM\x00*", "", "tiff"),
        (b"RIFF1234WEBP", "", "webp"),
        (b"Rar!\x1a\x07\x01\x00", "a.zip", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "", "7z"),
        (b"\x1f\x8b\x08", "a.tar.gz", "gz"),
        (b"{\\rtf1", "a.doc", "rtf"),
        (b"\x78\x9f\x3e\x22", "winmail.dat", "tnef"),
        (b"<html><body>", "a.doc", "html"),
        (b"From: a@b.c\r\nSubject: s\r\n\r\n%PDF-1.4 is a format", "", "eml"),
        (b"Received: from x\r\n by y\r\nFrom: a@b.c\r\n", "17.", "eml"),
        (b"Content-Type: text/plain\r\n\r\nx", "a.eml", "eml"),
        (b"Dear Sirs: please quote\r\nFrom: now on", "note.txt", "txt"),
        ("您好".encode("gbk"), "note", "txt"),
        ("您好".encode("utf-16"), "note.txt", "txt"),
        (b"a,b\n1,2", "table.csv", "csv"),
        (b"BEGIN:VCALENDAR", "x", "ics"),
        (b"\x00\x01\x02", "drawing.dwg", "unknown"),
        (b"\x30\x82\x06", "smime.p7s", "p7s"),
        (b"", "empty.pdf", "unknown"),
        (zipped("word/document.xml"), "a.zip", "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "", "xlsx"),
        (zipped("a.pdf"), "a.docx", "docx"),
        (zipped("a.pdf"), "a.zip", "zip"),
        (zipped("a.docx") + zipped("word/document.xml"), "a.zip", "zip"),
        (OLE, "a.wps", "wps"),
        (OLE, "a.xls", "xls"),
        (OLE, "a", "doc"),
    ],
)
def test_a_file_is_known_by_its_bytes(head: bytes, name: str, format_: str) -> None:
    assert format_of(head, name) == format_


@pytest.mark.parametrize("name", ["mail", "mail.doc"])
def test_an_outlook_file_is_known_by_its_streams_not_by_its_name(name: str) -> None:
    assert format_of((FIXTURES / "outlook" / "note.msg").read_bytes(), name) == "msg"


def test_a_media_type_is_that_of_the_bytes_and_else_the_declared_one() -> None:
    assert media_type("pdf", "application/octet-stream") == "application/pdf"
    assert media_type("unknown", "application/x-dwg") == "application/x-dwg"
    assert media_type("unknown") == "application/octet-stream"

"""Outlook's own files: .msg as people save them, winmail.dat as Exchange sends it."""

import base64
import struct
from pathlib import Path

import pytest

from ingest.reading.rtf import decompressed, rtf_text
from sales.letter import Address
from tests.ingest.mails import letter, multipart

OUTLOOK = Path(__file__).parent.parent / "fixtures" / "outlook"


def saved(name: str) -> bytes:
    return (OUTLOOK / name).read_bytes()


def test_a_saved_mail_is_read_with_its_headers_and_text(tmp_path: Path) -> None:
    read = letter(saved("test_Blammo.msg"), tmp_path, "test.msg")
    assert (read.format, read.subject, read.text) == ("msg", "BlammoBlammo", "Blam")
    assert read.sender == Address("TripleNickel", "triplenickel@mapi32.net")
    assert read.date is not None
    assert read.date.isoformat(timespec="seconds") == "2007-09-29T11:02:44+00:00"


def test_a_saved_note_without_recipients_is_read(tmp_path: Path) -> None:
    assert (
        letter(saved("note.msg"), tmp_path, "").text
        == "note sample\n\nJust any information to store in Outlook"
    )


def test_a_body_in_compressed_rtf_is_read(tmp_path: Path) -> None:
    read = letter(saved("RtfWithShortRussianString.msg"), tmp_path, "x.msg")
    assert read.text == "ввести  «Имя пользователя» (email) и  «Пароль» (password)."


def test_a_mail_in_a_saved_mail_is_an_attachment_with_its_own_head(tmp_path: Path) -> None:
    (inner,) = letter(saved("EmailWithMsgAttachment.msg"), tmp_path, "x.msg").attachments
    assert inner.name == "Msg Attachment Test.msg"
    assert inner.text.startswith(
        "From: Daniel Triendl <d.triendl@cp-solutions.at>\nSubject: Msg Attachment Test"
    )


@pytest.mark.parametrize("keep", [600, 5_000, 9_000, 15_000])
def test_a_saved_mail_that_was_cut_is_still_a_letter(keep: int, tmp_path: Path) -> None:
    read = letter(saved("test_Blammo.msg")[:keep], tmp_path, "test.msg")
    assert read.format == "msg"
    assert read.text == "Blam" or read.problems


def attribute(level: int, id_: int, data: bytes) -> bytes:
    """Return one attribute of a TNEF stream (MS-OXTNEF 2.1.3)."""
    return struct.pack("<BII", level, id_, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail(name: bytes, content: bytes, body: bytes = b"") -> bytes:
    """Return a winmail.dat with one file."""
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x00069007, struct.pack("<II", 936, 0))  # code page
        + (attribute(1, 0x0002800C, body) if body else b"")
        + attribute(2, 0x00069002, bytes(14))  # an attachment begins
        + attribute(2, 0x00018010, name + b"\0")
        + attribute(2, 0x0006800F, content)
    )


def tnef_mail(data: bytes, *others: str) -> bytes:
    encoded = base64.encodebytes(data).decode()
    head = "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64"
    return multipart("mixed", *others, f"{head}\r\n\r\n{encoded}")


def test_a_winmail_dat_gives_its_files_also_with_chinese_names(tmp_path: Path) -> None:
    """The library gives up on names in GBK."""
    data = tnef_mail(winmail("询价单.txt".encode("gbk"), "焊机两台".encode("gbk")))
    read = letter(data, tmp_path)
    assert [(each.name, each.text) for each in read.attachments] == [
        ("winmail.dat", ""),
        ("询价单.txt", "焊机两台"),
    ]


def test_the_text_in_a_winmail_dat_is_the_mails_where_it_has_no_other(tmp_path: Path) -> None:
    data = winmail(b"a.txt", b"x", "您好，请报价。".encode("gbk"))
    assert letter(tnef_mail(data), tmp_path).text == "您好，请报价。"
    plain = "Content-Type: text/plain\r\n\r\nplain text"
    assert letter(tnef_mail(data, plain), tmp_path).text == "plain text"


def test_a_broken_winmail_dat_is_a_problem_of_its_own_and_the_rest_is_read(tmp_path: Path) -> None:
    plain = "Content-Type: text/plain\r\n\r\nplain text"
    read = letter(tnef_mail(struct.pack("<IH", 0x223E9F78, 1) + bytes(range(200)), plain), tmp_path)
    assert read.text == "plain text"
    assert read.attachments[0].name == "winmail.dat"


def test_compressed_rtf_is_decompressed() -> None:
    """MS-OXRTFCP, with references into the dictionary that every message starts with."""
    rtf = decompressed(saved("LZFu.bin"))
    assert rtf.startswith(rb"{\rtf1\ansi\ansicpg1252\fromtext \fbidis \deff0{\fonttbl")
    assert rtf_text(rtf) == "body"


@pytest.mark.parametrize("data", [b"", b"x" * 15, bytes(40)])
def test_what_is_no_compressed_rtf_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="compressed RTF"):
        decompressed(data)


def test_a_reference_to_before_the_beginning_ends_the_text() -> None:
    head = struct.pack("<II4sI", 100, 1_000, b"LZFu", 0)
    assert decompressed(head + b"\x00abcdefgh" + b"\xff" + b"\xff\xff" * 8).startswith(b"abcdefgh")


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg936 \'ba\'b8\'bb\'fa\par two}", "焊机\ntwo"),
        (rb"{\rtf1\ansi\uc1 \u28938?\u26426?}", "焊机"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}{\*\generator x;}a\{b\}\\c\tab d}", "a{b}\\c\td"),
        (rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 one{\*\htmltag72 </p>}}", "one"),
    ],
)
def test_rtf_is_read_as_text(rtf: bytes, text: str) -> None:
    assert rtf_text(rtf) == text

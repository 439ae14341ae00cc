"""Composed mails, read back with the standard library and mail-parser."""

import email
import email.header
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from typing import Any

import mailparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.headers import address, encoded, one_line
from documents.mail import Attached, compose, transparent
from documents.mail_text import MailText
from sales.letter import Address
from sales.words import Failure

SALES = Address("华东焊接", "sales@example.com")
LI = Address("李明", "li@example.com")
WANG = Address("", "wang@example.com")
DATE = datetime(2026, 11, 23, 1, 15, tzinfo=UTC)
NAME = "管道环缝自动焊接机器人工作站技术要求及现场照片（第二版，含附图与材质证明书）最终稿 R2.docx"


def mail(subject: str = "新线索", text: str = "您好", html: str = "", **more: object) -> bytes:
    arguments: dict[str, Any] = {"sender": SALES, "to": (LI,), "message_id": "<1@example.com>", "date": DATE}
    return b"".join(compose(text=MailText(subject, text, html), **arguments | more))


def read(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=policy.default)


def fields_of(data: bytes) -> list[str]:
    """Return the names of the header fields as a mail server sees them: bytes before the first empty line."""
    head = data.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return [line.partition(b":")[0].decode() for line in head.split(b"\r\n")]


ORDINARY = fields_of(mail())


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?x=0D=0ABcc=3A_eve=40example.com?=",
        "x\r\nBcc: eve@example.com",
        "x\nBcc: eve@example.com",
        "x\rBcc: eve@example.com",
        "x\x00\x0b\x0c\x85\u2028Bcc: eve@example.com",
        "新线索\r\n\r\n<html>",
        "\ud800 lone",
        "a" * 5000,
        "焊" * 5000,
    ],
)
def test_no_subject_adds_a_field_or_a_long_line(subject: str) -> None:
    """On Python 3.11 ``EmailMessage`` decodes the first of these and prints a Bcc."""
    data = mail(subject)
    assert fields_of(data) == ORDINARY
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_the_trap_that_the_headers_are_written_by_hand_for() -> None:
    """A negative control: the standard library falls into it, or this file may go back to the library."""
    trap = EmailMessage()
    trap["Subject"] = "=?utf-8?q?x=0D=0ABcc=3A_eve=40example.com?="
    if b"\nBcc:" not in trap.as_bytes():
        pytest.skip("this Python has mended it")


def test_an_encoded_word_in_a_subject_is_shown_as_it_was_written() -> None:
    subject = "=?utf-8?q?x=0D=0ABcc=3A_eve=40example.com?="
    assert read(mail(subject))["Subject"] == subject


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_subject_is_read_back_as_one_line(subject: str) -> None:
    data = mail(subject)
    assert data.isascii()
    # Readers fold runs of white space in unencoded text; the letters are what counts.
    shown = email.message_from_bytes(data)["Subject"] or ""
    decoded = str(email.header.make_header(email.header.decode_header(shown)))
    assert "".join(decoded.split()) == "".join(one_line(subject).split())


def test_encoded_words_are_short_and_cut_no_letter() -> None:
    for word in encoded("焊接机器人😀" * 40).split("\r\n "):
        assert len(word) <= 75
        assert email.header.decode_header(word)[0][0].decode() in "焊接机器人😀" * 40


def test_names_of_people_are_shown_and_cannot_forge_an_address() -> None:
    evil = Address('李明" <eve@example.com>,\r\nBcc: x', "li@example.com")
    (shown,) = read(mail(to=(evil,)))["To"].addresses
    assert shown.addr_spec == "li@example.com"
    assert fields_of(mail(to=(evil,))) == ORDINARY


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "li",
        "li@",
        "@x.com",
        "li@x.com\r\nRCPT TO:<e@x.com>",
        "li@x.com>",
        "a b@x.com",
        "李@x.com",
        "l\x00@x.com",
    ],
)
def test_an_address_that_is_none_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(Failure, match="is no mail address"):
        address(wrong)


def test_a_chinese_domain_is_written_for_the_wire() -> None:
    assert address("li@例子.公司") == "li@xn--fsqu00a.xn--55qx5d"


@pytest.mark.parametrize(
    "name", [NAME, "图纸.pdf", "plan.pdf", 'a"b\\c.pdf', "=?utf-8?q?x=0D=0A?=.pdf", "a\r\nX: y.pdf"]
)
def test_names_of_attachments_are_read_right(name: str) -> None:
    data = mail(attachments=(Attached(name, "application/pdf", b"%PDF"),))
    wanted = one_line(name).replace('"', "'").replace("\\", "_")
    (part,) = read(data).iter_attachments()
    assert part.get_filename() == wanted
    assert [each["filename"] for each in mailparser.parse_from_bytes(data).attachments] == [wanted]
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_a_chinese_name_stands_three_ways_in_the_mail() -> None:
    """RFC 2047 in ``name`` and ``filename`` for Foxmail, QQ, older Outlook; RFC 2231 for all newer."""
    data = mail(attachments=(Attached("图纸.pdf", "application/pdf", b""),))
    assert b'name="=?UTF-8?B?5Zu+57q4LnBkZg==?="' in data
    assert b"filename=\"=?UTF-8?B?5Zu+57q4LnBkZg==?=\";\r\n filename*=UTF-8''%E5%9B%BE%E7%BA%B8.pdf" in data


def test_attachments_come_out_byte_for_byte() -> None:
    files = tuple(Attached(f"{n}.bin", "application/octet-stream", bytes(range(256)) * n) for n in range(4))
    parts = read(mail(html="<p>x</p>", attachments=files)).iter_attachments()
    assert [part.get_content() for part in parts] == [file.data for file in files]


MAIL = b"Subject: inner\r\nMIME-Version: 1.0\r\n\r\n.\r\nline\r\n"


def test_a_mail_within_a_mail_is_not_encoded() -> None:
    """RFC 2046, 5.2.1: other mail programs show it, and open it, as the mail it is."""
    data = mail(
        attachments=(Attached("m.eml", "message/rfc822", MAIL), Attached("x.pdf", "application/pdf", b"%PDF"))
    )
    part, pdf = read(data).iter_attachments()
    assert (part.get_content_type(), part["Content-Transfer-Encoding"]) == ("message/rfc822", "7bit")
    assert part.get_content()["Subject"] == "inner"
    assert b"\r\n\r\n" + MAIL + b"\r\n--=_mixed" in data
    assert pdf.get_content() == b"%PDF"


@pytest.mark.parametrize(
    "inner",
    [MAIL + "焊".encode(), MAIL + b"\0", MAIL + b"x" * 999, MAIL.replace(b"\r\n", b"\n"), MAIL + b"\r"],
    ids=["8bit", "NUL", "long line", "LF", "CR"],
)
def test_a_mail_that_servers_would_change_goes_as_plain_bytes(inner: bytes) -> None:
    (part,) = read(mail(attachments=(Attached("m.eml", "message/rfc822", inner),))).iter_attachments()
    assert (part.get_content_type(), part.get_content()) == ("application/octet-stream", inner)


def test_a_type_that_is_none_becomes_plain_bytes() -> None:
    data = mail(attachments=(Attached("x", "text/html\r\nX-Evil: 1", b""), Attached("y", "焊", b"")))
    assert b"\r\nX-Evil" not in data
    assert [part.get_content_type() for part in read(data).iter_attachments()][
        1
    ] == "application/octet-stream"


def test_text_and_html_say_the_same_to_either_reader() -> None:
    message = read(mail(text="您好\n.\n{{ x }} é\n", html="<p>您好</p>"))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert plain.get_content() == "您好\r\n.\r\n{{ x }} é\r\n"
    assert html is not None
    assert "您好" in html.get_content()


def test_a_mail_says_that_it_is_automatic_and_whose() -> None:
    message = read(mail(home="3f9c", headers={"In-Reply-To": "<a@b>\r\nBcc: x"}))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Leadwright"] == "3f9c"
    assert message["Bcc"] is None
    assert message["Message-ID"] == "<1@example.com>"
    assert message["Date"].datetime == DATE


def test_a_mail_names_what_it_answers_and_a_forged_name_is_left_out() -> None:
    """However long it is: Exchange writes a hundred letters, and encoded it would name nothing."""
    long = f"<{'A' * 90}@apcprd01.prod.exchangelabs.com>"
    read_back = read(mail(answers=long))
    assert read_back["In-Reply-To"] == read_back["References"] == long
    assert fields_of(mail(answers="<1@a.example>\r\nBcc: eve@example.com")) == ORDINARY


def test_the_same_arguments_make_the_same_bytes() -> None:
    files = (Attached("a", "x/y", b"1"),)
    assert mail(html="<p>", attachments=files) == mail(html="<p>", attachments=files)


def test_lines_end_with_cr_lf_and_nothing_else() -> None:
    data = mail(text="a\nb\r\nc", html="<p>\n</p>", attachments=(Attached("x", "x/y", b"\r\n\n\r"),))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("body", "wire"),
    [
        (b"a", b"a\r\n"),
        (b".\r\n", b"..\r\n"),
        (b"a\r\n.\r\n.b\r\n", b"a\r\n..\r\n..b\r\n"),
        (b"a.\r\n", b"a.\r\n"),
    ],
)
def test_a_dot_at_the_start_of_a_line_does_not_end_the_mail(body: bytes, wire: bytes) -> None:
    assert transparent(body) == wire

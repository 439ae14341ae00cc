"""I8: mails made to hurt are read within limits in a real child, and say what was left out."""

import base64
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.child import Child, Limits
from tests.ingest.mails import mail, multipart

LIMITS = Limits(memory=400 * 2**20, seconds=40, output=8 * 2**20)
RESIDENT = 512 * 2**20  # bytes, the promise for a mail of 50 MB


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child("tests.ingest.reading_child", LIMITS)
    yield child
    child.close()


@pytest.fixture
def read(child: Child, tmp_path: Path) -> Callable[[bytes], dict[str, Any]]:
    def read(data: bytes) -> dict[str, Any]:
        path = tmp_path / "mail.eml"
        path.write_bytes(data)
        answer = child.call({"path": str(path), "spool": str(tmp_path)})
        assert answer["memory"] < RESIDENT
        return answer

    return read


Read = Callable[[bytes], dict[str, Any]]


def nested(levels: int) -> bytes:
    """Return the head of a mail of multiparts in multiparts."""
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
        for level in range(levels)
    )
    return b"From: a@example.com\r\nSubject: deep\r\n" + head + b"\r\nbottom"


def test_encoded_words_without_end_in_a_subject(read: Read) -> None:
    """320 kB of them took 2.7 GB under ``email.policy.default``."""
    words = " ".join(["=?utf-8?q?aaaaaaaa?="] * 16_000)
    assert read(mail(f"Subject: {words}", f"To: {words} <b@example.com>", body="text"))["text"] == "text"
    assert read(b"Subject: " + words.encode() + b"\r\nFrom: a@example.com\r\n\r\ntext")["subject"].startswith(
        "aaaa"
    )


def test_multiparts_nested_without_end(read: Read) -> None:
    """118 kB of them raise RecursionError in the parser beneath."""
    answer = read(nested(2_400))
    assert answer["subject"] == "deep"
    assert any("nested" in problem for problem in answer["problems"])


def test_mails_in_mails_without_end(read: Read) -> None:
    answer = read(
        b"From: a@example.com\r\nSubject: deep\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 4_000
    )
    assert any("nested" in problem for problem in answer["problems"])
    few = read(b"From: a@example.com\r\nSubject: few\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 20)
    assert few["subject"] == "few"
    assert len(few["attachments"]) <= 10


def test_parts_without_end(read: Read) -> None:
    """100,000 empty ones take the parser beneath 11 seconds."""
    answer = read(multipart("mixed", *[b""] * 100_000))
    assert any("1000 parts" in problem for problem in answer["problems"])
    assert answer["seconds"] < 5


def test_attachments_without_end(read: Read) -> None:
    answer = read(multipart("mixed", *["Content-Type: text/csv; name=a.csv\r\n\r\n1"] * 900))
    assert len(answer["attachments"]) == 500
    assert any("500 attachments" in problem for problem in answer["problems"])


@pytest.mark.parametrize(
    "data",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(100_000)) + mail(body="text"),
        mail(
            "To: " + ", ".join(f"n{number} <u{number}@example.com>" for number in range(50_000)), body="text"
        ),
        mail('To: "' + '"' * 100_000, "Date: " + "(" * 100_000, "References: " + "<" * 100_000, body="text"),
        mail("Cc: =?" + '"\\' * 100_000, "Reply-To: " + "a@b;" * 100_000, body="text"),
        mail("Content-Type: text/html", body=b"<div>" * 100_000 + b"text"),
        mail("Content-Type: text/html", body=b"<p>text" + b"<!--" * 200_000),
        mail("Content-Type: text/html", body=b"<p>text<a " + b"b=c " * 200_000),
        mail(
            "Content-Type: text/plain" + "".join(f"; x*{number}=a" for number in range(10_000)), body="text"
        ),
        mail(body=b"text\r\n" + b"\r\n" * 1_000_000),
        mail(body=b"text\r\n" + b"begin 644 x\r\n" * 50_000),
        mail(body=b"text\r\n" + b">" * 1_000_000),
        mail("Content-Type: multipart/mixed; boundary=x", body=b"text\r\n" + b"--y\r\n" * 300_000),
    ],
    ids=[
        "headers",
        "addresses",
        "quotes",
        "torn quotes",
        "depth",
        "comments",
        "attributes",
        "parameters",
        "blank",
        "uu",
        "marks",
        "dashes",
    ],
)
def test_anything_without_end(data: bytes, read: Read) -> None:
    assert read(data)["text"].strip().startswith("text")


def test_a_mail_of_50_mb_is_read_within_the_memory_of_the_child(child: Child, tmp_path: Path) -> None:
    """Its attachment stays in the file until its turn comes, and comes out byte for byte."""
    content = os.urandom(37 * 2**20)
    encoded = base64.encodebytes(content)
    del content
    text = "Content-Type: text/plain; charset=utf-8\r\n\r\n您好，附件请查收。"
    head = b"Content-Type: application/x-drawing; name=a.dwg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    path = tmp_path / "mail.eml"
    path.write_bytes(multipart("mixed", text, head + encoded))
    assert path.stat().st_size > 50 * 10**6
    answer = child.call({"path": str(path), "spool": str(tmp_path)})
    assert answer["text"] == "您好，附件请查收。"
    assert [(each["name"], each["size"]) for each in answer["attachments"]] == [("a.dwg", 37 * 2**20)]
    assert answer["memory"] < RESIDENT


def test_a_text_of_50_mb_is_kept_in_part_and_says_so(read: Read) -> None:
    answer = read(
        mail("Content-Type: text/plain; charset=utf-8", body="您好，我们需要焊机。\r\n" * 1_600_000)
    )
    assert len(answer["text"]) == 2_000_000
    assert any("only the beginning" in problem for problem in answer["problems"])


def test_parts_too_large_to_parse_come_out_as_small_ones_do(read: Read) -> None:
    """Base64, quoted-printable and plain bodies around 256 kB, with text and boundaries between them."""
    data = bytes(range(256)) * 2_000
    lines = ("row = ä, " * 40_000).encode()
    quoted = lines.replace(b"=", b"=3D").replace("ä".encode(), b"=C3=A4").replace(b", ", b",=\r\n ")
    answer = read(
        multipart(
            "mixed",
            "Content-Type: text/plain\r\n\r\nabove\r\n-- \r\nbelow",
            b"Content-Type: application/x-a; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(data),
            b"Content-Type: text/csv; name=b.csv\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + quoted,
            b"Content-Type: text/csv; name=c.csv\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + lines,
        )
    )
    assert answer["text"] == "above\n-- \nbelow"
    sizes = {each["name"]: each["size"] for each in answer["attachments"]}
    assert sizes["a.bin"] == len(data)
    assert abs(sizes["b.csv"] - len(lines)) <= 2
    assert abs(sizes["c.csv"] - len(lines)) <= 2

"""Composing mails: ASCII in short lines, which no server on the way has a reason to change (I9)."""

import hashlib
import re
from base64 import encodebytes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from documents.headers import Somebody, disposition, encoded, mailbox, mailboxes, one_line
from documents.mail_text import MailText

# RFC 3834, 3.1.7 and 5: answers to us must not be automatic; Exchange has a header of its own for that. Its
# "All" would keep back what we have to know, that a mail could not be delivered.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply"}

MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
MAIL_TYPE = "message/rfc822"
ANY_TYPE = "application/octet-stream"
AT_ONCE = 57 * 1024  # bytes that are encoded at once; 57 make a line of base64
TOO_LONG = re.compile(rb"[^\r\n]{999}")  # RFC 5322, 2.1.1: a line has 998 bytes at most


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a mail."""

    name: str
    type: str  # media type
    data: bytes


def compose(  # noqa: PLR0913 - the parts of a mail, each by its name
    *,
    sender: Somebody,
    to: Sequence[Somebody],
    text: MailText,
    message_id: str,
    date: datetime,
    cc: Sequence[Somebody] = (),
    attachments: Sequence[Attached] = (),
    home: str = "",
    headers: Mapping[str, str] | None = None,
    answers: str = "",
) -> list[bytes]:
    """Return the pieces of a mail as it goes over the wire; the same arguments make the same bytes.

    ``message_id`` has angle brackets, ``date`` is aware, ``home`` is the id by which our own mail is known
    when it comes back (I10), ``headers`` are further fields such as Reply-To, ``answers`` is the Message-ID
    of the mail that this one answers. Failure on a bad address.
    """
    answered = answers if MESSAGE_ID.fullmatch(answers) else ""  # a stranger's; it may hold anything
    head = {
        "From": mailbox(sender),
        "To": mailboxes(to),
        "Cc": mailboxes(cc),
        "Subject": encoded(text.subject),
        "Date": format_datetime(date),
        "Message-ID": one_line(message_id),
        "In-Reply-To": answered,
        "References": answered,
        **AUTOMATIC,
        "X-Leadwright": encoded(home),
        **{_field_name(name): encoded(value) for name, value in (headers or {}).items()},
        "MIME-Version": "1.0",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return [lines.encode("ascii"), *_body(text, attachments, message_id)]


def transparent(data: bytes) -> bytes:
    """Return a mail as DATA takes it: dots at line starts doubled, an end of line last (RFC 5321, 4.5.2)."""
    if not data.endswith(b"\r\n"):
        data += b"\r\n"
    doubled = data.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled


def _field_name(name: str) -> str:
    if not name.isascii() or not name.replace("-", "").isalnum():
        raise ValueError(f"not the name of a header field: {name!r}")
    return name


# Pieces that are never joined: a mail of 10 MB is copied neither for what it is nested in, nor at the end.
Part = list[bytes]


def _body(text: MailText, attachments: Sequence[Attached], seed: str) -> Part:
    plain = _text("plain", text.text)
    both = _several("alternative", seed, [plain, _text("html", text.html)]) if text.html else plain
    return _several("mixed", seed, [both, *map(_file, attachments)]) if attachments else both


def _text(subtype: str, text: str) -> Part:
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(errors="replace")
    return _part(f"Content-Type: text/{subtype}; charset=utf-8", data)


def _file(file: Attached) -> Part:
    in_type, in_disposition = disposition(file.name)
    kind = one_line(file.type) if file.type.isascii() and "/" in file.type else ANY_TYPE
    is_whole = kind == MAIL_TYPE and _passes_unchanged(file.data)
    if kind == MAIL_TYPE and not is_whole:
        # A mail within a mail must not be encoded (RFC 2046, 5.2.1): Thunderbird and Roundcube save one in
        # base64 as 0 bytes (odoo#194988). Left as it is, 8-bit needs 8BITMIME of every server on the way:
        # one without it has to rewrite the mail or return it (RFC 6152, 3), and nobody knows that now. As
        # plain bytes it comes out as it came in, and every reader opens it by the ".eml" of its name.
        kind = ANY_TYPE
    head = f"Content-Type: {kind};\r\n {in_type}\r\nContent-Disposition: attachment;\r\n {in_disposition}"
    return _unencoded(head, file.data) if is_whole else _part(head, file.data)


def _passes_unchanged(data: bytes) -> bool:
    """Return whether any mail server passes ``data`` on as it is: RFC 2045, 2.7, calls that 7bit."""
    if not data.isascii() or b"\0" in data:
        return False
    is_whole = data.count(b"\r\n") == data.count(b"\r") == data.count(b"\n")
    return is_whole and TOO_LONG.search(data) is None


def _unencoded(head: str, data: bytes) -> Part:
    return [f"{head}\r\nContent-Transfer-Encoding: 7bit\r\n\r\n".encode("ascii"), data]


def _part(head: str, data: bytes) -> Part:
    # Always base64: no server on the way finds a letter or a line to change.
    encoding = f"{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode("ascii")
    pieces = (data[start : start + AT_ONCE] for start in range(0, len(data), AT_ONCE))
    return [encoding, *(encodebytes(piece).replace(b"\n", b"\r\n") for piece in pieces)]


def _several(subtype: str, seed: str, parts: Sequence[Part]) -> Part:
    # "=_" never occurs in base64 (RFC 2045, 6.7 (5)), and there is nothing but base64 between the boundaries.
    boundary = f"=_{subtype}_{hashlib.sha256(seed.encode()).hexdigest()[:24]}"
    opening = f"--{boundary}\r\n".encode("ascii")
    pieces = [piece for part in parts for piece in (opening, *part, b"\r\n")]
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'
    return [head.encode("ascii"), *pieces, f"--{boundary}--\r\n".encode("ascii")]

"""Composing mails: bytes that never change once they are made (I9), in ASCII with short lines, for any server."""

import hashlib
from base64 import encodebytes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from documents.headers import address, disposition, encoded, mailboxes, one_line
from sales.letter import Address

# RFC 3834, 3.1.7 and 5: answers to us must not be automatic; Exchange has a header of its own for that.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a mail."""

    name: str
    type: str  # media type
    data: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a mail consists of."""

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    message_id: str  # with angle brackets, see message_id()
    date: datetime  # aware
    cc: tuple[Address, ...] = ()
    html: str = ""  # "" for plain text only
    attachments: tuple[Attached, ...] = ()
    home: str = ""  # id of this home, so that our own mail is known when it comes back (I10)
    headers: Mapping[str, str] = field(default_factory=dict)  # e.g. In-Reply-To


def message_id(domain: str, *parts: str) -> str:
    """Return the Message-ID of the mail that ``parts`` (home, lead, purpose, version …) name, always the same one."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return f"<{digest[:32]}@{address('x@' + domain).partition('@')[2]}>"


def compose(draft: Draft) -> bytes:
    """Return the mail as it goes over the wire; the same draft makes the same bytes. Failure on a bad address."""
    head = {
        "From": mailboxes((draft.sender,)),
        "To": mailboxes(draft.to),
        "Cc": mailboxes(draft.cc),
        "Subject": encoded(draft.subject),
        "Date": format_datetime(draft.date),
        "Message-ID": one_line(draft.message_id),
        **AUTOMATIC,
        "X-Leadwright": encoded(draft.home),
        **{_field_name(name): encoded(value) for name, value in draft.headers.items()},
        "MIME-Version": "1.0",
    }
    lines = [f"{name}: {value}" for name, value in head.items() if value]
    return "\r\n".join((*lines, _body(draft))).encode("ascii")


def _field_name(name: str) -> str:
    if not name.isascii() or not name.replace("-", "").isalnum():
        raise ValueError(f"not the name of a header field: {name!r}")
    return name


def _body(draft: Draft) -> str:
    texts = [_text("plain", draft.text)]
    if draft.html:
        texts = [_several("alternative", draft, [*texts, _text("html", draft.html)])]
    if not draft.attachments:
        return texts[0]
    return _several("mixed", draft, [*texts, *map(_file, draft.attachments)])


def _text(subtype: str, text: str) -> str:
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(errors="replace")
    return _part(f"Content-Type: text/{subtype}; charset=utf-8", data)


def _file(file: Attached) -> str:
    in_type, in_disposition = disposition(file.name)
    kind = one_line(file.type) if file.type.isascii() and "/" in file.type else "application/octet-stream"
    return _part(
        f"Content-Type: {kind};\r\n {in_type}\r\nContent-Disposition: attachment;\r\n {in_disposition}",
        file.data,
    )


def _part(head: str, data: bytes) -> str:
    # Always base64: no server on the way finds a letter or a line to change.
    body = encodebytes(data).decode().replace("\n", "\r\n")
    return f"{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}"


def _several(subtype: str, draft: Draft, parts: Sequence[str]) -> str:
    # "=_" never occurs in base64 (RFC 2045, 6.7 (5)), and there is nothing but base64 between the boundaries.
    boundary = f"=_{subtype}_{hashlib.sha256(draft.message_id.encode()).hexdigest()[:24]}"
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'

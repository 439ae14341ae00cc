"""Header fields of outgoing mail: whatever a customer wrote stays inside the field it was put in.

Written by hand, not by ``email.message``: on Python 3.11 a Subject of ``=?utf-8?q?x=0D=0ABcc=3A…?=`` set on
an ``EmailMessage`` is decoded first and comes out as a Bcc of its own.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Protocol
from urllib.parse import quote

from sales.words import Failure, Words

# RFC 2047, 2: 75 characters an encoded word; "=?UTF-8?B?" and "?=" take 12, base64 makes 4 of 3 bytes.
_BYTES_A_WORD = 45
# RFC 5322, 2.1.1: at most 998 characters a line, better 78.
_LINE = 78
# RFC 5321 addresses without quoting, comments or 8-bit letters: what companies really have.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def one_line(text: str) -> str:
    """Return ``text`` with a space in the place of line ends, controls and lone surrogates."""
    return _NOT_PRINTED.sub(" ", text).strip()


def encoded(text: str) -> str:
    """Return ``text`` as the content of a field: plain ASCII as it is, anything else in RFC 2047 words."""
    text = one_line(text)
    # "=?" in plain text would be decoded by the reader.
    if text.isascii() and "=?" not in text and len(text) <= _LINE - 20:
        return text
    return _words(text)


def _words(text: str) -> str:
    return "\r\n ".join(f"=?UTF-8?B?{b64encode(piece).decode()}?=" for piece in _pieces(text))


def _pieces(text: str) -> Iterator[bytes]:
    """Yield the UTF-8 of ``text`` in pieces that cut no character (RFC 2047, 5 (3))."""
    piece = b""
    for letter in text:
        data = letter.encode()
        if len(piece) + len(data) > _BYTES_A_WORD:
            yield piece
            piece = b""
        piece += data
    yield piece


def address(email: str) -> str:
    """Return a mail address that is safe in headers and SMTP commands; Failure for anything else."""
    local, _, domain = email.rpartition("@")
    try:
        safe = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        safe = ""
    if not _ADDRESS.fullmatch(safe):
        raise Failure(
            Words(
                f"邮箱地址 {one_line(email)!r} 无效，无法发送。请在设置或线索中更正。",
                f"{one_line(email)!r} is no mail address. Correct it in the settings or the lead.",
            )
        )
    return safe


class Somebody(Protocol):
    """A person of the company or an address from a letter."""

    @property
    def name(self) -> str:
        """What they are called; "" where only the address is known."""

    @property
    def email(self) -> str:
        """Where they are reached."""


def mailbox(who: Somebody) -> str:
    """Return an address with its name, ``=?UTF-8?B?5p2O5piO?= <li@example.com>``."""
    email, name = address(who.email), one_line(who.name)
    if not name:
        return email
    # A name of plain letters may stand as it is; anything else would need quoting (RFC 5322, 3.2.3).
    plain = re.fullmatch(r"[A-Za-z0-9 ]{1,40}", name)
    return f"{name if plain else _words(name)} <{email}>"


def mailboxes(people: Sequence[Somebody]) -> str:
    """Return addresses for To or Cc, one a line."""
    return ",\r\n ".join(mailbox(who) for who in people)


def disposition(name: str) -> tuple[str, str]:
    """Return the parameters that carry a file's name: for Content-Type and for Content-Disposition.

    Both carry RFC 2047 words in quotes, against the letter of that RFC: Foxmail, QQ and older Outlook read
    only that. The second has RFC 2231 beside it, which newer ones prefer; in one piece: not all join several.
    """
    name = one_line(name).replace('"', "'").replace("\\", "_") or "file"
    if name.isascii() and "=?" not in name:
        return f'name="{name}"', f'filename="{name}"'
    words = _words(name)
    return f'name="{words}"', f"filename=\"{words}\";\r\n filename*=UTF-8''{quote(name, safe='')}"

"""Header values as senders really write them, mended before mail-parser reads them.

Raw 8-bit bytes in no or any charset, encoded words inside quotes or cut through the middle of a character,
names of attachments in all the ways of RFC 2047, RFC 2231 and neither.
"""

import base64
import binascii
import quopri
import re
from email.message import Message

from ingest.reading.charset import decode

_WORD = r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,4000}\?="
_WORDS = re.compile(rf"{_WORD}(?:[ \t\r\n]*{_WORD})*")
_ONE_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]{0,4000})\?=")
_QUOTED_OR_WORDS = re.compile(rf'"(?:[^"\\]|\\.){{0,1000}}"|{_WORD}(?:[ \t\r\n]*{_WORD})*', re.DOTALL)
_EXTENDED_NAME = re.compile(r";\s{0,99}filename\*\s{0,9}=", re.IGNORECASE)
_PLAIN_NAME = re.compile(
    r";\s{0,99}filename\s{0,9}=\s{0,9}(?:\"[^\"]{0,4000}\"|[^;\"]{0,4000})", re.IGNORECASE
)
_DRIVE = re.compile(r"[A-Za-z]:\\.*\\", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RAW_BYTES = re.compile(r"[\ud800-\udfff]")
_FOLD = re.compile(r"[ \t]*\r?\n[ \t]*|\r")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}.*%[0-9A-Fa-f]{2}")


def raw_header(part: Message, name: str, longest: int = 32_768) -> str:
    """Return the first header called ``name`` that says something, on one line, decoded; "" without."""
    wanted = name.lower()
    for key, value in part.raw_items():
        if key.lower() == wanted and str(value).strip():
            return unfolded(str(value)[:longest], part)
    return ""


def unfolded(value: str, part: Message | None = None) -> str:
    """Return a header's value on one line; raw 8-bit bytes are decoded like the body of ``part``."""
    if not value.isascii() and _RAW_BYTES.search(value):
        charset = _charset_of(part) if part else ""
        value = decode(value.encode("utf-8", "surrogateescape"), charset)
    return _CONTROL.sub("", _FOLD.sub(" ", value)).strip()


def decoded(value: str) -> str:
    """Return a header's value with its encoded words turned into text."""
    if "=?" not in value:
        return value
    return _CONTROL.sub(" ", _WORDS.sub(lambda run: _text_of(run.group()), value)).strip()


def decoded_addresses(value: str) -> str:
    """Return an address header whose encoded words, also quoted ones, have become quoted text.

    So a decoded comma or angle bracket stays part of the name, and cannot become an address. Semicolons
    between addresses, as Outlook shows them and web mailers send them, become commas.
    """
    if "=?" in value:
        value = _QUOTED_OR_WORDS.sub(_as_quoted, value)
    return _with_commas(value)


def _with_commas(value: str) -> str:
    """Return a list of addresses parted by commas; the semicolon that ends a group stays (RFC 5322, 3.4)."""
    end = value.rfind("@") + 1
    pieces = value[:end].split('"')
    pieces[::2] = [re.sub("(?<!:);", ",", outside) for outside in pieces[::2]]
    return '"'.join(pieces) + value[end:]


def file_name(part: Message) -> str:
    """Return the name a part gives itself, decoded, "" where it has none."""
    name = decoded(unfolded(str(part.get_filename() or "")))
    if not name.isascii():
        name = _mended_latin(name)
    if _PERCENT.search(name):
        name = _unpercented(name)
    return _DRIVE.sub("", name.strip().strip('"'))  # old programs name the place on the sender's disk


def mend_part_headers(part: Message) -> None:
    """Decode the raw 8-bit bytes in the headers that describe ``part``; drop NUL, which no codec survives."""
    for name in ("content-type", "content-disposition", "content-description"):
        value = part[name]
        if value is not None and not (isinstance(value, str) and value.isascii() and value.isprintable()):
            part.replace_header(name, raw_header(part, name))
    disposition = part["content-disposition"]
    if disposition and _EXTENDED_NAME.search(disposition):  # RFC 6266: it goes before the plain one
        part.replace_header("content-disposition", _PLAIN_NAME.sub("", disposition))


def _charset_of(part: Message) -> str:
    """Return the charset that a mail, or the first of its parts, declares for its text."""
    while part.is_multipart():
        inside = part.get_payload()
        if not isinstance(inside, list) or not inside or not isinstance(inside[0], Message):
            break
        part = inside[0]
    return part.get_content_charset("")


def _as_quoted(found: re.Match[str]) -> str:
    text = found.group()
    if not text.startswith('"'):
        return _quoted(_text_of(text))
    if "=?" not in text:
        return text
    return _quoted(decoded(text[1:-1].replace('\\"', '"')))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text_of(run: str) -> str:
    """Return the text of adjacent encoded words; bytes of one charset are joined before they are decoded."""
    joined: list[tuple[str, bytes]] = []
    for charset, encoding, payload in _ONE_WORD.findall(run):
        data = _unquoted(payload) if encoding in "qQ" else _unbased(payload)
        if joined and joined[-1][0] == charset.lower():
            joined[-1] = (charset.lower(), joined[-1][1] + data)
        else:
            joined.append((charset.lower(), data))
    return unfolded("".join(decode(data, charset) for charset, data in joined))


def _unquoted(payload: str) -> bytes:
    return quopri.decodestring(payload.encode("utf-8", "surrogateescape"), header=True)


def _unbased(payload: str) -> bytes:
    kept = re.sub(r"[^A-Za-z0-9+/]", "", payload)
    try:
        return base64.b64decode(kept + "=" * (-len(kept) % 4))
    except binascii.Error:  # one character too many
        return base64.b64decode(kept[:-1] + "=" * (-(len(kept) - 1) % 4))


def _mended_latin(name: str) -> str:
    """Return ``name``, read again where every character is one byte: RFC 2231 in a charset nobody knows."""
    try:
        return decode(name.encode("latin-1"))
    except UnicodeEncodeError:
        return name


def _unpercented(name: str) -> str:
    """Return ``name`` with its percent signs undone where they hide text that is no ASCII."""
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name.encode())
    return name if data.isascii() else unfolded(decode(data))

"""From the bytes of a mail to a tree of MIME parts, however broken or hostile they are (I8).

The parser beneath (``email`` of the standard library) recurses once per level, keeps a string per line and
needs seconds for many parts. So it only sees mails whose size, headers and parts are within limits: what is
too large for it stays in the file, with a marker in its place, until ``content`` asks for it.
"""

import binascii
import email
import itertools
import mmap
import quopri
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message
from email.parser import BytesHeaderParser

from ingest.reading import uuencoded
from ingest.reading.limits import ReadingLimits
from sales.words import Words

_LONGEST_HEAD = 2**20  # bytes of one header block
_MOST_DASHES = 100_000  # lines that begin with two dashes and are looked at
_FLAT_TEXT = 200_000  # bytes of a mail that is shown without its structure
_BOUNDARY = re.compile(rb"boundary\s{0,9}=\s{0,9}(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_NESTED = re.compile(rb"content-type:\s{0,9}message/rfc822", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]{0,9}:|[ \t]|>?From ")
_USED_BOUNDARY = re.compile(r"^--(\S[^\r\n]{0,69}?)[ \t]*\r?\ncontent-", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Tree:
    """A mail's parts, and the file that holds those too large to be parsed."""

    message: Message
    source: bytes | mmap.mmap
    spooled: dict[str, tuple[int, int]] = field(default_factory=dict)  # marker -> from, to in the source
    problems: list[Words] = field(default_factory=list)

    def content(self, part: Message, most: int | None = None) -> bytes:
        """Return the decoded content of a leaf; of a spooled one at most about ``most`` encoded bytes."""
        payload = part.get_payload()
        if isinstance(payload, str) and payload.strip() in self.spooled:
            return self._spooled(payload.strip(), part, most)
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            return b""
        for marker in self.spooled if b"leadwright-" in data else ():
            if marker.encode() in data:
                data = data.replace(marker.encode(), self._spooled(marker, part, most))
        return data

    def _spooled(self, marker: str, part: Message, most: int | None) -> bytes:
        start, end = self.spooled[marker]
        data = self.source[start : end if most is None else min(end, start + most)]
        return _undo(data, str(part.get("content-transfer-encoding", "")))


def parse(source: bytes | mmap.mmap, limits: ReadingLimits) -> Tree:
    """Return the tree of the mail in ``source``; never raises, ``problems`` say what it had to leave out."""
    tree = Tree(Message(), source)
    data = source[:] if len(source) <= limits.spooled_body else _reduced(source, limits, tree)
    data = _within_parts(data.lstrip(b"\xef\xbb\xbf\r\n \t"), limits, tree)
    try:
        tree.message = _parsed(data)
    except RecursionError:
        tree.problems.append(_TOO_DEEP)
        tree.message = _flat(data)
    return tree


def children(part: Message) -> list[Message] | None:
    """Return the parts of a multipart, found also where its boundary is missing or wrong; None for a leaf."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [child for child in payload if isinstance(child, Message)]
    if part.get_content_maintype() != "multipart" or not isinstance(payload, str):
        return None
    used = _USED_BOUNDARY.search(payload)
    if not used:
        return None
    del part["content-transfer-encoding"]  # a multipart has none
    raw = part.get_payload(decode=True)
    head = f'Content-Type: multipart/mixed; boundary="{used[1]}"\n\n'.encode()
    again = email.message_from_bytes(head + raw).get_payload() if isinstance(raw, bytes) else None
    return [child for child in again if isinstance(child, Message)] if isinstance(again, list) else None


def _parsed(data: bytes) -> Message:
    message = email.message_from_bytes(data)
    if any(isinstance(defect, MissingHeaderBodySeparatorDefect) for defect in message.defects):
        return email.message_from_bytes(_with_mended_head(data))
    return message


def _with_mended_head(data: bytes) -> bytes:
    """Return the mail with every line of its head that is no header made a continuation of the one before."""
    end = _BLANK_LINE.search(data)
    head, rest = (data[: end.start()], data[end.start() :]) if end else (data, b"")
    lines = head.splitlines()
    if not lines or not _HEADER_LINE.match(lines[0]):
        return data
    if (
        sum(1 for line in lines if not _HEADER_LINE.match(line)) > len(lines) // 3
    ):  # a body without a blank line
        return data
    return b"\n".join(line if _HEADER_LINE.match(line) else b" " + line for line in lines) + rest


def _flat(data: bytes) -> Message:
    """Return a mail whose structure cannot be parsed as one plain text, so that people see something."""
    message = BytesHeaderParser().parsebytes(data[:_LONGEST_HEAD].partition(b"\n\n")[0] + b"\n\n")
    for name in ("content-type", "content-transfer-encoding"):
        del message[name]
    message["Content-Type"] = "text/plain"
    message.set_payload(data[:_FLAT_TEXT].decode("ascii", "surrogateescape"))
    return message


def _within_parts(data: bytes, limits: ReadingLimits, tree: Tree) -> bytes:
    """Return ``data``, cut before the part that is one too many."""
    if data.count(b"\n--") <= limits.parts:
        return data
    boundaries = {quoted or bare for quoted, bare in _BOUNDARY.findall(data)}
    count = 0
    for start in _dashes(data):
        end = data.find(b"\n", start)
        line = data[start + 2 : end if end >= 0 else None].strip()
        count += line in boundaries
        if count > limits.parts:
            tree.problems.append(_too_many_parts(limits.parts))
            return data[:start]
    return data


def _reduced(source: bytes | mmap.mmap, limits: ReadingLimits, tree: Tree) -> bytes:
    """Return ``source`` with markers in place of the bodies that are too large to parse."""
    token = secrets.token_hex(8)  # nobody can guess it, so no mail can hold a marker
    pieces: list[bytes] = []
    edges = [0, *_dashes(source), len(source)]
    for start, end in itertools.pairwise(edges):
        body = _body_of(source, start, end) if end - start > limits.spooled_body else end
        pieces.append(source[start : min(body, start + _LONGEST_HEAD)])
        if body < end:
            marker = f"leadwright-{token}-{len(tree.spooled)}"
            tree.spooled[marker] = (body, end)
            pieces.append(b"\n\n" * (body > start + _LONGEST_HEAD) + marker.encode() + b"\r\n")
    return b"".join(pieces)


def _body_of(data: bytes | mmap.mmap, start: int, end: int) -> int:
    """Return where the body of a part begins: behind its head, and behind the head of a mail inside it."""
    blank = _BLANK_LINE.search(data, start, end)
    if blank and _NESTED.search(data, start, blank.start()):
        blank = _BLANK_LINE.search(data, blank.end(), end) or blank
    return blank.end() if blank else end


def _dashes(data: bytes | mmap.mmap) -> Iterator[int]:
    """Yield where a line begins with two dashes, as every boundary does; not the endless ones of a bomb."""
    position = -1
    for _ in range(_MOST_DASHES):
        position = data.find(b"\n--", position + 1)
        if position < 0:
            return
        yield position + 1


def _undo(data: bytes, encoding: str) -> bytes:
    """Return ``data`` without its transfer encoding."""
    match encoding.strip().lower():
        case "base64":
            return _unbased(data)
        case "quoted-printable":
            return quopri.decodestring(data)
        case "x-uuencode" | "uuencode" | "uue" | "x-uue":
            return uuencoded.decoded(data)
    return data


def _unbased(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:  # cut short: what is there is kept
        kept = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        return binascii.a2b_base64(kept[: len(kept) // 4 * 4])


_TOO_DEEP = Words(
    zh="邮件嵌套层数过多，只能按原文显示，附件未拆出",
    en="The mail is nested too deeply; it is shown as it came, its attachments were not taken out",
)


def _too_many_parts(most: int) -> Words:
    return Words(
        zh=f"邮件分段超过 {most} 个，只读取了前 {most} 个",
        en=f"The mail has more than {most} parts; only the first {most} were read",
    )

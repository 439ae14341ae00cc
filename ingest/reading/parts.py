"""The parts of a mail: which of them are its text, which are files."""

import binascii
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from functools import partial

from ingest.reading import uuencoded
from ingest.reading.body import html_text
from ingest.reading.charset import decode
from ingest.reading.headers import decoded, file_name, mend_part_headers, raw_header
from ingest.reading.limits import ReadingLimits
from ingest.reading.opened import Enclosure, Mail
from ingest.reading.smime import signed_content
from ingest.reading.wire import Tree, children, parse
from sales.words import Words

_DEEPEST = 30  # levels of multiparts
_STUB = 120  # characters; a plain text that short beside a long HTML text says "get a better program"
_HTML_CHARSET = re.compile(
    rb"<meta[^>]{1,200}charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_LOOKS_LIKE_HTML = re.compile(
    rb"\s{0,200}<(?:!doctype|html|head|body|meta|div|p|table|style)\b", re.IGNORECASE
)
_EXTENSIONS = {"message/delivery-status": ".txt", "text/calendar": ".ics", "text/rfc822-headers": ".txt"}
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(slots=True)
class Contents:
    """The text of a mail, and its files in the order they came."""

    text: str = ""
    enclosures: list[Enclosure] = field(default_factory=list)
    problems: list[Words] = field(default_factory=list)


def contents(tree: Tree, limits: ReadingLimits, read: Callable[[Tree], Mail]) -> Contents:
    """Return what is in the parts of ``tree``; ``read`` reads a mail inside it."""
    walk = _Walk(tree, limits, read)
    text = walk.text_of(tree.message, 0) or "\n\n".join(walk.named_texts)
    if len(text) > limits.text:
        walk.found.problems.append(_too_long(limits.text))
    walk.found.text = text[: limits.text]
    return walk.found


class _Walk:
    def __init__(self, tree: Tree, limits: ReadingLimits, read: Callable[[Tree], Mail]) -> None:
        self._tree = tree
        self._limits = limits
        self._read = read
        self.found = Contents()
        self.named_texts: list[str] = []  # texts that have a file's name; the body where there is no other

    def text_of(self, part: Message, depth: int, *, wanted: bool = True) -> str:
        """Return what a part adds to the body, and collect its files; files only, where not ``wanted``."""
        if depth > _DEEPEST:
            self._problem(_TOO_DEEP)
            return ""
        mend_part_headers(part)
        parts = children(part)
        kind = part.get_content_type()
        if parts is None:
            return self._leaf(part, kind, wanted=wanted)
        if kind in ("message/rfc822", "message/global"):
            return self._enclosed_mail(part, parts)
        if part.get_content_maintype() == "message":
            text = self._report(part, kind, parts)
            return text if depth == 0 else ""
        if kind == "multipart/alternative":
            return self._alternative(parts, depth, wanted=wanted)
        if kind == "multipart/encrypted":
            self._problem(_ENCRYPTED)
        texts = [self.text_of(child, depth + 1, wanted=wanted) for child in parts]
        return "\n\n".join(filter(None, texts))

    def _alternative(self, parts: list[Message], depth: int, *, wanted: bool) -> str:
        """Return the plain text where it says something, else the richest other: nothing twice."""
        texts: dict[bool, str] = {}
        for part in sorted(parts, key=lambda part: part.get_content_type() != "text/plain"):
            plain = part.get_content_type() == "text/plain"
            stub = len(texts.get(True, "").strip()) < _STUB
            text = self.text_of(part, depth + 1, wanted=wanted and (plain or stub))
            texts[plain] = text or texts.get(plain, "")
        plain_text, rich = texts.get(True, "").strip(), texts.get(False, "")
        says_little = not plain_text or (len(plain_text) < _STUB and len(rich) > 3 * len(plain_text) + 40)
        return rich if says_little else texts.get(True, "")

    def _leaf(self, part: Message, kind: str, *, wanted: bool) -> str:
        name = file_name(part)
        attached = part.get_content_disposition() == "attachment"
        if kind in _SMIME or (name.lower().endswith(".p7m") and kind == "application/octet-stream"):
            return self._signed(part, name or "smime.p7m", kind)
        body = part.get_content_maintype() in ("text", "multipart") and kind not in (
            "text/calendar",
            "text/x-vcard",
        )
        if not body or attached or name:
            self._file(part, name or _made_up_name(kind, len(self.found.enclosures)), kind)
            if body and not attached and wanted and kind in ("text/plain", "text/html"):
                self.named_texts.append(self._text(part, kind))
            return ""
        return self._text(part, kind) if wanted else ""

    def _text(self, part: Message, kind: str) -> str:
        data = self._tree.content(part, 4 * self._limits.text)
        if b"begin " in data:
            data = self._without_uuencoded(data)
        charset = part.get_content_charset("")
        if kind == "text/html" or _LOOKS_LIKE_HTML.match(data):  # web forms send it as plain text
            declared = _HTML_CHARSET.search(data[:4096])
            return html_text(decode(data, charset or (declared[1].decode() if declared else "")))
        text = decode(data, charset).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        return _unflowed(text) if part.get_param("format", "") == "flowed" else text

    def _without_uuencoded(self, data: bytes) -> bytes:
        rest, files = uuencoded.taken_out(data)
        for name, block in files:
            self.found.enclosures.append(
                Enclosure(decode(name).strip(), "", partial(uuencoded.decoded, block))
            )
        return rest

    def _file(self, part: Message, name: str, kind: str) -> None:
        self.found.enclosures.append(Enclosure(name, kind, partial(self._tree.content, part)))

    def _enclosed_mail(self, part: Message, parts: list[Message]) -> str:
        inner = Tree(parts[0] if parts else Message(), self._tree.source, self._tree.spooled)
        if _is_base64(part) and not inner.message.keys():
            inner = parse(_unbased(parts[0]), self._limits)
        name = file_name(part) or _subject_name(inner.message)
        load, mail = partial(_as_bytes, inner.message), partial(self._read, inner)
        self.found.enclosures.append(Enclosure(name, "message/rfc822", load, mail))
        return ""

    def _report(self, part: Message, kind: str, parts: list[Message]) -> str:
        text = "\n\n".join(_as_bytes(child).decode("utf-8", "replace").strip() for child in parts)
        data = text.encode("utf-8", "replace")
        name = file_name(part) or _made_up_name(kind, len(self.found.enclosures))
        self.found.enclosures.append(Enclosure(name, kind, lambda: data))
        return text

    def _signed(self, part: Message, name: str, kind: str) -> str:
        """Return the text inside an opaque signature; a detached or encrypted one stays a file."""
        data = self._tree.content(part)
        inside = signed_content(data)
        self._file(part, name, kind)
        if inside is None:
            if part.get_param("smime-type") != "certs-only":
                self._problem(_ENCRYPTED)
            return ""
        found = contents(parse(inside, self._limits), self._limits, self._read)
        self.found.enclosures += found.enclosures
        self.found.problems += found.problems
        return found.text

    def _problem(self, words: Words) -> None:
        if words not in self.found.problems:
            self.found.problems.append(words)


def _is_base64(part: Message) -> bool:
    return str(part.get("content-transfer-encoding", "")).strip().lower() == "base64"


def _unbased(message: Message) -> bytes:
    """Return the mail that was encoded as a whole, which RFC 2046 forbids and programs do."""
    payload = message.get_payload()
    try:
        return binascii.a2b_base64(payload if isinstance(payload, str) else "")
    except (binascii.Error, ValueError):
        return b""


def _as_bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (
        UnicodeError,
        LookupError,
        TypeError,
        AttributeError,
    ):  # headers that can be read, but not written
        return b""


def _subject_name(message: Message) -> str:
    """Return the name people give a mail they save: its subject."""
    subject = decoded(raw_header(message, "subject", 400))
    return f"{subject[:80].strip() or 'mail'}.eml"


def _made_up_name(kind: str, number: int) -> str:
    """Return a name for a file without one, by its type: "part-3.png"."""
    extension = _EXTENSIONS.get(kind) or mimetypes.guess_extension(kind) or ""
    return f"part-{number + 1}{extension}"


def _unflowed(text: str) -> str:
    """Return the text of ``format=flowed`` (RFC 3676) without its soft line ends, but for quotes."""
    lines: list[str] = []
    flowing = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        if flowing and not quoted:
            lines[-1] += line
        else:
            lines.append(line)
        flowing = line.endswith(" ") and line != "-- " and not quoted
    return "\n".join(line.rstrip() if line != "-- " else line for line in lines)


def _too_long(most: int) -> Words:
    return Words(
        zh=f"邮件正文超过 {most} 字，只保留了前面部分",
        en=f"The text has more than {most} characters; only the beginning was kept",
    )


_TOO_DEEP = Words(
    zh=f"邮件分段嵌套超过 {_DEEPEST} 层，更深的内容未读取",
    en=f"Parts of the mail are nested more than {_DEEPEST} levels deep; what lies deeper was not read",
)
_ENCRYPTED = Words(
    zh="邮件（或其中一部分）已加密，无法读取；请收件人解密后另存再放入",
    en="The mail, or a part of it, is encrypted and cannot be read; have its recipient save it decrypted",
)

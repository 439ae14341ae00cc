"""The text of RTF, as Outlook packs the bodies of its mails (MS-OXRTFCP, MS-OXRTFEX)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.reading.body import html_text
from ingest.reading.charset import decode
from ingest.reading.part import Part, Spool

_LARGEST = 20_000_000  # bytes of RTF that are looked at
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096  # bytes that references reach back
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_SILENT = frozenset(
    {
        b"fonttbl",
        b"colortbl",
        b"stylesheet",
        b"info",
        b"pict",
        b"object",
        b"objdata",
        b"themedata",
        b"latentstyles",
    }
    | {
        b"header",
        b"footer",
        b"generator",
        b"listtable",
        b"listoverridetable",
        b"xmlnstbl",
        b"rsidtbl",
        b"datastore",
    }
    | {b"fldinst"}
)
_SIGNS = {
    **{
        b"par": "\n",
        b"line": "\n",
        b"row": "\n",
        b"tab": "\t",
        b"cell": "\t",
        b"emdash": "—",
        b"endash": "–",
    },
    **{b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"},
}
_ESCAPED = {b"\\": b"\\", b"{": b"{", b"}": b"}", b"~": b" ", b"_": b"-", b"\n": b"\n", b"\r": b"\n"}


def read_rtf(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of an RTF file."""
    return Part(text=rtf_text(data))


def rtf_text(data: bytes) -> str:
    """Return the text of an RTF document; of the HTML in it, where Outlook wrapped a mail."""
    data = data[:_LARGEST]
    wrapped = b"\\fromhtml" in data[:2000]
    charset = re.search(rb"\\ansicpg(\d{1,5})", data[:2000])
    text = _Reader(f"cp{charset[1].decode()}" if charset else "", wrapped).read(data)
    text = text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "ignore"
    )  # \\u writes halves of surrogate pairs
    return html_text(text) if wrapped else text.strip()


def decompressed(data: bytes) -> bytes:
    """Return the RTF in a property ``PidTagRtfCompressed``; raises ``ValueError`` where it is none."""
    if len(data) < 16:
        raise ValueError("too short for compressed RTF")
    size, kind = int.from_bytes(data[4:8], "little"), data[8:12]
    if kind == b"MELA":
        return data[16 : 16 + size]
    if kind != b"LZFu":
        raise ValueError("no compressed RTF")
    return _inflated(data[16:], min(size, _LARGEST))


def _inflated(data: bytes, size: int) -> bytes:
    out = bytearray(_DICTIONARY)
    for piece in _pieces(data):
        if isinstance(piece, int):
            out.append(piece)
            continue
        offset, length = piece
        back = (len(out) - offset) % _WINDOW
        if back == 0 or back > len(out):  # the end, or rubbish
            break
        for _ in range(length):  # one by one: a reference may run into what it writes itself
            out.append(out[-back])
        if len(out) > size + len(_DICTIONARY):
            break
    return bytes(out[len(_DICTIONARY) :][:size])


def _pieces(data: bytes) -> Iterator[int | tuple[int, int]]:
    """Yield bytes as they are, and references as (offset in the window, length)."""
    position = 0
    while position < len(data):
        control = data[position]
        position += 1
        for bit in range(8):
            width = 1 + (control >> bit & 1)
            piece = data[position : position + width]
            if len(piece) < width:
                return
            position += width
            yield piece[0] if width == 1 else (piece[0] << 4 | piece[1] >> 4, (piece[1] & 15) + 2)


@dataclass(slots=True)
class _Reader:
    """Walks through the tokens of an RTF document and keeps its characters."""

    charset: str
    wrapped: bool  # the RTF holds the HTML of a mail: take its tags, leave what Outlook wrote for RTF readers
    text: list[str] = field(default_factory=list)
    raw: bytearray = field(
        default_factory=bytearray
    )  # bytes that are not decoded yet: a character may have two
    groups: list[tuple[bool, int]] = field(
        default_factory=lambda: [(False, 1)]
    )  # silent, width of a substitute
    silent: bool = False
    substitute: int = 1  # characters behind a Unicode one, for readers without Unicode
    skip: int = 0
    starred: bool = False

    def read(self, data: bytes) -> str:
        """Return the document's characters."""
        for token in _TOKEN.finditer(data):
            word, number, code, sign, brace, run = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.lower(), int(number or 0), plain=number is None)
            elif sign == b"*":
                self.starred = True
            elif code or run or sign:
                self._characters(bytes.fromhex(code.decode()) if code else run or _ESCAPED.get(sign, b""))
        self._decode()
        return "".join(self.text)

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            self.groups.append((self.silent, self.substitute))
        elif len(self.groups) > 1:
            self.silent, self.substitute = self.groups.pop()
        self.starred = False
        self.skip = 0

    def _word(self, word: bytes, number: int, *, plain: bool) -> None:
        starred, self.starred = self.starred, False
        if word == b"htmlrtf":
            self.silent = self.wrapped and (plain or number != 0)
        elif word in _SILENT or (starred and not (self.wrapped and word == b"htmltag")):
            self.silent = True
        elif word == b"uc":
            self.substitute = number
        elif self.silent:
            return
        elif word == b"u":
            self._decode()
            self.text.append(chr(number % 65536))
            self.skip = self.substitute
        elif word in _SIGNS:
            self._decode()
            self.text.append(_SIGNS[word])

    def _characters(self, raw: bytes) -> None:
        if not self.silent:
            self.raw += raw[self.skip :]
            self.skip = max(0, self.skip - len(raw))

    def _decode(self) -> None:
        self.text.append(decode(bytes(self.raw), self.charset))
        self.raw.clear()

"""The head of a mail as it came, and the one address it is from; whatever two programs could read two ways
is refused (I12).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from sales.words import Refused, Words

LARGEST = 256 * 1024  # bytes of a head; genuine ones have 5 to 20 kB
ONCE = ("from", "sender", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references")
ONCE_FOR_PARTS = ("mime-version", "content-type", "content-transfer-encoding")
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_NEXT = re.compile(rb"\r?\n(?![ \t])")
_FOLD = re.compile(rb"\r?\n")
_BARE = re.compile(rb"\r(?!\n)|\0")
_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]=?]{1,64}@(?:[\w-]{1,63}\.)*[\w-]{1,63}")
_FROM = re.compile(
    rf"(.*?)\s*<\s*({_ADDRESS.pattern})\s*>|({_ADDRESS.pattern})(?:\s*\([^()@]*\))?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of a mail's head, in order, unfolded and otherwise untouched."""

    fields: Sequence[tuple[str, str]]  # names in lower case

    def all(self, name: str) -> list[str]:
        """Return what every field of this name says, the top-most first."""
        return [value for key, value in self.fields if key == name]


def head_of(mail: bytes) -> Head:
    """Return the head of a mail; Refused where it can be read in more than one way."""
    end = _END.search(mail[: LARGEST + 4])
    raw = mail[: end.start()] if end else mail
    if len(raw) > LARGEST or _BARE.search(raw):
        raise Refused(Words("邮件头过大或含有异常字符", "its head is too large or holds odd characters"))
    head = Head([_field(line) for line in _NEXT.split(raw)])
    for name in (*ONCE, *ONCE_FOR_PARTS):
        if len(head.all(name)) > 1:
            raise Refused(Words(f"邮件头中 {name.title()} 出现多次", f"it has more than one {name.title()}"))
    return head


def _field(line: bytes) -> tuple[str, str]:
    match = _FIELD.fullmatch(line)
    if match is None:
        raise Refused(Words("邮件头格式不正确", "its head is malformed"))
    value = _FOLD.sub(b"", match[2]).decode("utf-8", "surrogateescape").strip()
    return match[1].decode("ascii").lower(), value


def from_address(head: Head) -> str:
    """Return the one address the mail is from, in lower case; Refused where that is not beyond doubt.

    A name that looks like another address, and a Sender that is somebody else, are the tricks of forgers.
    """
    address = _only_address(head, "from")
    if head.all("sender") and _only_address(head, "sender") != address:
        raise Refused(Words("Sender 与 From 不是同一地址", "its Sender is not its From"))
    return address


def _only_address(head: Head, name: str) -> str:
    values = head.all(name)
    match = _FROM.fullmatch(values[0]) if values else None
    if match is None or len(getaddresses(values)) != 1:
        title = name.title()
        raise Refused(Words(f"{title} 不是恰好一个地址", f"its {title} is not exactly one address"))
    address: str = (match[2] or match[3]).lower()
    others = {other.lower() for other in _ADDRESS.findall(match[1] or "")} - {address}
    if others:
        raise Refused(Words("发件人姓名里写着另一个地址", "the name of its sender poses as another address"))
    return address

"""What goes with a mail: the originals of a lead as they came in, as many as it may carry."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from documents import printed
from documents.case import Received
from documents.mail import Attached
from ingest.reading.sniff import media_type
from leadwright.tools import Tools
from sales.original import Original
from sales.words import Failure, Language, Words


def fitting(received: Sequence[Received], room: int) -> tuple[list[Received], list[Received]]:
    """Return what goes with the mail, at most ``room`` bytes of it, and what is only named."""
    small: list[Received] = []
    large: list[Received] = []
    for each in received:
        if each.original.size <= room:
            small.append(each)
            room -= each.original.size
        else:
            large.append(each)
    return small, large


def enclosed(tools: Tools, received: Received) -> Attached:
    """Return the original as it came in; Failure where what lies there now is not that any more (I3)."""
    original = received.original
    with tools.archive.open(original.path) as file:
        data = file.read()
    if sha256(data).hexdigest() != original.sha256:
        raise Failure(_altered(original))
    return Attached(received.name, media_type(received.letter.format if received.letter else ""), data)


def with_size(received: Received, language: Language) -> str:
    """Return what is only named: its name and how large it is."""
    shown, size = received.name, printed.size(received.original.size)
    return Words(f"{shown}（{size}）", f"{shown} ({size})").in_(language)


def _altered(original: Original) -> Words:
    return Words(
        zh=f"归档中的原件 {original.path} 已被改动或损坏，未随信发出。请从备份恢复该文件，再用 retry 重试。",
        en=f"the original {original.path} in the archive was changed or has gone bad, and was not sent. "
        "Restore the file from a backup, then retry.",
    )

"""What goes with a mail: a lead's papers, and its originals as they came in, as many as it may carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from documents import printed
from documents.case import Received
from documents.kinds import KINDS
from documents.mail import Attached
from ingest.reading.sniff import media_type
from leadwright.tools import Tools
from leadwright.writing import WORD, WORD_TYPE
from sales.paper import Version
from sales.words import Language, Words


@dataclass(frozen=True)
class Offer:
    """A file that is to go with a mail if there is room."""

    name: str
    size: int  # bytes
    load: Callable[[], Attached]


def gathered(
    tools: Tools, papers: Iterable[Version], received: Iterable[Received] = ()
) -> tuple[list[Attached], list[str]]:
    """Return what goes with a mail, papers first, as much as it may carry, and the names of the rest.

    Failure where a file is no longer what was filed or came in (I3).
    """
    offers = [
        *(Offer(called(tools, each), each.size, partial(form, tools, each)) for each in papers),
        *(Offer(each.name, each.original.size, partial(enclosed, tools, each)) for each in received),
    ]
    room = tools.settings.attach_limit
    files, large = list[Attached](), list[str]()
    for offer in offers:
        if offer.size <= room:
            files.append(offer.load())
            room -= offer.size
        else:
            large.append(_with_size(offer, tools.language))
    return files, large


def called(tools: Tools, version: Version) -> str:
    """Return what a paper is called as a file of a mail: 信息登记表 LW-2026-00042.docx, later -V2.docx."""
    title = KINDS[version.kind].title.in_(tools.language)
    serial = f"-V{version.version}" if version.version > 1 else ""
    return f"{title} {version.lead}{serial}{WORD}"


def form(tools: Tools, version: Version) -> Attached:
    """Return a paper as the Word file that was filed; Failure where what lies there is not that any more."""
    data = tools.archive.read(version.path, version.sha256)
    return Attached(called(tools, version), WORD_TYPE, data)


def enclosed(tools: Tools, received: Received) -> Attached:
    """Return the original as it came in; Failure where what lies there now is not that any more (I3)."""
    data = tools.archive.read(received.original.path, received.original.sha256)
    return Attached(received.name, media_type(received.letter.format if received.letter else ""), data)


def _with_size(offer: Offer, language: Language) -> str:
    size = printed.size(offer.size)
    return Words(f"{offer.name}（{size}）", f"{offer.name} ({size})").in_(language)

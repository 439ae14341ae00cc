"""The way in: one original, of whatever format, becomes a ``Letter`` and pictures of pages still to be read.

Runs in the reading child. Nothing in here raises for what a file contains: it ends as a problem beside what
could be read, and the next attachment gets its turn.
"""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.reading.attachments import Attachments
from ingest.reading.charset import prefer_supersets
from ingest.reading.formats import MAILS, read_part
from ingest.reading.limits import ReadingLimits
from ingest.reading.mail import read_mail
from ingest.reading.opened import Mail
from ingest.reading.own_text import own_text
from ingest.reading.part import Look, OpenedFile, Spool, look_past
from ingest.reading.sniff import SNIFFED, format_of
from ingest.reading.unpacking import Budget
from sales.letter import Letter, PendingPage

prefer_supersets()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of one original."""

    letter: Letter
    pages: tuple[PendingPage, ...] = ()


def read(
    path: Path,
    name: str,
    spool: Path,
    limits: ReadingLimits | None = None,
    *,
    open_files: bool = True,
    look: Look = look_past,
) -> Reading:
    """Return what is in the original at ``path``, which people call ``name``.

    Pictures of pages go into the folder ``spool``. Without ``open_files``, attachments are named and not
    opened: for the second try, after one of them took the child too much time or memory. ``look`` is shown
    every file that is opened.
    """
    limits = limits or ReadingLimits()
    attachments = Attachments(Spool(spool), limits, open_files=open_files, look=look)
    with _mapped(path) as source:
        format_ = format_of(source[:SNIFFED], name)
        if format_ == "eml":  # it may be larger than memory should hold
            return _read_mail(read_mail(source, limits), format_, attachments, limits)
        data = source[:]
    format_ = format_of(data, name)
    if format_ in MAILS:
        return _read_mail(MAILS[format_](data, limits), format_, attachments, limits)
    return _read_file(data, name, format_, attachments, look)


@contextmanager
def _mapped(path: Path) -> Iterator[bytes | mmap.mmap]:
    """Give the bytes of a file without loading all of them; an empty file can't be mapped."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source:
            yield source


def _read_mail(mail: Mail, format_: str, attachments: Attachments, limits: ReadingLimits) -> Reading:
    attachments.open_all(mail.enclosures)
    text = mail.text or attachments.packed_text
    letter = Letter(
        format=format_,
        subject=mail.subject,
        sender=mail.sender,
        to=mail.to,
        cc=mail.cc,
        reply_to=mail.reply_to,
        date=mail.date,
        text=text[: limits.text],
        own_text=own_text(text, mail.sender.name if mail.sender else ""),
        attachments=tuple(attachments.found),
        problems=tuple(dict.fromkeys((*mail.problems, *attachments.problems))),
        message_id=mail.message_id,
        references=mail.references,
        headers=mail.headers,
    )
    return Reading(letter, tuple(attachments.pages))


def _read_file(data: bytes, name: str, format_: str, attachments: Attachments, look: Look) -> Reading:
    """Return what is in a scan, an office file or an archive that came by itself."""
    part = read_part(format_, data, name, attachments.spool)
    look(OpenedFile(name, format_, data, part.text), attachments.spool)
    text = attachments.within_limit(part.text)
    attachments.add_pages(part.pages, None)
    attachments.open_members(part.members, Budget(len(data)))
    letter = Letter(
        format=format_,
        text=text,
        own_text=(own_text(text) or text) if format_ == "txt" else text,  # a saved mail; a scan quotes nobody
        attachments=tuple(attachments.found),
        problems=tuple(filter(None, (part.problem, *attachments.problems))),
    )
    return Reading(letter, tuple(attachments.pages))

"""What was read out of an original: a mail, a fax, an office file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sales.slip import Slip
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address with the name written beside it."""

    name: str
    email: str  # lower-case


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part of a letter that has a name of its own, at any depth; an archive's members follow it."""

    name: str
    type: str  # media type by content, e.g. "application/pdf"
    size: int  # bytes
    text: str = ""
    problem: Words | None = None  # why it could not be read in full
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that could be read out of one original; never bytes, never markup."""

    format: str  # "eml", "msg", "tnef", "pdf", "docx", "doc", "xlsx", "tiff", "zip", "txt", …; "unknown"
    subject: str = ""
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date: datetime | None = None  # with offset, as the sender's program wrote it
    text: str = ""  # the whole body as plain text
    own_text: str = ""  # without quoted mail, signature, disclaimer
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[Words, ...] = ()
    message_id: str = ""
    references: tuple[str, ...] = ()  # Message-IDs of In-Reply-To and References, nearest last
    headers: Mapping[str, str] = field(default_factory=dict)  # the few that rules read, names in lower case
    slips: tuple[Slip, ...] = ()  # boxes to tick and to sign on its scanned pages


@dataclass(frozen=True, slots=True)
class PendingPage:
    """A page that holds a picture and no text; the scan reader turns it into text."""

    image: str  # path of a PNG or TIFF frame in the spool folder
    attachment: int | None  # index in Letter.attachments; None: the letter's own text
    page: int  # from 1


def with_scanned_text(letter: Letter, scanned: Sequence[tuple[PendingPage, str]]) -> Letter:
    """Return ``letter`` with the text of its scanned pages added where each page stands.

    ``scanned`` pairs every page with its text, in page order; the pages of an attachment go into the
    attachment, those of the letter itself into its body, which is then its own text too: a fax quotes nobody.
    """
    attachments = list(letter.attachments)
    text, own_text = letter.text, letter.own_text
    for page, words in scanned:
        if page.attachment is None:
            text, own_text = _joined(text, words), _joined(own_text, words)
        else:
            part = attachments[page.attachment]
            attachments[page.attachment] = replace(part, text=_joined(part.text, words))
    return replace(letter, text=text, own_text=own_text, attachments=tuple(attachments))


def _joined(text: str, more: str) -> str:
    return f"{text}\n{more}" if text and more else text or more

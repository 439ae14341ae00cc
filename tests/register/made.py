"""Domain objects for the tests of the register: whole, plausible, with the fields that a test cares about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from register import leads, numbers, originals
from sales.enquiry import Enquiry, Finding
from sales.judgement import Judgement, Kind, Whose
from sales.lead import Lead, Stage
from sales.letter import Letter
from sales.original import Channel, Kept, Sighting
from sales.paper import DocumentKind, OutgoingMail, Recipient, Task, Version
from sales.words import Language, Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
WHY = Words("原因", "a reason")


def kept(content: str = "mail") -> Kept:
    """Return bytes made safe."""
    digest = sha256(content.encode()).hexdigest()
    return Kept(digest, len(content), f"2026/2026-11/_unfiled/originals/{digest}.eml")


def sighting(uid: int | None = 1, **fields: Any) -> Sighting:
    """Return a message seen in the mailbox ``sales``."""
    return replace(Sighting("sales", "INBOX", NOW, 7, uid), **fields)


def take_in(c: Connection, content: str = "mail", seen: Sighting | None = None, **fields: Any) -> bool:
    """Take in a mail with this content; return whether it was new."""
    known = {"name": "mail.eml", "channel": Channel.EMAIL, "received_at": NOW, **fields}
    return originals.take_in(c, kept(content), sighting=seen or sighting(), **known)


def lead(number: str = "LW-2026-00001", **fields: Any) -> Lead:
    """Return a lead with everything that a lead can have."""
    made = Lead(
        number=number,
        kind=Kind.LEAD,
        channel=Channel.EMAIL,
        stage=Stage.REGISTERED,
        source="zhang@customer.example",
        received_at=NOW,
        registered_at=LATER,
        registered_by="leadwright",
        period="2026-11",
        folder=f"2026/2026-11/华东/{number} 公司名",
        reason=WHY,
        confidence=0.75,
        whose=Whose(Finding("上海", "上海市浦东新区", "text"), None, "华东", "li", WHY),
        enquiry=Enquiry(company=Finding("公司名"), quantity=Finding("2 台", "需要2台", "text")),
        first_contact_due=LATER,
        next_folder="",
    )
    return replace(made, **fields)


def add_lead(c: Connection, **fields: Any) -> Lead:
    """Register the next lead of 2026."""
    number = numbers.next_number(c, 2026)
    made = lead(number, **{"folder": f"2026/2026-11/华东/{number} 公司名", **fields})
    leads.add(c, made)
    return made


def letter(**fields: Any) -> Letter:
    """Return a short mail."""
    return replace(
        Letter("eml", subject="询价", text="我们需要两台焊机", message_id="<1@customer.example>"), **fields
    )


def judgement(**fields: Any) -> Judgement:
    """Return the judgement of an enquiry."""
    return replace(Judgement(Kind.LEAD, "asks-for-price", WHY, 0.8), **fields)


def version(number: str, serial: int = 1, **fields: Any) -> Version:
    """Return a registration form of a lead."""
    path = f"2026/2026-11/华东/{number} 公司名/documents/registration-v{serial}.docx"
    made = Version(
        number, DocumentKind.REGISTRATION, serial, Language.ZH, path, "0" * 64, 5, NOW, "leadwright"
    )
    return replace(made, **fields)


def task(number: str, **fields: Any) -> Task:
    """Return the first contact that the manager owes a customer."""
    return replace(Task(number, "first-contact", "li", NOW, LATER, "P2.1"), **fields)


def mail(message_id: str = "<out-1@leadwright>", *emails: str, **fields: Any) -> OutgoingMail:
    """Return a composed mail to these addresses."""
    to = tuple(Recipient(email, next_try=NOW) for email in emails or ("li@example.com",))
    made = OutgoingMail(message_id, "", "hand-out", "登记表", "2026/x.eml", "0" * 64, NOW, to)
    return replace(made, **fields)

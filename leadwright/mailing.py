"""Composing a mail: its bytes go into the archive and never change, its recipients into the outbox (I9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from time import time_ns
from typing import Any

from archive.store import CORRESPONDENCE
from documents.headers import Somebody, address
from documents.mail import Attached, compose
from documents.mail_text import write_mail
from documents.mails import Mail
from leadwright import filing
from leadwright.tools import Tools
from register import outbox
from sales.lead import Lead
from sales.letter import Address
from sales.paper import OutgoingMail, Recipient
from sales.people import Person


@dataclass(frozen=True, slots=True)
class Author:
    """Who of us a customer hears from (P4.1), and in answer to what."""

    person: Person
    answers: str = ""  # Message-ID of the customer's own mail; "" where there is none


def compose_mail(  # noqa: PLR0913 - the parts of a mail, each by its name
    tools: Tools,
    mail: Mail,
    *,
    to: Sequence[Somebody],
    cc: Sequence[Person] = (),
    lead: Lead | None = None,
    attached: Sequence[Attached] = (),
    author: Author | None = None,
    beside: Sequence[OutgoingMail] = (),
) -> OutgoingMail:
    """Return the mail, its bytes safe in the archive; it leaves once the register has it (``outbox.post``).

    It is in the company's language, not in those of the people who get it: they all get the same one. It
    comes from the company, or from the ``author``; answers come to the company's mailbox in either case.
    ``beside`` are those that the register will hear of in the same transaction.
    Failure where its template is missing or wrong, or an address is none.
    """
    now = tools.now()
    text = write_mail(mail, tools.language, tools.settings.home)
    message_id = _message_id(tools.settings.sender)
    head = {"message_id": message_id, "date": now, "home": tools.settings.sender, **_by(tools, author)}
    pieces = compose(to=to, cc=cc, text=text, attachments=attached, **head)
    number = lead.number if lead else ""
    folder = lead.folder if lead else filing.unfiled(tools, now)
    name = _name_of_next(tools, mail, number, beside)
    kept = tools.archive.add(folder, CORRESPONDENCE, name, *pieces, replace=True)
    return OutgoingMail(
        message_id=message_id,
        lead=number,
        purpose=mail.template,
        subject=text.subject,
        path=kept.path,
        sha256=kept.sha256,
        composed_at=now,
        recipients=tuple(map(Recipient, dict.fromkeys(person.email for person in (*to, *cc)))),
    )


def _message_id(sender: str) -> str:
    """Return a Message-ID that sorts behind those given before: mails of one moment stay in their order."""
    return f"<{time_ns()}.{token_hex(8)}@{sender.rpartition('@')[2]}>"


def _by(tools: Tools, author: Author | None) -> dict[str, Any]:
    """Return what the mail says of who wrote it, as arguments of ``compose``.

    It goes without Sender (RFC 5322, 3.6.2): Outlook shows it as a machine that wrote on somebody's behalf.
    """
    ours = tools.settings.sender
    if author is None:
        return {"sender": Address(tools.settings.company.name, ours)}
    return {"sender": author.person, "headers": {"Reply-To": address(ours)}, "answers": author.answers}


def _name_of_next(tools: Tools, mail: Mail, lead: str, beside: Sequence[OutgoingMail]) -> str:
    """Return the name of the next such mail about a lead, or about none.

    One that a crash left behind before the register knew of it has the same name, and is written over.
    """
    with tools.register.read() as c:
        known = outbox.count_of(c, lead, mail.template)
    earlier = known + sum(each.purpose == mail.template for each in beside)
    serial = f" ({earlier + 1})" if earlier else ""
    return f"{mail.template} {lead}".rstrip() + f"{serial}.eml"

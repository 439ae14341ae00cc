"""Handing a lead out: its registration form, and the mail that brings it to whoever acts (P2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from documents import mails
from documents.case import Received
from documents.kinds import KINDS
from documents.mail import Attached
from leadwright import mailing, writing
from leadwright.tools import Tools
from leadwright.writing import WORD, WORD_TYPE, Written
from register import documents as versions
from register import outbox, tasks
from sales.handing_out import addressees
from sales.lead import Lead
from sales.original import Original
from sales.paper import DocumentKind, OutgoingMail, Task, Version
from sales.people import Person
from sales.words import Failure, Words

FIRST_CONTACT = "first-contact"
MAIL_TYPE = "message/rfc822"
ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class HandedOut:
    """What handing out leaves behind, all of it in the archive already; the register has still to be told."""

    form: Version
    mail: OutgoingMail
    task: Task


def prepare(tools: Tools, lead: Lead) -> HandedOut:
    """Return the written form, the composed mail and the task; Failure where there is nobody to act."""
    acting, knowing = addressees(lead, tools.territory)
    if not acting:
        raise Failure(_nobody(lead))
    now = tools.now()
    due = tools.working_time.after_working_days(now, tools.settings.first_contact_working_days)
    lead = replace(lead, first_contact_due=due)
    form = writing.write(tools, DocumentKind.REGISTRATION, lead)
    return HandedOut(
        form.version,
        _mail(tools, form, acting, knowing),
        Task(lead.number, FIRST_CONTACT, acting[0].id, now, due, "P2.1"),
    )


def note(c: Connection, handed: HandedOut) -> None:
    """Tell the register what was handed out."""
    versions.add_version(c, handed.form)
    outbox.post(c, handed.mail)
    tasks.open_task(c, handed.task)


def _mail(
    tools: Tools, form: Written, acting: tuple[Person, ...], knowing: tuple[Person, ...]
) -> OutgoingMail:
    lead = form.case.lead
    title = KINDS[form.version.kind].title.in_(tools.language)
    files = [Attached(f"{title} {lead.number}{WORD}", WORD_TYPE, form.data)]
    named: list[str] = []
    room = tools.settings.attach_limit - len(form.data)
    for received in form.case.received:
        if (room := room - received.original.size) >= 0:
            files.append(_file(tools, received))
        else:
            named.append(received.original.name)
    paper = writing.paper_of(tools)
    text = mails.hand_out(form.case, paper, attached=[file.name for file in files], named=named)
    return mailing.compose_mail(tools, text, to=acting, cc=knowing, lead=lead, attached=files)


def _file(tools: Tools, received: Received) -> Attached:
    original = received.original
    with tools.archive.open(original.path) as file:
        return Attached(_shown(received), MAIL_TYPE if _is_mail(original) else ANY_TYPE, file.read())


def _shown(received: Received) -> str:
    """Return the name a reader wants to see: a mail's subject, else the file's own name."""
    original, letter = received.original, received.letter
    if _is_mail(original) and letter and letter.subject:
        return f"{letter.subject[:60]}.eml"
    return original.name


def _is_mail(original: Original) -> bool:
    return original.path.endswith(".eml")


def _nobody(lead: Lead) -> Words:
    return Words(
        zh=f"{lead.number}：没有人可以接收。请在 leadwright.toml 中给一位 [[person]] 写上 "
        'roles = ["coordinator"]，然后 retry。',
        en=f"{lead.number}: there is nobody to hand it to. Give a [[person]] in leadwright.toml "
        'roles = ["coordinator"], then retry.',
    )

"""Handing a lead out: its registration form, and the mail that brings it to whoever acts (P2.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from documents import mails
from documents.kinds import KINDS
from documents.mail import Attached
from documents.mails import Choice
from leadwright import enclosing, mailing, writing
from leadwright.home import command
from leadwright.tools import Tools
from leadwright.writing import WORD, WORD_TYPE, Written
from register import documents as versions
from register import outbox, tasks
from sales import clocks
from sales.clocks import Clock
from sales.handing_out import addressees
from sales.judgement import Kind
from sales.lead import Lead
from sales.paper import DocumentKind, OutgoingMail, Task, Version
from sales.people import Person, Role
from sales.words import Failure, Language, Words

FIRST_CONTACT = "first-contact"


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
    line = lead.enquiry.product_line.value if lead.enquiry.product_line else ""
    due = clocks.due(tools.settings.clocks[Clock.FIRST_CONTACT], line, now, tools.working_time)
    lead = replace(lead, first_contact_due=due)
    form = writing.write(tools, DocumentKind.REGISTRATION, lead)
    return HandedOut(
        form.version,
        _mail(tools, form, acting, knowing),
        Task(lead.number, FIRST_CONTACT, acting[0].id, now, due, "P2.1"),
    )


def note(c: Connection, handed: HandedOut, now: datetime) -> None:
    """Tell the register what was handed out; the task of whoever had the lead before is over."""
    versions.add_version(c, handed.form)
    outbox.post(c, handed.mail)
    tasks.close_task(c, handed.task.lead, FIRST_CONTACT, now)
    tasks.open_task(c, handed.task)


def _mail(
    tools: Tools, form: Written, acting: tuple[Person, ...], knowing: tuple[Person, ...]
) -> OutgoingMail:
    lead = form.case.lead
    title = KINDS[form.version.kind].title.in_(tools.language)
    fitting, large = enclosing.fitting(form.case.received, tools.settings.attach_limit - len(form.data))
    files = [Attached(f"{title} {lead.number}{WORD}", WORD_TYPE, form.data)]
    files += [enclosing.enclosed(tools, received) for received in fitting]
    text = mails.hand_out(
        form.case,
        writing.paper_of(tools),
        attached=[file.name for file in files],
        named=[enclosing.with_size(received, tools.language) for received in large],
        choices=_choices(tools, lead, acting[0]),
        as_lead=_correction(tools, lead, acting[0], f"kind={Kind.LEAD}"),
    )
    return mailing.compose_mail(tools, text, to=acting, cc=knowing, lead=lead, attached=files)


def _choices(tools: Tools, lead: Lead, by: Person) -> list[Choice]:
    """Return, for each manager, how ``by`` gives them the lead (P2.1)."""
    return [
        Choice(_with_regions(manager, tools.language), _correction(tools, lead, by, f"manager={manager.id}"))
        for manager in tools.territory.with_role(Role.MANAGER)
    ]


def _with_regions(manager: Person, language: Language) -> str:
    if not manager.regions:
        return manager.name
    listed = Words("、".join(manager.regions), ", ".join(manager.regions))
    return Words(f"{manager.name}（{listed.zh}）", f"{manager.name} ({listed.en})").in_(language)


def _correction(tools: Tools, lead: Lead, by: Person, change: str) -> str:
    return command(tools.settings.home, "act", lead.number, "correct", "--by", by.id, "--set", change)


def _nobody(lead: Lead) -> Words:
    return Words(
        zh=f"{lead.number}：没有人可以接收。请在 leadwright.toml 中给一位 [[person]] 写上 "
        'roles = ["coordinator"]，然后重新启动服务，会自动继续。',
        en=f"{lead.number}: there is nobody to hand it to. Give a [[person]] in leadwright.toml "
        'roles = ["coordinator"], then start the service anew: it goes on by itself.',
    )

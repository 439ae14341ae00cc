"""Handing a lead out: its forms, and the mail that brings them to whoever acts (P2.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from documents import mails, printed
from documents.mails import Choice
from documents.turn import Way
from leadwright import enclosing, mailing, writing
from leadwright.home import command
from leadwright.procedure import papers, quoting
from leadwright.procedure.asking import Question, question
from leadwright.procedure.turns.turn_task import task_of
from leadwright.procedure.turns.ways import Answerer
from leadwright.tools import Tools
from register import approvals, outbox, tasks
from sales.approval import Approval
from sales.handing_out import acting_manager, addressees
from sales.judgement import Kind
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, OutgoingMail, Task, Version
from sales.people import Person, Role
from sales.turns import Asked, whose_turn
from sales.words import Failure, Language, Words


@dataclass(frozen=True)
class HandedOut:
    """What handing out leaves behind, all of it in the archive already; the register has still to be told."""

    forms: tuple[Version, ...]  # the registration, and what the manager is to fill in
    mail: OutgoingMail
    task: Task
    asked: Approval  # to whom the code in the mail was given


def prepare(tools: Tools, lead: Lead) -> HandedOut:
    """Return the written forms, the composed mail and the task; Failure where there is nobody to act."""
    handed = replace(lead, stage=Stage.HANDED_OUT)
    turn = whose_turn(handed, tools.territory, tools.settings.absences, tools.now().date())
    if not turn:
        raise Failure(_nobody(lead))
    task = task_of(tools, handed, turn[0].acting)
    assert task, "the first contact has a clock"  # noqa: S101
    handed = replace(handed, first_contact_due=task.due_at)
    forms = _forms(tools, handed)
    asks = question(handed, turn[0].person, (), tools.now())
    return HandedOut(forms, _mail(tools, handed, turn, forms, asks), task, asks.approval)


def note(c: Connection, handed: HandedOut, now: datetime) -> None:
    """Tell the register what was handed out; task and code of whoever had the lead before are over."""
    for form in handed.forms:
        papers.filed(c, form, now)
    outbox.post(c, handed.mail)
    approvals.void_all(c, handed.task.lead, now)
    approvals.ask(c, handed.asked)
    tasks.close_task(c, handed.task.lead, handed.task.kind, now)
    tasks.open_task(c, handed.task)


def _forms(tools: Tools, lead: Lead) -> tuple[Version, ...]:
    """Return the registration form and, where a manager acts, the request for them to complete (P2.3)."""
    registration = writing.write(tools, DocumentKind.REGISTRATION, lead)
    if acting_manager(lead, tools.territory) is None:
        return (registration.version,)
    with tools.register.read() as c:
        said = quoting.said_so_far(tools, c, lead, DocumentKind.PROPOSAL_REQUEST)
    request = writing.write(tools, DocumentKind.PROPOSAL_REQUEST, lead, said=said)
    return registration.version, request.version


def _mail(
    tools: Tools, lead: Lead, turn: tuple[Asked, ...], forms: tuple[Version, ...], asks: Question
) -> OutgoingMail:
    first, acting = turn[0], tuple(each.acting for each in turn)
    knowing = [each for people in addressees(lead, tools.territory) for each in people if each not in acting]
    registration, *requests = forms
    case = writing.case_of(tools, lead, registration.version)
    files, large = enclosing.gathered(tools, forms, case.received)
    text = mails.hand_out(
        case,
        writing.paper_of(tools),
        attached=[file.name for file in files],
        named=large,
        choices=_choices(tools, lead, acting[0]),
        as_lead=_correction(tools, lead, acting[0], f"kind={Kind.LEAD}"),
    )
    who = Answerer(tools, lead, first.person, first.acting)
    text = replace(
        text,
        addressee=printed.names(acting, tools.language),
        mark=asks.mark,
        away=first.person.name if first.deputy else "",
        forms=who.forms(form.kind for form in requests),
        lines=who.lines(),
        coordinators=_only_theirs(who, knowing),
    )
    return mailing.compose_mail(tools, text, to=acting, cc=knowing, lead=lead, attached=files)


def _only_theirs(who: Answerer, knowing: Iterable[Person]) -> tuple[Way, ...]:
    """Return the lines that a coordinator in copy may answer, and who acts may not (P1.2, P1.3)."""
    coordinator = next((each for each in knowing if Role.COORDINATOR in each.roles), None)
    theirs = replace(who, person=coordinator).lines() if coordinator else ()
    own = {way.words for way in who.lines()}
    return tuple(way for way in theirs if way.words not in own)


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

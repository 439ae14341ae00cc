"""The customer of a lead in process has written: the manager gets it at once, and clocks that waited for the
customer run again (P3.3, P4.3).

What customers say moves nothing by itself. Where they agree to a memo, the manager reads their words and puts
the acknowledgement on record (P3.5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from documents.case import Received
from documents.customer_wrote import CustomerWrote, lines_of
from leadwright import enclosing, mailing
from leadwright.home import one_writer
from leadwright.procedure.answers.cases import Case, Settled
from leadwright.procedure.asking import Question, question
from leadwright.procedure.turns.turn_words import headline
from leadwright.procedure.turns.ways import Answerer
from leadwright.tools import Tools
from register import approvals, documents, moves, outbox, tasks
from sales import calls
from sales.judgement import Verdict
from sales.lead import Lead, Stage
from sales.letter import Address
from sales.memos import open_memo
from sales.paper import Move, OutgoingMail, Task, Version
from sales.people import Role
from sales.process import TURNS
from sales.turns import Asked, follower
from sales.words import Language, Words

CUSTOMER_WROTE, RESUME = "customer-wrote", "resume"
BY, WAY = "leadwright", "mail"
LONGEST_WORDS = 2000  # characters of the customer that are kept in the log


@dataclass(frozen=True)
class Letter:
    """What a customer has written, and what the register knows of it."""

    case: Case
    lead: Lead
    paused: tuple[Task, ...]
    memo: Version | None  # that they agree to


def customer_wrote(tools: Tools, case: Case, settled: Settled) -> None:
    """Forward the customer's letter to the lead's manager, and start the clocks that waited for it.

    All of it, with ``settled``, is one transaction. A lead that is still to be handed out goes with all its
    letters, so nobody is told of them beforehand.
    """
    lead = case.lead
    if lead is None or lead.stage is Stage.REGISTERED:
        with tools.register.begin() as c:
            return settled(c)
    letter = _letter(tools, case, lead)
    with one_writer(tools.settings.home):
        asked = follower(lead, tools.territory, tools.settings.absences, tools.now().date())
        asks = question(lead, asked.person, (), tools.now()) if asked else None
        mail = _mail(tools, letter, asked, asks) if asked and asks else None
        with tools.register.begin() as c:
            if mail and asks:
                outbox.post(c, mail)
                approvals.ask(c, asks.approval)
            _resume(tools, c, letter)
            _log(tools, c, letter, mail)
            settled(c)


def _letter(tools: Tools, case: Case, lead: Lead) -> Letter:
    with tools.register.read() as c:
        paused = tuple(task for task in tasks.tasks(c, lead=lead.number) if task.paused_at)
        memo = open_memo(documents.versions(c, lead.number), moves.moves(c, lead.number))
    agrees = case.judgement.decision.verdict is Verdict.APPROVE
    return Letter(case, lead, paused, memo if agrees else None)


def _mail(tools: Tools, letter: Letter, asked: Asked, asks: Question) -> OutgoingMail:
    case, lead = letter.case, letter.lead
    received = Received(case.original, case.letter)
    files, large = enclosing.gathered(tools, (), [received])
    sender = case.letter.sender
    who = Answerer(tools, lead, asked.person, asked.acting, frozenset(case.latest))
    mail = CustomerWrote(
        addressee=asked.acting.name,
        mark=asks.mark,
        headline=headline(tools, lead),
        sender=_named(sender, tools.language) if sender else case.original.name,
        about=case.letter.subject,
        stage=TURNS[lead.stage].words.in_(tools.language),
        says=lines_of(case.letter.own_text),
        is_resumed=bool(letter.paused),
        memo=str(letter.memo.version) if letter.memo else "",
        lines=who.lines(),
        attached=tuple(file.name for file in files),
        named=tuple(large),
        folder=lead.folder,
    )
    told = (asked.acting, asked.person)
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    knowing = [asked.person] if asked.deputy else []
    knowing += [person for person in coordinators if person not in told]
    return mailing.compose_mail(tools, mail, to=[asked.acting], cc=knowing, lead=lead, attached=files)


def _named(sender: Address, language: Language) -> str:
    email = sender.email
    return (
        Words(f"{sender.name}（{email}）", f"{sender.name} ({email})").in_(language) if sender.name else email
    )


def _resume(tools: Tools, c: Connection, letter: Letter) -> None:
    """Let the clocks run again that were stopped to wait for the customer."""
    number, stage, now = letter.lead.number, letter.lead.stage, tools.now()
    for task in letter.paused:
        tasks.set_clock(c, task, calls.resumed(task, now, tools.working_time))
    if letter.paused:
        made = Move(number, RESUME, BY, WAY, now, stage, stage)
        moves.log(c, replace(made, document=letter.case.original.sha256))


def _log(tools: Tools, c: Connection, letter: Letter, mail: OutgoingMail | None) -> None:
    lead, case = letter.lead, letter.case
    detail = {"to": ", ".join(recipient.email for recipient in mail.recipients) if mail else ""}
    if letter.memo:
        detail |= {"memo": str(letter.memo.version), "words": case.letter.own_text[:LONGEST_WORDS]}
    made = Move(lead.number, CUSTOMER_WROTE, BY, WAY, tools.now(), lead.stage, lead.stage, detail)
    moves.log(c, replace(made, document=case.original.sha256))

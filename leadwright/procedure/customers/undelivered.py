"""Mails about leads that did not arrive: refused by a server, cut off at their end, or come back as a bounce.

Coordinators and the lead's manager are told once, with address and reason. A task stays until the address is
corrected, the mail retried or dropped, or the lead moves on. Nobody is told by a mail to the very address
that fails (I10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection

from documents import printed
from documents.customer import called
from documents.customer_mails import TO_CUSTOMERS
from documents.undelivered import Undelivered
from leadwright import holding, mailing
from leadwright.holding import UNDELIVERED
from leadwright.home import command, one_writer
from leadwright.procedure.answers.cases import Case, Settled
from leadwright.tools import Tools
from register import bounces, held, leads, moves, outbox, tasks
from sales import calls
from sales.handing_out import acting_manager
from sales.judgement import Kind
from sales.lead import Lead
from sales.letter import Letter
from sales.paper import Delivery, Held, Move, OutgoingMail, Task
from sales.people import Person, Role
from sales.words import Words

BY, WAY = "leadwright", "service"
CLAUSE = "P4.1"
DAYS = 1  # working days, to reach them by another way
REACHED = Words("已另行联系", "reached by another way")
MOST = 20_000  # characters of a bounce that are read
LONGEST_REASON = 500  # characters

_FAILED = re.compile(r"^final-recipient:[^;\n]*;\s*<?([^\s<>]+)", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(r"^action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_REASONS = (
    re.compile(r"^diagnostic-code:\s*(?:smtp\s*;)?\s*(.+(?:\n[ \t]+.+)*)", re.IGNORECASE | re.MULTILINE),
    re.compile(r"退信(?:原因|说明)\s*[:：]?\s*(\S.*)"),
    re.compile(r"^.*?(\b[45]\d\d[ -]\S.*)$", re.MULTILINE),
)
"""Where a bounce says why, the surest place first (RFC 3464, 2.3.6)."""


@dataclass(frozen=True)
class Failing:
    """A mail about a lead that did not reach somebody."""

    lead: Lead
    mail: OutgoingMail
    emails: tuple[str, ...]
    reason: str
    is_uncertain: bool  # it may have arrived all the same
    held: Held  # what a person retries, or drops


def tell_refused(tools: Tools) -> None:
    """Tell of every mail about a lead that was refused or may not have arrived, each once."""
    with tools.register.read() as c:
        found = [failing for item in held.untold(c) if (failing := _refused(c, item))]
    for failing in found:
        _tell(tools, failing)


def _refused(c: Connection, item: Held) -> Failing | None:
    """Return the mail that a held item is about, None where it is about none that is to be told of."""
    mail = outbox.mail(c, item.subject) if item.step == outbox.SEND else None
    lead = leads.lead(c, mail.lead) if mail and mail.lead and mail.purpose != UNDELIVERED else None
    if mail is None or lead is None:
        return None
    states = {Delivery.REFUSED, Delivery.UNCERTAIN}
    troubled = [recipient for recipient in mail.recipients if recipient.state in states]
    if not troubled:
        return None
    return Failing(
        lead,
        mail,
        tuple(recipient.email for recipient in troubled),
        "; ".join(dict.fromkeys(recipient.answer for recipient in troubled)),
        is_uncertain=all(recipient.state is Delivery.UNCERTAIN for recipient in troubled),
        held=item,
    )


def bounced(tools: Tools, case: Case, settled: Settled) -> bool:
    """Return whether the case is a bounce of a mail about a lead: then it is settled, and the mail set aside
    as one that was refused.

    A notice that a server still tries is no failure, and a second bounce is no news.
    """
    if case.judgement.kind is not Kind.BOUNCE or case.lead is None:
        return False
    text = _text(case.letter)
    found = None if _is_delayed(text) else _returned(tools, case, case.lead, text)
    now, why = tools.now(), _reason(text)
    with tools.register.begin() as c:
        if found:
            mail, emails = found
            new = {email: why for email in emails if bounces.came_back(c, mail.message_id, email, why, now)}
            if new:
                holding.hold_mail(c, mail, new, now)
        settled(c)
    return True


def _text(letter: Letter) -> str:
    """Return all that a bounce says, with the report for machines that is enclosed."""
    return "\n".join((letter.text, *(each.text for each in letter.attachments)))[:MOST]


def _is_delayed(text: str) -> bool:
    actions = {action.lower() for action in _ACTION.findall(text)}
    return bool(actions) and "failed" not in actions


def _returned(tools: Tools, case: Case, lead: Lead, text: str) -> tuple[OutgoingMail, tuple[str, ...]] | None:
    """Return which mail came back from whom; None where it is no mail of ours that anybody is told of."""
    with tools.register.read() as c:
        sent = [mail for mail in outbox.mails_of(c, lead.number) if mail.purpose != UNDELIVERED]
    named = {email.lower() for email in _FAILED.findall(text)}
    words = text.lower()
    for mail in sorted(sent, key=lambda mail: _is_named(mail, case.letter, text), reverse=True):
        known = [recipient.email for recipient in mail.recipients]
        emails = [email for email in known if email.lower() in named] or [
            email for email in known if email.lower() in words
        ]
        if emails:
            return mail, tuple(emails)
    return None


def _is_named(mail: OutgoingMail, letter: Letter, text: str) -> tuple[bool, object]:
    """Return by what mails are tried: what the bounce names by its Message-ID first, then the newest."""
    return mail.message_id in letter.references or mail.message_id in text, mail.composed_at


def _reason(text: str) -> str:
    found = next(filter(None, (reason.search(text) for reason in _REASONS)), None)
    return " ".join(found[1].split())[:LONGEST_REASON] if found else ""


def _tell(tools: Tools, failing: Failing) -> None:
    """Mail it, open the task and note it in the log, all at once."""
    lead, now = failing.lead, tools.now()
    people = _people(tools, failing)
    detail = {"to": ", ".join(failing.emails), "message_id": failing.mail.message_id}
    detail |= {"reason": failing.reason}
    with one_writer(tools.settings.home):
        mail = _mail(tools, failing, people) if people else None
        with tools.register.begin() as c:
            if mail:
                outbox.post(c, mail)
            if people:
                due = tools.working_time.after_working_days(now, DAYS)
                task = Task(lead.number, UNDELIVERED, people[0].id, now, due, CLAUSE)
                tasks.open_task(c, calls.wound(task, now, tools.working_time))
            made = Move(lead.number, UNDELIVERED, BY, WAY, now, lead.stage, lead.stage, detail)
            moves.log(c, made)
            held.told(c, [failing.held.id], now)


def _people(tools: Tools, failing: Failing) -> list[Person]:
    """Return who is told: the coordinators and the lead's manager, but for whose address it is that fails."""
    manager = acting_manager(failing.lead, tools.territory)
    known = (*tools.territory.with_role(Role.COORDINATOR), *([manager] if manager else []))
    failed = {email.lower() for email in failing.emails}
    return [person for person in dict.fromkeys(known) if person.email.lower() not in failed]


def _mail(tools: Tools, failing: Failing, people: list[Person]) -> OutgoingMail:
    lead, home = failing.lead, tools.settings.home
    is_customer = failing.mail.purpose in TO_CUSTOMERS
    change = ("act", lead.number, "correct", "--by", people[0].id, "--set", "email=…")
    mail = Undelivered(
        addressee=printed.names(people, tools.language),
        number=lead.number,
        customer=called(lead),
        emails=failing.emails,
        is_customer=is_customer,
        subject=failing.mail.subject,
        sent_at=printed.time(failing.mail.composed_at, tools.settings.zone, tools.language),
        reason=failing.reason,
        is_uncertain=failing.is_uncertain,
        again=command(home, "retry", str(failing.held.id)),
        done=command(home, "drop", str(failing.held.id), "--reason", REACHED.in_(tools.language)),
        correct=command(home, *change) if is_customer else "",
    )
    return mailing.compose_mail(tools, mail, to=people, lead=lead)

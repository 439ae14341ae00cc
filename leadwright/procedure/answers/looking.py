"""What can't be acted on by itself goes to a person: the mail that asks the coordinators to look at it (I12).

It has the words of the answer, why nothing was done, and how it can be done all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from documents import printed
from documents.look import Look
from leadwright import mailing
from leadwright.home import one_writer
from leadwright.procedure.answers.authentic import Unproven
from leadwright.procedure.answers.cases import Case, Settled
from leadwright.procedure.turns.ways import command_line
from leadwright.tools import Tools
from register import moves, outbox
from sales.approval import Approval
from sales.judgement import NO_LEAD, Verdict
from sales.paper import Move, OutgoingMail
from sales.people import Person, Role
from sales.permission import who_may
from sales.process import TURNS, Rule, moves_from
from sales.words import Words

LONGEST_REMARK = 2000  # characters that are kept in the log


def have_it_looked_at(tools: Tools, case: Case, doubt: Words, settled: Settled) -> None:
    """Ask the coordinators, note that in the log with what was said, and settle the original, all at once."""
    now, remark = tools.now(), case.letter.own_text[:LONGEST_REMARK]
    subject = case.lead.number if case.lead else case.original.sha256
    detail = {"sha256": case.original.sha256, "remark": remark, "reason": doubt.in_(tools.language)}
    with one_writer(tools.settings.home):
        mails = _mails(tools, case, doubt)
        with tools.register.begin() as c:
            for mail in mails:
                outbox.post(c, mail)
            moves.log(c, Move(subject, "look", "leadwright", "service", now, detail=detail))
            settled(c)


def _mails(tools: Tools, case: Case, doubt: Words) -> list[OutgoingMail]:
    """Return the mail to who seems to have answered, and, with command lines, the one to the coordinators.

    Whose name was forged should know, and a machine is never written to (I10).
    """
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    is_person = case.sender and case.judgement.kind not in NO_LEAD
    mails = list[OutgoingMail]()
    if case.sender and is_person and case.sender not in coordinators:
        theirs = replace(_look(tools, case, doubt, (case.sender,)), commands=())
        mails.append(mailing.compose_mail(tools, theirs, to=[case.sender], lead=case.lead))
    if coordinators:
        look = _look(tools, case, doubt, coordinators)
        mails.append(mailing.compose_mail(tools, look, to=coordinators, lead=case.lead, beside=mails))
    return mails


def _look(tools: Tools, case: Case, doubt: Words, to: tuple[Person, ...]) -> Look:
    approval, lead, language = case.approval, case.lead, tools.language
    asked = tools.territory.person(approval.person) if approval else None
    task = TURNS[approval.stage].task if approval else None
    is_open = approval is None or approval.is_open or _is_still_possible(case)
    rules = _rules(tools, case, approval) if is_open else []
    return Look(
        addressee=printed.names(to, language),
        number=lead.number if lead else "",
        customer=lead.enquiry.company.value if lead and lead.enquiry.company else "",
        sender=case.letter.sender.email if case.letter.sender else case.original.name,
        asked=asked.name if asked else "",
        question=task.in_(language) if task else "",
        remark=case.letter.own_text,
        reason=doubt.in_(language),
        remedy=tuple(step.in_(language) for step in doubt.remedy) if isinstance(doubt, Unproven) else (),
        is_open=is_open,
        is_decision=not case.names_a_move,
        commands=tuple(_commands(tools, case, rules)),
    )


def _is_still_possible(case: Case) -> bool:
    """Return whether the move that was named may be made where the lead is now: a manager stops the clock of
    the technical group, though the mail that is answered was about a stage that is over.
    """
    return bool(case.spoken and case.lead and case.spoken.rule in moves_from(case.lead.stage))


def _rules(tools: Tools, case: Case, approval: Approval | None) -> list[Rule]:
    """Return the moves that may have been meant: the one that was named, or those that decide."""
    if case.spoken and case.lead:
        may = who_may(case.spoken.rule, case.lead, tools.territory)
        return [case.spoken.rule] if case.sender in may else []
    if approval is None or case.is_spoken_below:
        return []
    return [rule for rule in moves_from(approval.stage) if rule.verdict in (Verdict.APPROVE, Verdict.REJECT)]


def _commands(tools: Tools, case: Case, rules: list[Rule]) -> Iterator[str]:
    """Yield the lines that make the moves, a decision in the name of who was asked; of whoever may decide
    now, where the settings know them no more.
    """
    for rule in rules:
        by = case.sender
        if case.approval and case.lead and rule.verdict:
            may = who_may(rule, case.lead, tools.territory)
            by = tools.territory.person(case.approval.person) or next(iter(may), None)
        if by and case.lead:
            yield command_line(tools, case.lead, rule, by)

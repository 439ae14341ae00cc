"""Decisions by reply mail: from an answer that came in to the move it makes, or to a person (I11, I12)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from documents import printed
from documents.look import Look
from leadwright import mailing
from leadwright.home import command
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.asking import code_in, hash_of
from leadwright.procedure.objections import Case, objection
from leadwright.tools import Tools
from register import approvals, documents, leads, moves, outbox, readings
from sales.approval import Approval
from sales.judgement import Verdict
from sales.original import Original
from sales.paper import Move
from sales.people import Role
from sales.process import TURNS, Rule, moves_from
from sales.words import Failure, Refused, Unavailable, Words

Settled = Callable[[Connection], None]

MAIL = "mail"
LONGEST_REMARK = 2000  # characters that are kept in the log


def decide(tools: Tools, original: Original, settled: Settled) -> bool:
    """Return whether the original answers a question of ours: then it has made its move, or is with a person.

    ``settled`` is called in the transaction that does so, for what has to be noted together with it.
    """
    case = case_of(tools, original)
    if not is_answer(tools, case):
        return False
    if _is_repeated(case):
        with tools.register.begin() as c:
            settled(c)
    elif doubt := objection(tools, case) or _acted(tools, case, settled):
        _ask_a_person(tools, case, doubt, settled)
    return True


def case_of(tools: Tools, original: Original) -> Case:
    """Return the original with what the register knows of the question that its subject names."""
    with tools.register.read() as c:
        letter, judgement = readings.letter(c, original.sha256), readings.judgement(c, original.sha256)
        assert letter and judgement, "an original is read before it is answered"  # noqa: S101
        code = code_in(letter.subject)
        approval = approvals.by_code(c, hash_of(code)) if code else None
        number = approval.lead if approval else original.lead
        return Case(
            original,
            letter,
            judgement,
            sender=tools.territory.by_email(letter.sender.email) if letter.sender else None,
            approval=approval,
            lead=leads.lead(c, number) if number else None,
            latest={version.kind: version for version in documents.versions(c, number or "")},
        )


def is_answer(tools: Tools, case: Case) -> bool:
    """Return whether the letter answers a question: it has its code, or is the decision of who was asked.

    A stranger's subject in the form of a code is nothing but a subject.
    """
    if case.approval:
        return True
    if case.sender is None:
        return False
    if code_in(case.letter.subject):
        return True
    if case.lead is None or case.judgement.decision.verdict is Verdict.NONE:
        return False
    with tools.register.read() as c:
        return any(each.person == case.sender.id for each in approvals.open_of(c, case.lead.number))


def _is_repeated(case: Case) -> bool:
    """Return whether the same person has said the same before: mail comes twice, and people send it twice."""
    approval, sender = case.approval, case.sender
    if approval is None or sender is None or approval.decided_at is None:
        return False
    return (approval.by, approval.verdict) == (sender.id, case.judgement.decision.verdict)


def rule_for(approval: Approval, verdict: Verdict) -> Rule | None:
    """Return the move that this verdict makes in the stage that was asked about."""
    return next((rule for rule in moves_from(approval.stage) if rule.verdict is verdict), None)


def _acted(tools: Tools, case: Case, settled: Settled) -> Words | None:
    """Make the move; return why it could not be made, if so."""
    approval, sender, decision = case.approval, case.sender, case.judgement.decision
    assert approval and sender, "without them there was an objection"  # noqa: S101
    rule = rule_for(approval, decision.verdict)
    if rule is None:
        return Words("该事项不能这样答复", "the question can't be answered like this")
    remark = decision.comment[:LONGEST_REMARK]
    said = {"remark": remark, **dict.fromkeys(rule.needs, remark)} if remark else {}
    attempt = Attempt(approval.lead, rule.name, sender.id, MAIL, said, case.original.sha256)
    try:
        with tools.register.begin() as c:
            _check_still_open(c, approval)
            act(tools, c, attempt)
            settled(c)
    except Unavailable:
        raise
    except Failure as failure:
        return failure.words
    return None


def _check_still_open(c: Connection, approval: Approval) -> None:
    """Raise Refused where the question was decided or made void while the answer was looked at."""
    if not any(each.id == approval.id for each in approvals.open_of(c, approval.lead)):
        raise Refused(Words("该事项刚刚已有决定或已变更", "it was decided or changed this very moment"))


def _ask_a_person(tools: Tools, case: Case, doubt: Words, settled: Settled) -> None:
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    mail = None
    if coordinators:
        text = _look(tools, case, doubt)
        mail = mailing.compose_mail(tools, text, to=coordinators, lead=case.lead)
    now, remark = tools.now(), case.letter.own_text[:LONGEST_REMARK]
    subject = case.lead.number if case.lead else case.original.sha256
    detail = {"sha256": case.original.sha256, "remark": remark, "reason": doubt.in_(tools.language)}
    with tools.register.begin() as c:
        if mail:
            outbox.post(c, mail)
        moves.log(c, Move(subject, "look", "leadwright", "service", now, detail=detail))
        settled(c)


def _look(tools: Tools, case: Case, doubt: Words) -> Look:
    approval, lead, language = case.approval, case.lead, tools.language
    asked = tools.territory.person(approval.person) if approval else None
    task = TURNS[approval.stage].task if approval else None
    is_open = approval.is_open if approval else True
    return Look(
        addressee=printed.names(tools.territory.with_role(Role.COORDINATOR), language),
        number=lead.number if lead else "",
        customer=lead.enquiry.company.value if lead and lead.enquiry.company else "",
        sender=case.letter.sender.email if case.letter.sender else case.original.name,
        asked=asked.name if asked else "",
        question=task.in_(language) if task else "",
        remark=case.letter.own_text,
        reason=doubt.in_(language),
        is_open=is_open,
        commands=tuple(_commands(tools, approval)) if approval and is_open else (),
    )


def _commands(tools: Tools, approval: Approval) -> list[str]:
    rules = (rule_for(approval, verdict) for verdict in (Verdict.APPROVE, Verdict.REJECT))
    return [_command(tools, approval, rule) for rule in rules if rule]


def _command(tools: Tools, approval: Approval, rule: Rule) -> str:
    said = [word for need in rule.needs for word in ("--set", f"{need}=…")]
    return command(tools.settings.home, "act", approval.lead, rule.name, "--by", approval.person, *said)

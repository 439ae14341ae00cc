"""Decisions and moves by reply mail: from an answer that came in to the move it makes, or to a person who
looks at it (I11, I12).

A decision is one word under the code that its one person was given. Any other move is one line, under a code
of the stage that the lead is in (:mod:`sales.spoken`).
"""

from __future__ import annotations

from sqlalchemy import Connection

from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.answers.cases import Case, Settled
from leadwright.procedure.answers.looking import LONGEST_REMARK, have_it_looked_at
from leadwright.procedure.answers.objections import objection
from leadwright.procedure.asking import has_code
from leadwright.tools import Tools
from register import approvals, moves
from sales.approval import Approval
from sales.judgement import Verdict
from sales.paper import Move
from sales.process import MOVES, Rule, moves_from
from sales.words import Failure, Refused, Unavailable, Words

MAIL = "mail"
NAMES = frozenset(rule.name for rule in MOVES)


def decide(tools: Tools, case: Case, settled: Settled) -> bool:
    """Return whether the case answers a question of ours: then it has made its move, or is with a person.

    ``settled`` is called in the transaction that does so, for what has to be noted together with it.
    """
    if not is_answer(tools, case):
        return False
    if _is_repeated(tools, case):
        with tools.register.begin() as c:
            settled(c)
    elif doubt := objection(tools, case) or _acted(tools, case, settled):
        have_it_looked_at(tools, case, doubt, settled)
    return True


def is_answer(tools: Tools, case: Case) -> bool:
    """Return whether the letter answers a question: it has its code, or says what may be done now, in the
    words of a colleague.

    A stranger's subject in the form of a code is nothing but a subject, a form in the mail is an answer by
    itself, and what answers the mail of a stage that is not about a decision may be no more than a remark.
    """
    if approval := case.approval:
        is_about_papers = bool(approval.papers) and not case.forms
        is_decided = rule_for(approval, Verdict.APPROVE) is not None
        return case.names_a_move or (is_decided and (_has_verdict(case) or is_about_papers))
    if case.sender is None:
        return False
    if case.names_a_move:
        return True
    if has_code(case.letter.subject):
        return _has_verdict(case) or not case.forms
    return _has_verdict(case) and _is_asked(tools, case)


def _has_verdict(case: Case) -> bool:
    return case.judgement.decision.verdict is not Verdict.NONE


def _is_asked(tools: Tools, case: Case) -> bool:
    """Return whether the sender is asked for a decision about the lead that the letter belongs to."""
    if case.lead is None or case.sender is None:
        return False
    with tools.register.read() as c:
        asked = approvals.open_of(c, case.lead.number)
    return any(each.person == case.sender.id and rule_for(each, Verdict.APPROVE) for each in asked)


def rule_for(approval: Approval, verdict: Verdict) -> Rule | None:
    """Return the move that this verdict makes in the stage that was asked about."""
    return next((rule for rule in moves_from(approval.stage) if rule.verdict is verdict), None)


def _is_repeated(tools: Tools, case: Case) -> bool:
    """Return whether the same person has said the same before: mail comes twice, people send it twice, and a
    form in the same mail may have made the move already.
    """
    approval, sender, verdict = case.approval, case.sender, case.judgement.decision.verdict
    if approval is None or sender is None:
        return False
    if (
        case.spoken is None
        and approval.decided_at
        and (approval.by, approval.verdict) == (sender.id, verdict)
    ):
        return True
    rule = case.spoken.rule if case.spoken else rule_for(approval, verdict)
    said = case.spoken.said if case.spoken else {}
    last = _last_move(tools, approval)
    if rule is None or last is None:
        return False
    return (last.name, last.by) == (rule.name, sender.id) and said.items() <= last.detail.items()


def _last_move(tools: Tools, approval: Approval) -> Move | None:
    """Return the last thing that was done with the lead since the question; what only came in is nothing
    done.
    """
    with tools.register.read() as c:
        made = [move for move in moves.moves(c, approval.lead) if move.name in NAMES]
    return made[-1] if made and made[-1].at >= approval.asked_at else None


def _acted(tools: Tools, case: Case, settled: Settled) -> Words | None:
    """Make the move; return why it could not be made, if so."""
    approval = case.approval
    assert approval, "without it there was an objection"  # noqa: S101
    attempt = _attempt(case, approval)
    if isinstance(attempt, Words):
        return attempt
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


def _attempt(case: Case, approval: Approval) -> Attempt | Words:
    """Return the move that the answer makes, or why it makes none."""
    sender, decision = case.sender, case.judgement.decision
    assert sender, "without one there was an objection"  # noqa: S101
    rule = case.spoken.rule if case.spoken else rule_for(approval, decision.verdict)
    if rule is None:
        return Words("该事项不能这样答复", "the question can't be answered like this")
    if case.spoken:
        said = {name: text[:LONGEST_REMARK] for name, text in case.spoken.said.items()}
    else:
        remark = decision.comment[:LONGEST_REMARK]
        said = {"remark": remark, **dict.fromkeys(rule.needs, remark)} if remark else {}
    pinned = approval.id if rule.verdict else 0
    return Attempt(approval.lead, rule.name, sender.id, MAIL, said, case.original.sha256, pinned)


def _check_still_open(c: Connection, approval: Approval) -> None:
    """Raise Refused where the question was decided or made void while the answer was looked at."""
    if not any(each.id == approval.id for each in approvals.open_of(c, approval.lead)):
        raise Refused(Words("该事项刚刚已有决定或已变更", "it was decided or changed this very moment"))

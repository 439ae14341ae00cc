"""Making a move of the procedure: the one function behind a mail, a signed scan, a form, a folder, a command.

It changes the register and nothing else: papers are written and people are told by the pipeline's step
``announce``, once the move is committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from documents.kinds import KINDS
from leadwright.correct import CORRECT, correct_in
from leadwright.dossier import lead_named
from leadwright.procedure import papers
from leadwright.procedure.needs import check_form, check_said
from leadwright.tools import Tools
from register import approvals, held, leads, moves, tasks
from sales import calls
from sales.approval import Approval, Paper
from sales.importance import importance_said
from sales.judgement import Kind
from sales.lead import Lead, Stage
from sales.paper import Move
from sales.people import Person
from sales.permission import in_whose_place, rule_named
from sales.process import TURNS, Rule
from sales.words import Refused, Unavailable, Words

NOBODY_IS_TOLD = frozenset({Stage.DROPPED, Stage.CLOSED})
PAUSE, RESUME = "pause", "resume"


@dataclass(frozen=True)
class Attempt:
    """What somebody wants done with a lead."""

    number: str  # of the lead
    move: str
    by: str  # id of the person
    way: str  # "mail", "scan", "folder", "command"
    said: Mapping[str, str] = field(default_factory=dict)  # what the move needs, and a remark
    document: str = ""  # SHA-256 of what it is based on: the filed form, the answer, the signed paper
    approval: int = 0  # id of the question that it answers; 0: of the person's own, or any of this stage


@dataclass(frozen=True)
class Acted:
    """A move that was made."""

    rule: Rule
    before: Lead
    after: Lead


def act(tools: Tools, c: Connection, attempt: Attempt) -> Acted:
    """Make the move within the caller's transaction, and return it.

    The tasks of the stage that is left are done, and what was still open to decide is void. Refused where the
    process, the person or an earlier decision does not allow it, Failure where something is missing or
    unknown: then nothing has changed.
    """
    leads.lock(c, attempt.number)
    lead = lead_named(c, attempt.number)
    rule = rule_named(attempt.move, lead)
    today = tools.now().date()
    place = in_whose_place(rule, lead, attempt.by, tools.territory, tools.settings.absences, today)
    if rule.name == CORRECT:
        corrected = correct_in(tools, c, lead.number, attempt.said, attempt.by, attempt.way)
        return Acted(rule, lead, corrected.lead)
    check_said(tools, rule, attempt.said)
    check_form(c, rule, lead.number, attempt.document)
    importance = importance_said(rule.name, attempt.said) or lead.importance
    if rule.verdict is not None and TURNS[lead.stage].decides:
        paper = _decide(tools, c, rule, attempt, lead, place)
        attempt = replace(attempt, document=attempt.document or paper)
    after = replace(_moved(tools, c, rule, lead), importance=importance)
    _note(tools, c, lead, after)
    acted = Acted(rule, lead, after)
    _log(tools, c, acted, attempt, place)
    return acted


def _decide(tools: Tools, c: Connection, rule: Rule, attempt: Attempt, lead: Lead, place: Person) -> str:
    """Note the decision with the question it answers, and return the SHA-256 of the paper decided on.

    Refused where nobody is asked any more, or was shown other papers than those that lie there now (I11).
    """
    newest = papers.to_decide(lead.stage, papers.latest(c, lead.number))
    about = TURNS[lead.stage].decides[-1]
    if not newest or newest[-1].kind is not about:
        raise Refused(_unwritten(lead, KINDS[about].title))
    asked = _question(approvals.open_of(c, lead.number), attempt, lead, place)
    if asked is None or {*asked.papers} != {*map(Paper.of, newest)}:
        raise Refused(_over(lead))
    if not _decided(c, asked, rule, attempt, tools.now()):
        raise Refused(_over(lead))
    return newest[-1].sha256


def _decided(c: Connection, asked: Approval, rule: Rule, attempt: Attempt, now: datetime) -> bool:
    """Note the decision; False where somebody has decided at this very moment."""
    assert rule.verdict  # noqa: S101 - the caller has looked
    by, way, said = attempt.by, attempt.way, attempt.said
    remark = said.get("remark", "") or said.get("reason", "")
    return approvals.decide(c, asked.id, verdict=rule.verdict, by=by, way=way, remark=remark, now=now)


def _question(asked: list[Approval], attempt: Attempt, lead: Lead, place: Person) -> Approval | None:
    """Return the question that is answered: that of the attempt, else one asked in this stage, of this very
    person before anybody else.
    """
    here = [each for each in asked if each.stage is lead.stage and attempt.approval in (0, each.id)]
    return next((each for each in here if each.person == place.id), next(iter(here), None))


def _unwritten(lead: Lead, paper: Words) -> Words:
    return Words(
        f"{lead.number} 还没有《{paper.zh}》，无从决定：请等它生成并送审",
        f'{lead.number} has no "{paper.en}" yet to decide on: wait until it is written and asked about',
    )


def _over(lead: Lead) -> Words:
    return Words(
        f"{lead.number}：此事已经决定，或文件有改动、正在重新送审，请以最新的邮件为准",
        f"{lead.number}: it was decided already, or its papers have changed and are being sent anew; go by "
        "the newest mail",
    )


def _moved(tools: Tools, c: Connection, rule: Rule, lead: Lead) -> Lead:
    """Return the lead after the move; its clocks are stopped, started or at their end."""
    if rule.name in (PAUSE, RESUME):
        _turn_clocks(tools, c, lead, is_pause=rule.name == PAUSE)
    if rule.to is None:
        return lead
    now = tools.now()
    tasks.close_all(c, lead.number, now)
    approvals.void_all(c, lead.number, now)
    kind = Kind.LEAD if lead.stage is Stage.CLOSED else lead.kind  # what is taken up again is one after all
    return replace(lead, stage=rule.to, kind=kind, is_announced=rule.to in NOBODY_IS_TOLD)


def _note(tools: Tools, c: Connection, lead: Lead, after: Lead) -> None:
    """Note what the lead is now; what held its announcement back before is looked at again."""
    names = ("kind", "stage", "is_announced", "importance")
    leads.change(c, lead.number, **{name: getattr(after, name) for name in names})
    held.release_step(c, lead.number, leads.ANNOUNCE)


def _turn_clocks(tools: Tools, c: Connection, lead: Lead, *, is_pause: bool) -> None:
    """Stop or start the clocks of the lead's open tasks; Refused where there is none to stop or start."""
    running = [task for task in tasks.tasks(c, lead=lead.number) if (task.paused_at is None) is is_pause]
    if not running:
        raise Refused(_nothing_to_turn(lead, is_pause))
    change = calls.paused if is_pause else calls.resumed
    for task in running:
        if not tasks.set_clock(c, task, change(task, tools.now(), tools.working_time)):
            raise Unavailable(_called_meanwhile(lead))


def _called_meanwhile(lead: Lead) -> Words:
    return Words(
        f"{lead.number} 的计时刚有变动，请再试一次",
        f"a clock of {lead.number} has just called: try once more",
    )


def _nothing_to_turn(lead: Lead, is_pause: bool) -> Words:
    if is_pause:
        return Words(
            f"{lead.number} 没有正在计时的任务，无需暂停", f"no clock of {lead.number} runs: nothing to pause"
        )
    return Words(f"{lead.number} 没有暂停，无需恢复", f"{lead.number} is not paused: nothing to resume")


def _log(tools: Tools, c: Connection, acted: Acted, attempt: Attempt, place: Person) -> None:
    detail = dict(attempt.said) | ({"for": place.id} if place.id != attempt.by else {})
    before, after = acted.before, acted.after
    made = Move(
        before.number, attempt.move, attempt.by, attempt.way, tools.now(), before.stage, after.stage, detail
    )
    moves.log(c, replace(made, document=attempt.document))

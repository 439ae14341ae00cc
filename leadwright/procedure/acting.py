"""Making a move of the procedure: the one function behind a mail, a signed scan, a form, a folder, a command.

It changes the register and nothing else: papers are written and people are told by the pipeline's step
``announce``, once the move is committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from leadwright.dossier import lead_named
from leadwright.tools import Tools
from register import approvals, leads, moves, tasks
from sales import calls
from sales.approval import Approval
from sales.lead import Lead, Stage
from sales.paper import Move
from sales.people import Person
from sales.permission import in_whose_place, rule_named
from sales.process import TURNS, Rule
from sales.words import Failure, Refused, Unavailable, Words

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
    document: str = (
        ""  # SHA-256 of what it is based on: the form that came back, the answer, the signed paper
    )


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
    lead = lead_named(c, attempt.number)
    rule = rule_named(attempt.move, lead)
    today = tools.now().date()
    place = in_whose_place(rule, lead, attempt.by, tools.territory, tools.settings.absences, today)
    _check_needs(rule, attempt)
    if rule.verdict is not None and TURNS[lead.stage].decides:
        _decide(tools, c, rule, attempt, lead, place)
    after = _moved(tools, c, rule, lead)
    after = replace(after, importance=attempt.said.get("importance", lead.importance))
    leads.change(
        c, lead.number, stage=after.stage, is_announced=after.is_announced, importance=after.importance
    )
    acted = Acted(rule, lead, after)
    _log(tools, c, acted, attempt, place)
    return acted


def _check_needs(rule: Rule, attempt: Attempt) -> None:
    missing = [name for name in rule.needs if not attempt.said.get(name, "").strip()]
    if missing:
        shown = " ".join(f"--set {name}=…" for name in missing)
        raise Failure(
            Words(
                f"“{rule.words.zh}”（{rule.name}）还须写明 {'、'.join(missing)}：{shown}",
                f'"{rule.words.en}" ({rule.name}) has to say {", ".join(missing)} too: {shown}',
            )
        )


def _decide(tools: Tools, c: Connection, rule: Rule, attempt: Attempt, lead: Lead, place: Person) -> None:
    """Note the decision with the question it answers; Refused where nobody is asked any more (I11)."""
    asked = _question(approvals.open_of(c, lead.number), lead, place)
    assert rule.verdict  # noqa: S101 - the caller has looked
    if asked is None or not approvals.decide(
        c,
        asked.id,
        verdict=rule.verdict,
        by=attempt.by,
        way=attempt.way,
        remark=attempt.said.get("remark", "") or attempt.said.get("reason", ""),
        now=tools.now(),
    ):
        raise Refused(
            Words(
                f"{lead.number}：此事已经决定，或文件有改动、正在重新送审，请以最新的邮件为准",
                f"{lead.number}: it was decided already, or its papers have changed and are being sent anew; "
                "go by the newest mail",
            )
        )


def _question(asked: list[Approval], lead: Lead, place: Person) -> Approval | None:
    """Return what was asked in this stage, of this very person before anybody else."""
    here = [each for each in asked if each.stage is lead.stage]
    return next((each for each in here if each.person == place.id), next(iter(here), None))


def _moved(tools: Tools, c: Connection, rule: Rule, lead: Lead) -> Lead:
    """Return the lead after the move; its clocks are stopped, started or at their end."""
    if rule.name in (PAUSE, RESUME):
        _turn_clocks(tools, c, lead, is_pause=rule.name == PAUSE)
    if rule.to is None:
        return lead
    now = tools.now()
    tasks.close_all(c, lead.number, now)
    approvals.void_all(c, lead.number, now)
    return replace(lead, stage=rule.to, is_announced=rule.to in NOBODY_IS_TOLD)


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

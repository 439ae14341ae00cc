"""Correcting what a lead says: a person knows better than the rules (P3.4, P4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from leadwright import filing
from leadwright.corrections import changed, names
from leadwright.dossier import lead_named
from leadwright.holding import UNDELIVERED
from leadwright.tools import Tools
from register import approvals, held, leads, moves, tasks
from sales.handing_out import acting_manager, addressees
from sales.judgement import NO_LEAD
from sales.lead import Lead, Stage
from sales.paper import Move
from sales.people import Role
from sales.process import TURNS
from sales.words import Failure, Refused, Words

UNNAMED = Words(zh="没有写由谁更正", en="Nobody is named who corrects it")
CORRECT = "correct"
WHO_MAY = frozenset({Role.COORDINATOR, Role.DIRECTOR})
_CORRECTED = ("kind", "stage", "whose", "enquiry", "next_folder", "is_announced")  # fields of a lead


@dataclass(frozen=True)
class Corrected:
    """A lead after a correction."""

    lead: Lead
    is_changed: bool  # False where it said all of that before: then no move is made


def correct(tools: Tools, number: str, changes: Mapping[str, str], by: str) -> Corrected:
    """Return the lead as corrected by the person ``by``.

    ``changes`` may name ``region``, ``manager``, ``kind`` and every field of the enquiry; "" empties one. A
    new address brings its province and region, unless the region was set by hand. The folder follows a new
    region or company, and the turn is told anew where it is somebody else's now (P2.1), both in steps of the
    pipeline. What is no lead is closed, and nobody has a task or a question with it. Refused where the person
    may not, Failure where nothing is named, or where the lead, a field or its value is unknown: then nothing
    has changed.
    """
    with tools.register.begin() as c:
        return correct_in(tools, c, number, changes, by)


def correct_in(
    tools: Tools, c: Connection, number: str, changes: Mapping[str, str], by: str, way: str = "command"
) -> Corrected:
    """Do what :func:`correct` does within the caller's transaction; ``way`` is how it was asked for."""
    _may(tools, by)
    if not changes:
        raise Failure(_nothing_named())
    leads.lock(c, number)
    lead = _where_it_lies(tools, c, lead_named(c, number))
    corrected = changed(tools, lead, changes)
    if corrected == lead:
        return Corrected(lead, is_changed=False)
    corrected = replace(corrected, stage=_stage_of(tools, lead, corrected))
    corrected = replace(corrected, next_folder=_folder_to_be(tools, corrected))
    is_passed_on = _is_passed_on(tools, lead, corrected)
    is_told = lead.is_announced or corrected.stage is not lead.stage
    corrected = replace(corrected, is_announced=is_told and not is_passed_on)
    leads.change(c, number, **{name: getattr(corrected, name) for name in _CORRECTED})
    if corrected.stage is not lead.stage or is_passed_on:
        _leave_nothing_open(c, number, tools.now())
    if corrected.enquiry.email != lead.enquiry.email:
        tasks.close_task(c, number, UNDELIVERED, tools.now())
    moves.log(c, Move(number, CORRECT, by, way, tools.now(), lead.stage, corrected.stage, dict(changes)))
    return Corrected(corrected, is_changed=True)


def _is_passed_on(tools: Tools, lead: Lead, corrected: Lead) -> bool:
    """Return whether the lead is to be announced again where it stands: another manager has the turn now, or
    what is for the customer has an address to go to after all, or another one.
    """
    if corrected.stage is not lead.stage:
        return False
    if lead.stage in (Stage.APPROVED, Stage.DECLINED) and corrected.enquiry.email != lead.enquiry.email:
        return True
    if TURNS[lead.stage].role is not Role.MANAGER:
        return False
    return acting_manager(lead, tools.territory) != acting_manager(corrected, tools.territory)


def _leave_nothing_open(c: Connection, number: str, now: datetime) -> None:
    """Close the lead's tasks and questions, and let nobody wait for what was held before it was corrected."""
    tasks.close_all(c, number, now)
    approvals.void_all(c, number, now)
    for step in (leads.HAND_OUT, leads.ANNOUNCE):
        held.release_step(c, number, step)


def _may(tools: Tools, by: str) -> None:
    """Refuse whoever may not correct a lead, and say who may."""
    person = tools.territory.person(by)
    if person and person.roles & WHO_MAY:
        return
    may = [each for each in tools.territory.people if each.roles & WHO_MAY]
    ids = Words(
        "、".join(f"{each.id}（{each.name}）" for each in may) or "（[[person]] 中还没有）",
        ", ".join(f"{each.id} ({each.name})" for each in may) or "none in [[person]] yet",
    )
    who = Words(f"{by} 不能更正登记内容", f"{by} may not correct a lead") if by else UNNAMED
    raise Refused(
        Words(
            zh=f"{who.zh}。只有业务主管和销售部长可以更正（P4.4），请用 --by 写明编号：{ids.zh}。",
            en=f"{who.en}. Coordinator and director may (P4.4); name one by --by: {ids.en}.",
        )
    )


def _nothing_named() -> Words:
    known = names()
    return Words(
        zh=f"没有写要更正什么。请用 --set 名称=内容，如 --set region=华东；可以更正：{known}。",
        en=f"Nothing to correct is named. Write --set field=value, e.g. --set region=华东. Known: {known}.",
    )


def _where_it_lies(tools: Tools, c: Connection, lead: Lead) -> Lead:
    """Return the lead with the folder it is in, should a crash have come between moving it and noting so."""
    moving = lead.next_folder not in ("", lead.folder)
    if not moving or tools.archive.absolute(lead.folder).is_dir():
        return lead
    if not tools.archive.absolute(lead.next_folder).is_dir():
        return lead
    leads.moved(c, lead.number, lead.folder, lead.next_folder)
    return replace(lead, folder=lead.next_folder)


def _folder_to_be(tools: Tools, lead: Lead) -> str:
    """Return where the lead's folder belongs; "" where it stands there, and nobody is moving it away."""
    folder = filing.folder_of(tools, lead.number, lead.received_at, lead.whose.region, lead.enquiry)
    return "" if folder == lead.folder and not lead.next_folder else folder


def _stage_of(tools: Tools, lead: Lead, corrected: Lead) -> Stage:
    """Return the stage of the corrected lead: closed where it is none after all, registered where it is one
    after all, or where it was only handed out and others are to get it; a later stage stays.
    """
    if corrected.kind in NO_LEAD:
        return Stage.CLOSED
    if lead.stage is Stage.CLOSED:
        return Stage.REGISTERED
    same = addressees(lead, tools.territory) == addressees(corrected, tools.territory)
    return Stage.REGISTERED if lead.stage is Stage.HANDED_OUT and not same else lead.stage

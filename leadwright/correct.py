"""Correcting what a lead says: a person knows better than the rules (P3.4, P4.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from classify.region import whose_at
from leadwright import filing
from leadwright.dossier import lead_named
from leadwright.holding import UNDELIVERED
from leadwright.tools import Tools
from register import approvals, held, leads, moves, tasks
from sales.enquiry import BY_HAND, ENQUIRY_FIELDS, Finding
from sales.handing_out import acting_manager, addressees
from sales.judgement import NO_LEAD, Kind
from sales.lead import Lead, Stage
from sales.paper import Move
from sales.people import Role
from sales.process import TURNS
from sales.words import Failure, Refused, Words

CORRECTED = Words(zh="由人更正", en="corrected by hand")
NAMED = Words(zh="业务经理由人指定", en="the manager was named by hand")
UNNAMED = Words(zh="没有写由谁更正", en="Nobody is named who corrects it")
CORRECT = "correct"
WHO_MAY = frozenset({Role.COORDINATOR, Role.DIRECTOR})


@dataclass(frozen=True)
class Corrected:
    """A lead after a correction."""

    lead: Lead
    is_changed: bool  # False where it said all of that before: then no move is made


def correct(tools: Tools, number: str, changes: Mapping[str, str], by: str) -> Corrected:
    """Return the lead as corrected by the person ``by``.

    ``changes`` may name ``region``, ``manager``, ``kind`` and every field of the enquiry; "" empties one. A
    new address brings its province and region, unless the region was set by hand. The folder follows a new
    region or company, and whose turn it is is told anew where that is somebody else now (P2.1), both in steps
    of the pipeline. What is no lead is closed, and nobody has a task or a question with it. Refused
    where the person may not, Failure where nothing is named, or where the lead, a field or its value is
    unknown: then nothing has changed.
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
    lead = _where_it_lies(tools, c, lead_named(c, number))
    corrected = _changed(tools, lead, changes)
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
    what was approved has an address to go to after all.
    """
    if corrected.stage is not lead.stage:
        return False
    if lead.stage is Stage.APPROVED and corrected.enquiry.email != lead.enquiry.email:
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
    known = _known()
    return Words(
        zh=f"没有写要更正什么。请用 --set 名称=内容，如 --set region=华东；可以更正：{known}。",
        en=f"Nothing to correct is named. Write --set field=value, e.g. --set region=华东. Known: {known}.",
    )


def _known() -> str:
    """Return the names of everything that can be corrected, the enquiry's fields in the form's order."""
    return ", ".join((*(name for name in _CHANGES if name not in ENQUIRY_FIELDS), *ENQUIRY_FIELDS))


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


def _changed(tools: Tools, lead: Lead, changes: Mapping[str, str]) -> Lead:
    # An address brings its region, and a region its manager, unless another one is named beside it.
    for name in sorted(changes, key=lambda name: (name != "address", name != "region")):
        lead = _change(name)(tools, lead, name, changes[name].strip())
    return lead


Change = Callable[[Tools, Lead, str, str], Lead]


def _change(name: str) -> Change:
    if change := _CHANGES.get(name):
        return change
    known = _known()
    if name not in ENQUIRY_FIELDS:
        raise Failure(
            Words(
                zh=f"没有“{name}”这一栏。可以更改：{known}。",
                en=f"there is no field {name!r}. Known: {known}.",
            )
        )
    return _enquiry


def _enquiry(_: Tools, lead: Lead, name: str, value: str) -> Lead:
    found = getattr(lead.enquiry, name)
    if found and found.value == value:
        return lead  # it keeps the words that it was read from
    finding = Finding(value, place=BY_HAND) if value else None
    return replace(lead, enquiry=replace(lead.enquiry, **{name: finding}))


def _region(tools: Tools, lead: Lead, _: str, value: str) -> Lead:
    known = [region.name for region in tools.territory.regions]
    if value and value not in known:
        raise Failure(
            Words(
                zh=f"没有“{value}”这个区域。现有：{'、'.join(known)}。",
                en=f"there is no region {value!r}. Known: {', '.join(known)}.",
            )
        )
    manager = tools.territory.manager_of(value)
    return _given_to(lead, value, manager.id if manager else "")


def _manager(tools: Tools, lead: Lead, _: str, value: str) -> Lead:
    person = tools.territory.person(value)
    if value and (person is None or Role.MANAGER not in person.roles):
        known = [person.id for person in tools.territory.with_role(Role.MANAGER)]
        raise Failure(
            Words(
                zh=f"“{value}”不是业务经理的编号。业务经理有：{'、'.join(known)}。",
                en=f"{value!r} is not the id of a sales manager. Known: {', '.join(known)}.",
            )
        )
    return _given_to(lead, lead.whose.region, value)


def _given_to(lead: Lead, region: str, manager: str) -> Lead:
    if (region, manager) == (lead.whose.region, lead.whose.manager):
        return lead  # it keeps the reason that was found
    is_region_as_found = region == lead.whose.region and lead.whose.reason != CORRECTED
    reason = NAMED if manager and is_region_as_found else CORRECTED
    return replace(lead, whose=replace(lead.whose, region=region, manager=manager, reason=reason))


def _kind(_: Tools, lead: Lead, __: str, value: str) -> Lead:
    try:
        return replace(lead, kind=Kind(value))
    except ValueError:
        known = ", ".join(Kind)
        raise Failure(
            Words(zh=f"没有“{value}”这一类。可用：{known}。", en=f"no kind {value!r}; known: {known}.")
        ) from None


def _address(tools: Tools, lead: Lead, name: str, value: str) -> Lead:
    """Return the lead at its new address, and whose it is there; a region set by hand stays."""
    lead = _enquiry(tools, lead, name, value)
    there = whose_at(Finding(value, value, BY_HAND), tools.territory) if value else None
    if there is None:
        return lead
    if lead.whose.reason in (CORRECTED, NAMED):
        there = replace(lead.whose, province=there.province, city=there.city)
    return replace(lead, whose=there)


_CORRECTED = ("kind", "stage", "whose", "enquiry", "next_folder", "is_announced")
_CHANGES: dict[str, Change] = {"region": _region, "address": _address, "manager": _manager, "kind": _kind}

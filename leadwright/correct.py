"""Correcting what a lead says: a person knows better than the rules (P3.4, P4.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from leadwright import filing
from leadwright.tools import Tools
from register import leads, moves
from sales.enquiry import ENQUIRY_FIELDS, Finding
from sales.judgement import Kind
from sales.lead import Lead
from sales.paper import Move
from sales.people import Role
from sales.words import Failure, Refused, Words

BY_HAND = "by hand"
CORRECTED = Words(zh="由人更正", en="corrected by hand")
WHO_MAY = frozenset({Role.COORDINATOR, Role.DIRECTOR})


def correct(tools: Tools, number: str, changes: Mapping[str, str], by: str) -> Lead:
    """Return the lead as corrected by the person ``by``; its folder follows a new region, in a step of the
    pipeline.

    ``changes`` may name ``region``, ``manager``, ``kind`` and every field of the enquiry. Refused where the
    person may not, Failure where the lead, a field or its value is unknown.
    """
    _may(tools, by)
    with tools.register.begin() as c:
        lead = leads.lead(c, number)
        if lead is None:
            raise Failure(Words(zh=f"没有编号为 {number} 的信息。", en=f"there is no lead {number}."))
        corrected = lead
        for name, value in changes.items():
            corrected = _change(name)(tools, corrected, name, value.strip())
        corrected = replace(corrected, next_folder=_folder_to_be(tools, corrected))
        leads.change(
            c,
            number,
            kind=corrected.kind,
            whose=corrected.whose,
            enquiry=corrected.enquiry,
            next_folder=corrected.next_folder,
        )
        moves.log(
            c, Move(number, "correct", by, "command", tools.now(), lead.stage, lead.stage, dict(changes))
        )
    return corrected


def _may(tools: Tools, by: str) -> None:
    person = tools.territory.person(by)
    if person is None or not person.roles & WHO_MAY:
        raise Refused(
            Words(
                zh=f"{by} 不能更改登记内容：只有业务主管和销售部长可以（P4.4）。请用 --by 指明其编号。",
                en=f"{by} may not correct a lead; coordinator and director may (P4.4). Name one by --by.",
            )
        )


def _folder_to_be(tools: Tools, lead: Lead) -> str:
    folder = filing.folder_of(tools, lead.number, lead.received_at, lead.whose.region, lead.enquiry)
    return "" if folder == lead.folder else folder


Change = Callable[[Tools, Lead, str, str], Lead]


def _change(name: str) -> Change:
    if change := _CHANGES.get(name):
        return change
    known = ", ".join((*_CHANGES, *ENQUIRY_FIELDS))
    if name not in ENQUIRY_FIELDS:
        raise Failure(
            Words(
                zh=f"没有“{name}”这一栏。可以更改：{known}。",
                en=f"there is no field {name!r}. Known: {known}.",
            )
        )
    return _enquiry


def _enquiry(_: Tools, lead: Lead, name: str, value: str) -> Lead:
    finding = Finding(value, place=BY_HAND) if value else None
    return replace(lead, enquiry=replace(lead.enquiry, **{name: finding}))


def _region(tools: Tools, lead: Lead, _: str, value: str) -> Lead:
    known = [region.name for region in tools.territory.regions]
    if value and value not in known:
        raise Failure(
            Words(
                zh=f"没有“{value}”这个区域。已有：{'、'.join(known)}。",
                en=f"there is no region {value!r}. Known: {', '.join(known)}.",
            )
        )
    manager = tools.territory.manager_of(value)
    whose = replace(lead.whose, region=value, manager=manager.id if manager else "", reason=CORRECTED)
    return replace(lead, whose=whose)


def _manager(tools: Tools, lead: Lead, _: str, value: str) -> Lead:
    person = tools.territory.person(value)
    if value and (person is None or Role.MANAGER not in person.roles):
        raise Failure(
            Words(zh=f"“{value}”不是业务经理的编号。", en=f"{value!r} is not the id of a sales manager.")
        )
    return replace(lead, whose=replace(lead.whose, manager=value, reason=CORRECTED))


def _kind(_: Tools, lead: Lead, __: str, value: str) -> Lead:
    try:
        return replace(lead, kind=Kind(value))
    except ValueError:
        known = ", ".join(Kind)
        raise Failure(
            Words(zh=f"没有“{value}”这一类。可用：{known}。", en=f"no kind {value!r}; known: {known}.")
        ) from None


_CHANGES: dict[str, Change] = {"region": _region, "manager": _manager, "kind": _kind}

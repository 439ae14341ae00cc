"""What of a lead a person can correct, field by field, and what each field brings with it (P3.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from classify.region import whose_at
from documents.headers import address
from leadwright.tools import Tools
from sales.enquiry import BY_HAND, ENQUIRY_FIELDS, Finding
from sales.judgement import Kind
from sales.lead import Lead
from sales.people import Role
from sales.words import Failure, Words

CORRECTED = Words(zh="由人更正", en="corrected by hand")
NAMED = Words(zh="业务经理由人指定", en="the manager was named by hand")


def changed(tools: Tools, lead: Lead, changes: Mapping[str, str]) -> Lead:
    """Return the lead with these fields changed, and what follows from them; nothing is written down.

    Failure where a field, or a value of it, is unknown.
    """
    # An address brings its region, and a region its manager, unless another one is named beside it.
    for name in sorted(changes, key=lambda name: (name != "address", name != "region")):
        lead = _change(name)(tools, lead, name, changes[name].strip())
    return lead


Change = Callable[[Tools, Lead, str, str], Lead]


def _change(name: str) -> Change:
    if change := _CHANGES.get(name):
        return change
    known = names()
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


def _email(tools: Tools, lead: Lead, name: str, value: str) -> Lead:
    """What can't be written to is refused: the quote would go to the address that was wrong."""
    if value:
        address(value)
    return _enquiry(tools, lead, name, value)


def names() -> str:
    """Return the names of everything that can be corrected, the enquiry's fields in the form's order."""
    return ", ".join((*(name for name in _CHANGES if name not in ENQUIRY_FIELDS), *ENQUIRY_FIELDS))


_CHANGES: dict[str, Change] = {
    "region": _region,
    "address": _address,
    "email": _email,
    "manager": _manager,
    "kind": _kind,
}

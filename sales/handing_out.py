"""To whom a registered lead goes."""

from sales.judgement import Judgement, Kind
from sales.lead import Lead
from sales.people import Person, Role, Territory
from sales.words import Words

WHO_ELSE: dict[Kind, tuple[Role, ...]] = {
    Kind.TENDER: (Role.DIRECTOR,),  # P5.1: an invitation to tender is passed to manager and director
    Kind.OTHER_DIVISION: (Role.DIRECTOR,),  # P1.3: goes to the director
}
"""Who gets a lead of this kind besides the manager and the coordinators (P2.1)."""

NOT_FOR_A_MANAGER: dict[Kind, Words] = {
    Kind.OTHER_DIVISION: Words(
        "看来属于其他事业部，先由业务主管核实",
        "it seems to be another division's: the coordinator finds out first",
    ),
    Kind.DECLINE: Words(
        "看来不属公司承接范围，先由业务主管核实",
        "it seems to be nothing for the company: the coordinator finds out first",
    ),
}
"""Kinds that are settled before any manager works on them (P1.2, P1.3), and what that is called."""


def acting_manager(lead: Lead | Judgement, territory: Territory) -> Person | None:
    """Return the manager who is to work on the lead; None where none fits, or none is to work on it yet."""
    return None if lead.kind in NOT_FOR_A_MANAGER else territory.person(lead.whose.manager)


def why_theirs(lead: Lead) -> Words:
    """Return why the lead goes to whoever acts on it."""
    return NOT_FOR_A_MANAGER.get(lead.kind, lead.whose.reason)


def addressees(lead: Lead, territory: Territory) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Return who is to act and who is to know: the region's manager and the coordinators (P2.1).

    Where no manager fits, the coordinators act. Both are empty only where the company has no coordinator.
    """
    coordinators = territory.with_role(Role.COORDINATOR)
    manager = acting_manager(lead, territory)
    acting = (manager,) if manager else coordinators
    knowing = (*coordinators, *(p for role in WHO_ELSE.get(lead.kind, ()) for p in territory.with_role(role)))
    return acting, tuple(dict.fromkeys(person for person in knowing if person not in acting))

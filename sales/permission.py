"""Who may make a move: the rule's roles, the lead's own manager, and who stands in for somebody away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sales.handing_out import acting_manager
from sales.lead import Lead
from sales.people import Person, Role, Territory
from sales.process import TURNS, Rule, moves_from
from sales.titles import ROLES
from sales.words import Failure, Refused, Words


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away, and somebody else decides for them (P2.3)."""

    person: str  # id
    deputy: str  # id
    first: date
    last: date  # still away on this day


def rule_named(name: str, lead: Lead) -> Rule:
    """Return the move of this name; Failure where there is none, Refused where it can't be made now."""
    here = moves_from(lead.stage)
    for rule in here:
        if rule.name == name:
            return rule
    names, stage = [rule.name for rule in here], TURNS[lead.stage].words
    raise Refused(
        Words(
            f"{lead.number} 现为“{stage.zh}”，不能做 {name}；现在可以：{'、'.join(names)}。",
            f'{lead.number} is "{stage.en}": {name} can\'t be done now. What can be done: '
            f"{', '.join(names)}.",
        )
    )


def in_whose_place(
    rule: Rule, lead: Lead, by: str, territory: Territory, absences: Iterable[Absence], today: date
) -> Person:
    """Return the person in whose place ``by`` makes the move: their own, or that of who is away.

    Refused where neither may make it; the reason says who may.
    """
    person = territory.person(by)
    if person is None:
        raise Failure(_unknown(by, territory))
    away = {each.person: each.deputy for each in absences if each.first <= today <= each.last}
    absent = filter(None, map(territory.person, away))
    for candidate in (person, *(each for each in absent if _stands_in(person, each, away))):
        if _may(rule, lead, candidate, territory):
            return candidate
    raise Refused(_refusal(rule, lead, person, territory))


def who_may(rule: Rule, lead: Lead, territory: Territory) -> tuple[Person, ...]:
    """Return everybody who may make the move on this lead, in the order of the settings."""
    return tuple(person for person in territory.people if _may(rule, lead, person, territory))


def _stands_in(person: Person, absent: Person, away: Mapping[str, str]) -> bool:
    """A deputy stands in; for a manager whose deputy is away, too, the coordinator does (P2.3)."""
    deputy = away[absent.id]
    if Role.MANAGER in absent.roles and deputy in away:
        return Role.COORDINATOR in person.roles
    return deputy == person.id


def _may(rule: Rule, lead: Lead, person: Person, territory: Territory) -> bool:
    """A manager acts on their own leads only, and on one that is no manager's the coordinators do instead;
    every other role acts for the whole house.
    """
    manager = acting_manager(lead, territory)
    if Role.MANAGER in rule.who and person == manager:
        return True
    may = set(rule.who) - {Role.MANAGER}
    if Role.MANAGER in rule.who and manager is None:
        may.add(Role.COORDINATOR)
    return bool(person.roles & may)


def _unknown(by: str, territory: Territory) -> Words:
    known = [person.id for person in territory.people]
    return Words(
        f"设置中没有编号为“{by}”的人员（--by）；已有：{'、'.join(known) or '无'}。",
        f'The settings have no person "{by}" (--by); they have: {", ".join(known) or "none"}.',
    )


def _refusal(rule: Rule, lead: Lead, person: Person, territory: Territory) -> Words:
    may = who_may(rule, lead, territory)
    roles_zh = "或".join(ROLES[role].zh for role in rule.who)
    roles_en = " or ".join(f"the {ROLES[role].en}" for role in rule.who)
    names = Words(
        "、".join(f"{each.name}（{each.id}）" for each in may) or f"设置中还没有{roles_zh}",
        ", ".join(f"{each.name} ({each.id})" for each in may) or f"nobody in the settings is {roles_en} yet",
    )
    return Words(
        f"{person.name}不能对 {lead.number} 做“{rule.words.zh}”（{rule.clause}）："
        f"须由{roles_zh}办理。可以办理的：{names.zh}。",
        f'{person.name} may not do "{rule.words.en}" on {lead.number} ({rule.clause}): '
        f"it is for {roles_en} to do. Who may: {names.en}.",
    )

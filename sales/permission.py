"""Who may make a move: the rule's roles, the lead's own manager, and who stands in for somebody away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    away = (each.person for each in absences if each.deputy == by and each.first <= today <= each.last)
    for candidate in (person, *filter(None, map(territory.person, away))):
        if _may(rule, lead, candidate):
            return candidate
    raise Refused(_refusal(rule, lead, person, territory))


def with_deputies(
    people: Iterable[Person], absences: Iterable[Absence], territory: Territory, today: date
) -> tuple[Person, ...]:
    """Return these people, each followed by whoever stands in for them today."""
    away = [each for each in absences if each.first <= today <= each.last]
    deputies = {each.id: [a.deputy for a in away if a.person == each.id] for each in territory.people}
    found = (who for each in people for who in (each, *map(territory.person, deputies.get(each.id, ()))))
    return tuple(dict.fromkeys(filter(None, found)))


def who_may(rule: Rule, lead: Lead, territory: Territory) -> tuple[Person, ...]:
    """Return everybody who may make the move on this lead, in the order of the settings."""
    return tuple(person for person in territory.people if _may(rule, lead, person))


def _may(rule: Rule, lead: Lead, person: Person) -> bool:
    """A manager may act on their own leads only; every other role acts for the whole house."""
    roles = person.roles & set(rule.who)
    return bool(roles - {Role.MANAGER}) or (bool(roles) and lead.whose.manager == person.id)


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

"""Whose turn it is with a lead: who is asked, and who does it in their place while they are away (P2.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sales.handing_out import acting_manager
from sales.lead import Lead, Stage
from sales.people import Person, Role, Territory
from sales.permission import Absence
from sales.process import TURNS


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose turn it is."""

    person: Person
    deputy: Person | None = None  # who stands in for them today

    @property
    def acting(self) -> Person:
        """Who is to do it."""
        return self.deputy or self.person


def whose_turn(
    lead: Lead, territory: Territory, absences: Iterable[Absence], today: date
) -> tuple[Asked, ...]:
    """Return everybody whose turn it is in the lead's stage; none only where the company has no coordinator.

    It is the lead's own manager's, or everybody's who has the role, each by their deputy while they are away;
    the coordinators', where that is nobody, or the service could not act by itself. A manager whose deputy
    is away, too, leaves it to the coordinators; what only a director may decide waits for the director.
    """
    away = {each.person: each.deputy for each in absences if each.first <= today <= each.last}
    theirs = whose(lead, territory)
    at_work = tuple(filter(None, (_asked(person, away, territory) for person in theirs)))
    waiting = () if TURNS[lead.stage].role is Role.MANAGER else tuple(map(Asked, theirs))
    return at_work or waiting or tuple(map(Asked, territory.with_role(Role.COORDINATOR)))


def follower(lead: Lead, territory: Territory, absences: Iterable[Absence], today: date) -> Asked | None:
    """Return who talks to the customer, in whatever stage the lead is; None where the company has nobody."""
    followed = replace(lead, stage=Stage.QUOTED)
    return next(iter(whose_turn(followed, territory, absences, today)), None)


def whose(lead: Lead, territory: Territory) -> tuple[Person, ...]:
    """Return those who have the role of the lead's stage, at work or not; none where the settings lack it."""
    role = TURNS[lead.stage].role or Role.COORDINATOR
    if role is not Role.MANAGER:
        return territory.with_role(role)
    manager = acting_manager(lead, territory)
    return (manager,) if manager else ()


def _asked(person: Person, away: dict[str, str], territory: Territory) -> Asked | None:
    """Return how the person is asked; None where they and their deputy are away."""
    if person.id not in away:
        return Asked(person)
    deputy = away[person.id]
    return None if deputy in away else Asked(person, territory.person(deputy))

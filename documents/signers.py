"""Who signs a form, by the names in the settings."""

from dataclasses import dataclass
from typing import Annotated

from sales.lead import Lead
from sales.people import Role, Territory
from sales.titles import ROLES


@dataclass(frozen=True, slots=True)
class Signers:
    """The people whose signatures a form has room for; a template writes them ``{{ signers.director }}``."""

    coordinator: Annotated[str, ROLES[Role.COORDINATOR]]
    manager: Annotated[str, ROLES[Role.MANAGER]]
    director: Annotated[str, ROLES[Role.DIRECTOR]]
    sales_gm: Annotated[str, ROLES[Role.SALES_GM]]
    technical: Annotated[str, ROLES[Role.TECHNICAL]]


def signers(lead: Lead, territory: Territory) -> Signers:
    """Return who signs a form about this lead: its own manager, and the first of every other role."""
    manager = territory.person(lead.whose.manager)
    first = {
        role: next((person.name for person in territory.with_role(role)), "")
        for role in (Role.COORDINATOR, Role.DIRECTOR, Role.SALES_GM, Role.TECHNICAL)
    }
    return Signers(
        coordinator=first[Role.COORDINATOR],
        manager=manager.name if manager else "",
        director=first[Role.DIRECTOR],
        sales_gm=first[Role.SALES_GM],
        technical=first[Role.TECHNICAL],
    )

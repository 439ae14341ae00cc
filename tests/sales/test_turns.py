"""Whose turn it is in each stage, and who acts while somebody is away."""

from dataclasses import replace
from datetime import date

import pytest

from sales.judgement import Kind, Whose
from sales.lead import Lead, Stage
from sales.people import Person, Role, Territory
from sales.permission import Absence
from sales.process import OPEN, TURNS
from sales.turns import Asked, whose_turn
from tests.documents.cases import LEAD

WANG = Person("wang", "王芳", "wang@x", frozenset({Role.COORDINATOR}))
LI = Person("li", "李明", "li@x", frozenset({Role.MANAGER}))
SUN = Person("sun", "孙丽", "sun@x", frozenset({Role.MANAGER}))
ZHAO = Person("zhao", "赵刚", "zhao@x", frozenset({Role.DIRECTOR}))
TANG = Person("tang", "唐工", "tang@x", frozenset({Role.TECHNICAL}))
WU = Person("wu", "吴工", "wu@x", frozenset({Role.TECHNICAL}))
OFFICE = Territory((), (WANG, LI, SUN, ZHAO, TANG, WU))
TODAY = date(2026, 11, 23)


def away(person: Person, deputy: Person) -> Absence:
    return Absence(person.id, deputy.id, TODAY, TODAY)


def asked(
    stage: Stage, *absences: Absence, lead: Lead = LEAD, office: Territory = OFFICE
) -> tuple[Asked, ...]:
    return whose_turn(replace(lead, stage=stage), office, absences, TODAY)


@pytest.mark.parametrize("stage", OPEN)
def test_somebody_is_asked_in_every_open_stage(stage: Stage) -> None:
    people = [each.person for each in asked(stage)]
    assert people
    assert all(TURNS[stage].role in person.roles for person in people) or people == [WANG]


def test_a_manager_is_asked_about_their_own_leads_only() -> None:
    assert asked(Stage.ASSESSING) == (Asked(LI),)


def test_everybody_with_the_role_is_asked() -> None:
    assert asked(Stage.REQUESTED) == (Asked(TANG), Asked(WU))


def test_the_deputy_acts_for_who_is_away_and_only_then() -> None:
    """P2.3."""
    (each,) = asked(Stage.SIGNING, away(ZHAO, SUN))
    assert (each.person, each.acting) == (ZHAO, SUN)
    earlier = Absence("zhao", "sun", date(2026, 11, 1), date(2026, 11, 22))
    assert asked(Stage.SIGNING, earlier) == (Asked(ZHAO),)


def test_the_coordinators_fill_in_for_a_manager_whose_deputy_is_away_too() -> None:
    """P2.3."""
    assert asked(Stage.ASSESSING, away(LI, SUN), away(SUN, LI)) == (Asked(WANG),)


def test_what_only_a_director_may_decide_waits_for_the_director() -> None:
    assert asked(Stage.SIGNING, away(ZHAO, SUN), away(SUN, ZHAO)) == (Asked(ZHAO),)


def test_the_coordinators_are_asked_where_nobody_has_the_role() -> None:
    assert asked(Stage.DISPUTED) == (Asked(WANG),)
    nobody = replace(LEAD, whose=Whose())
    assert asked(Stage.ASSESSING, lead=nobody) == (Asked(WANG),)
    assert asked(Stage.HANDED_OUT, lead=replace(LEAD, kind=Kind.OTHER_DIVISION)) == (Asked(WANG),)


def test_nobody_is_asked_only_where_there_is_no_coordinator() -> None:
    assert asked(Stage.DISPUTED, office=Territory((), (LI, ZHAO))) == ()

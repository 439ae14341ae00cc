"""The process table: every stage has a way out, and nobody makes a move that is not theirs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.judgement import Verdict, Whose
from sales.lead import Lead, Stage
from sales.permission import Absence, in_whose_place, rule_named, who_may
from sales.process import COORDINATOR, DIRECTOR, ENDS, MOVES, OPEN, TURNS, Rule, moves_from
from sales.words import Failure, Refused
from tests.register.made import lead as made_lead
from tests.sales.people import CHEN, LI, LIU, PEOPLE, SUN, TERRITORY, WANG, ZHAO

TODAY = date(2026, 11, 23)
NAMES = sorted({rule.name for rule in MOVES})


def lead(stage: Stage) -> Lead:
    """Return a lead of Li's in this stage."""
    return made_lead(stage=stage)


def rule(name: str) -> Rule:
    """Return the move of this name."""
    return next(rule for rule in MOVES if rule.name == name)


def reached_from(stages: Iterable[Stage]) -> set[Stage]:
    """Return every stage that moves lead to from these, themselves included."""
    reached = set(stages)
    while more := {rule.to for rule in MOVES if rule.to and reached & set(rule.stages)} - reached:
        reached |= more
    return reached


def test_every_stage_has_its_turn():
    assert set(TURNS) == set(Stage)


def test_names_of_moves_are_told_apart():
    assert len(NAMES) == len(MOVES)


def test_every_stage_is_reached_from_the_first():
    assert reached_from({Stage.HANDED_OUT}) | {Stage.REGISTERED, Stage.CLOSED} == set(Stage)


@pytest.mark.parametrize("stage", OPEN)
def test_every_open_stage_leads_to_an_end(stage):
    assert reached_from({stage}) & set(ENDS)


@pytest.mark.parametrize("stage", ENDS)
def test_nothing_leads_out_of_an_end_but_taking_it_up_again(stage):
    """What is found to be a lead after all is corrected, and then handed out anew."""
    assert [rule.name for rule in moves_from(stage)] == ["reopen", "correct"]
    assert TURNS[stage].role is None


@given(
    st.sampled_from(OPEN), st.sets(st.sampled_from(PEOPLE)), st.sampled_from(["", *(p.id for p in PEOPLE)])
)
def test_whoever_is_left_of_the_office_can_lead_every_open_lead_on(stage, present, manager):
    """One coordinator or director is enough: no lead is ever stuck with somebody who has left."""
    office = replace(TERRITORY, people=tuple(person for person in PEOPLE if person in present))
    stuck = replace(lead(stage), whose=replace(lead(stage).whose, manager=manager))
    ways = {rule.to for rule in moves_from(stage) if who_may(rule, stuck, office)} - {None, stage}
    assert ways or not {COORDINATOR, DIRECTOR} & {role for person in present for role in person.roles}


@pytest.mark.parametrize("stage", OPEN)
def test_whoever_has_the_turn_can_make_a_move_that_leads_on(stage):
    turn = TURNS[stage]
    assert turn.task
    assert any(turn.role in rule.who for rule in moves_from(stage) if rule.to not in (None, stage))


@pytest.mark.parametrize("stage", [stage for stage, turn in TURNS.items() if turn.decides])
def test_papers_to_decide_on_can_be_approved_and_rejected_by_whoever_has_the_turn(stage):
    """One move for a yes, one for a no: a reply of one word is never ambiguous about what it does."""
    for verdict in (Verdict.APPROVE, Verdict.REJECT):
        ways = [rule for rule in moves_from(stage) if rule.verdict is verdict]
        assert len(ways) <= 1
        assert all(TURNS[stage].role in rule.who for rule in ways)


@pytest.mark.parametrize("stage", OPEN)
def test_a_form_that_comes_back_makes_one_move_for_each_person(stage):
    for person in PEOPLE:
        forms = [
            rule.form
            for rule in moves_from(stage)
            if rule.form and person in who_may(rule, lead(stage), TERRITORY)
        ]
        assert len(forms) == len(set(forms))


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(PEOPLE)), max_size=60))
def test_random_walks_break_no_rule(attempts):
    """Whatever anybody tries, the lead goes where the table leads it; only the director approves."""
    walked = lead(Stage.HANDED_OUT)
    for name, person in attempts:
        try:
            made = rule_named(name, walked)
            in_whose_place(made, walked, person.id, TERRITORY, (), TODAY)
        except Refused:
            continue
        assert walked.stage in made.stages
        if made.to is Stage.APPROVED:
            assert person is CHEN
        if made.to is Stage.TRANSFERRED:
            assert person is CHEN
        walked = replace(walked, stage=made.to or walked.stage)
        assert moves_from(walked.stage)


@pytest.mark.parametrize(
    ("name", "stage", "may"),
    [
        ("request", Stage.ASSESSING, {LI, WANG}),  # P2.3: the coordinator fills in for a travelling manager
        ("sign", Stage.SIGNING, {CHEN}),
        ("refuse", Stage.REQUESTED, {LIU}),
        ("overrule", Stage.DISPUTED, {SUN}),
        ("confirm", Stage.CONFIRMING, {LI}),
        ("approve", Stage.REVIEWING, {CHEN}),
        ("decline", Stage.HANDED_OUT, {WANG, CHEN}),
    ],
)
def test_who_may(name, stage, may):
    assert set(who_may(rule(name), lead(stage), TERRITORY)) == may


def test_another_regions_manager_is_refused_with_the_reason():
    with pytest.raises(Refused, match=r"赵强 may not .* \(P2.3\).*李明 \(li\), 王芳 \(wang\)"):
        in_whose_place(rule("request"), lead(Stage.ASSESSING), ZHAO.id, TERRITORY, (), TODAY)


def test_a_move_out_of_place_names_those_that_can_be_made():
    with pytest.raises(
        Refused, match=r"approve can't be done now. What can be done: request-staff, sign, return-request"
    ):
        rule_named("approve", lead(Stage.SIGNING))


def test_who_is_not_in_the_settings_is_named():
    with pytest.raises(Failure, match='no person "nobody"'):
        in_whose_place(rule("sign"), lead(Stage.SIGNING), "nobody", TERRITORY, (), TODAY)


@pytest.mark.parametrize(
    ("today", "may"),
    [(date(2026, 11, 22), False), (TODAY, True), (date(2026, 11, 27), True), (date(2026, 11, 28), False)],
)
def test_a_deputy_decides_while_the_other_is_away(today, may):
    """P2.3: from the first day to the last one, both included."""
    away = (Absence(CHEN.id, SUN.id, TODAY, date(2026, 11, 27)),)
    decide = rule("sign"), lead(Stage.SIGNING), SUN.id, TERRITORY, away, today
    if may:
        assert in_whose_place(*decide) is CHEN
    else:
        with pytest.raises(Refused):
            in_whose_place(*decide)


@pytest.mark.parametrize("name", ["quote", "confirm", "disagree"])
def test_what_is_no_managers_the_coordinator_does_in_their_place(name):
    """Where no region fits, as where the lead goes: nothing waits for a manager who there is not."""
    nobodys = made_lead(stage=rule(name).stages[0], whose=Whose())
    assert WANG in who_may(rule(name), nobodys, TERRITORY)
    assert LI not in who_may(rule(name), nobodys, TERRITORY)
    assert WANG not in who_may(rule(name), lead(rule(name).stages[0]), TERRITORY)


@pytest.mark.parametrize("name", ["approve", "accept"])
def test_what_is_no_managers_takes_nothing_from_director_and_technical_group(name):
    nobodys = made_lead(stage=rule(name).stages[0], whose=Whose())
    assert WANG not in who_may(rule(name), nobodys, TERRITORY)


def test_for_a_manager_whose_deputy_is_away_too_the_coordinator_decides():
    """P2.3; the director's decisions wait for the director."""
    away = (Absence(LI.id, ZHAO.id, TODAY, TODAY), Absence(ZHAO.id, CHEN.id, TODAY, TODAY))
    confirm = rule("confirm"), lead(Stage.CONFIRMING)
    assert in_whose_place(*confirm, WANG.id, TERRITORY, away, TODAY) is LI
    with pytest.raises(Refused):
        in_whose_place(*confirm, WANG.id, TERRITORY, away[:1], TODAY)
    away = (Absence(CHEN.id, SUN.id, TODAY, TODAY), Absence(SUN.id, CHEN.id, TODAY, TODAY))
    with pytest.raises(Refused):
        in_whose_place(rule("approve"), lead(Stage.REVIEWING), WANG.id, TERRITORY, away, TODAY)

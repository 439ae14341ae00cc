"""Whatever anybody tries, in any order and with any papers, breaks no rule of the procedure (I11)."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from leadwright.procedure.answers.deciding import rule_for
from sales.judgement import Verdict
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.permission import who_may
from sales.process import MOVES, TURNS, Rule, moves_from
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk
from tests.leadwright.procedure.acting import STAFF
from tests.leadwright.procedure.walk import Walk

pytestmark = pytest.mark.only("sqlite", because="test_acting makes every kind of move on both")

PEOPLE = ("li", "wang", "zhao", "qian", "sun", "tang", "zhou", "nobody")
WORDS = st.sampled_from(["", "客户要求", "A 类"])
WALKED = [stage for stage in TURNS if stage is not Stage.REGISTERED]
NOT_NOW = ("resume", "offer-reference")  # no clock is stopped, no reference proposal is in the settings
VERDICTS = st.sampled_from([Verdict.APPROVE, Verdict.REJECT])


class Tried(RuleBasedStateMachine):
    """A lead that has come as far as some stage, and everybody who tries something with it."""

    desk: ClassVar[Desk]

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk(self.desk)

    @initialize(stage=st.sampled_from(WALKED))
    def come_so_far(self, stage: Stage) -> None:
        self.walk.begin_in(stage)

    @rule(move=st.sampled_from(MOVES), by=st.sampled_from(PEOPLE), word=WORDS)
    def try_anything(self, move: Rule, by: str, word: str) -> None:
        self.walk.make(move, by, word)

    @rule(data=st.data())
    def do_what_can_be_done(self, data: st.DataObject) -> None:
        """By somebody who may, when their turn was told, and with the form that it needs."""
        move = data.draw(st.sampled_from(moves_from(self.walk.lead.stage)))
        person = data.draw(st.sampled_from(who_may(move, self.walk.lead, self.walk.tools.territory)))
        self.walk.make_properly(move, person.id)

    @rule(data=st.data(), verdict=VERDICTS)
    def answer_any_question(self, data: st.DataObject, verdict: Verdict) -> None:
        """Also one that was decided long ago, or is void."""
        if asked := self.walk.asked:
            question = data.draw(st.sampled_from(asked))
            if move := rule_for(question, verdict):
                is_made = self.walk.make(move, question.person, "原因", approval=question.id)
                assert question.is_open or not is_made

    @rule(verdict=VERDICTS)
    def answer_the_newest_question(self, verdict: Verdict) -> None:
        """Whoever is asked, and answers, is heard."""
        self.walk.tell()
        question = self.walk.asked[-1] if self.walk.asked else None
        if question and question.is_open and (move := rule_for(question, verdict)):
            assert self.walk.make(move, question.person, "原因", approval=question.id)

    @rule(kind=st.sampled_from(DocumentKind))
    def file_anything(self, kind: DocumentKind) -> None:
        self.walk.file(kind)

    @precondition(lambda self: bool(TURNS[self.walk.lead.stage].decides))
    @rule(data=st.data(), is_written=st.booleans())
    def change_what_is_decided_on(self, data: st.DataObject, is_written: bool) -> None:
        """By the command that writes a document, or by a form that came back."""
        self.walk.tell()
        write = self.walk.write_anew if is_written else self.walk.file
        write(data.draw(st.sampled_from(TURNS[self.walk.lead.stage].decides)))
        assert not self.walk.lead.is_announced
        assert not any(each.is_open for each in self.walk.asked)

    @invariant()
    def nothing_is_broken(self) -> None:
        self.walk.look()


@pytest.mark.parametrize("stage", WALKED)
def test_every_move_of_a_stage_can_be_made_by_whoever_may_make_it(new_desk: NewDesk, stage: Stage) -> None:
    """Each row of the table, in each of its stages; what was decided on before decides nothing any more."""
    desk = new_desk(people=STAFF)
    for move in moves_from(stage):
        walk = Walk(desk)
        walk.begin_in(stage)
        earlier = [each for each in walk.asked if each.is_open]
        if move.name not in NOT_NOW:
            assert walk.make_properly(move, who_may(move, walk.lead, desk.tools.territory)[-1].id)
            walk.look()
        if move.to and move.to not in move.stages:  # where it may be made once more, it is
            assert not any(walk.make(move, each.person, "原因", approval=each.id) for each in earlier)


def test_no_attempt_breaks_a_rule_or_leaves_a_lead_without_a_way_out(
    new_desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice, which takes a second for each paper, is not found."""
    monkeypatch.setenv("PATH", "")
    machine = type("TriedAtThisDesk", (Tried,), {"desk": new_desk(people=STAFF)})
    walks = settings(max_examples=40, stateful_step_count=25, deadline=None, database=None, print_blob=True)
    run_state_machine_as_test(machine, settings=walks)

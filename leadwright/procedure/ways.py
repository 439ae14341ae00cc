"""The ways to answer a turn, as mails list them: each with what comes of it, from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from documents import printed
from documents.kinds import KINDS
from documents.turn import Way
from leadwright.home import command
from leadwright.tools import Tools
from sales.judgement import Verdict
from sales.lead import Lead, Stage
from sales.paper import DocumentKind
from sales.people import Person
from sales.permission import who_may
from sales.process import MOVES, TURNS, Rule, moves_from
from sales.spoken import answer_line
from sales.titles import ROLES
from sales.turns import whose
from sales.words import Words

BY_ITSELF = {
    Stage.APPROVED: Words(
        "系统随即将方案和报价发给客户", "proposal and quote are sent to the customer automatically"
    ),
    Stage.DECLINED: Words("系统随即将回复函发给客户", "the letter is sent to the customer automatically"),
    Stage.TRANSFERRED: Words(
        "系统随即将全部资料发给该事业部", "everything received is sent to that division automatically"
    ),
}
"""Where nobody acts but the service."""

YES_NO = {Verdict.APPROVE: Words("同意", "approve"), Verdict.REJECT: Words("不同意", "reject")}
SAY_WHY = Words("（须写明原因）", " (say why)")


@dataclass(frozen=True)
class Answerer:
    """Somebody who is told of a turn, and what they could answer with."""

    tools: Tools
    lead: Lead
    person: Person
    papers: frozenset[DocumentKind]  # that the lead has
    is_paused: bool = False

    def verdicts(self) -> tuple[Way, ...]:
        """Return what yes and no do; nothing where nothing is decided."""
        return tuple(
            self._way(YES_NO[verdict], rule) for verdict in YES_NO for rule in self._rules_by(verdict)
        )

    def commands(self) -> tuple[str, ...]:
        """Return the command lines that record yes and no, where they were said in person or by phone."""
        rules = (rule for verdict in YES_NO for rule in self._rules_by(verdict))
        return tuple(command_line(self.tools, self.lead, rule, self.person) for rule in rules)

    def forms(self, kinds: Iterable[DocumentKind]) -> tuple[Way, ...]:
        """Return the forms to fill in, each with what sending it in does."""
        return tuple(self._way(KINDS[kind].title, self._rule_of(kind)) for kind in kinds)

    def lines(self) -> tuple[Way, ...]:
        """Return the lines that may be answered, each with what it does."""
        rules = [rule for rule in self._rules() if rule.say and self._is_of_use(rule)]
        language = self.tools.language
        return tuple(Way(answer_line(rule, language), self._does(rule)) for rule in rules)

    def _rules(self) -> Iterator[Rule]:
        for rule in moves_from(self.lead.stage):
            if self.person in who_may(rule, self.lead, self.tools.territory):
                yield rule

    def _rules_by(self, verdict: Verdict) -> Iterator[Rule]:
        return (rule for rule in self._rules() if rule.verdict is verdict)

    def _rule_of(self, kind: DocumentKind) -> Rule:
        """Return the move that the form makes: here or, sent in together with another, in what follows."""
        return next(rule for rule in (*self._rules(), *MOVES) if rule.form is kind)

    def _is_of_use(self, rule: Rule) -> bool:
        """Return whether it makes sense to offer the move now."""
        match rule.name:
            case "pause" | "resume":
                return self.is_paused is (rule.name == "resume")
            case "offer-reference":
                return bool(self.tools.settings.references)
            case "acknowledge-memo":
                return DocumentKind.MEMO in self.papers
        return True

    def _way(self, words: Words, rule: Rule) -> Way:
        language = self.tools.language
        why = SAY_WHY.in_(language) if rule.verdict and "reason" in rule.needs else ""
        return Way(words.in_(language), self._does(rule) + why)

    def _does(self, rule: Rule) -> str:
        does = rule.words
        if rule.to and rule.to is not self.lead.stage and (then := self._then(rule.to)):
            does = Words(f"{does.zh}，{then.zh}", f"{does.en}; {then.en}")
        return does.in_(self.tools.language)

    def _then(self, stage: Stage) -> Words | None:
        """Return who is to do what in the stage that comes next; None where nobody is."""
        turn = TURNS[stage]
        if stage in BY_ITSELF or turn.role is None or turn.task is None:
            return BY_ITSELF.get(stage)
        people = whose(replace(self.lead, stage=stage), self.tools.territory)
        names, title = printed.names(people, self.tools.language), ROLES[turn.role]
        who = Words(f"{names}（{title.zh}）", f"{names} ({title.en})") if names else title
        return Words(f"随后由{who.zh}{turn.task.zh}", f"then it is for {who.en} to {turn.task.en}")


def command_line(tools: Tools, lead: Lead, rule: Rule, by: Person) -> str:
    """Return the line that makes the move for ``by`` on the server."""
    said = [word for need in rule.needs for word in ("--set", f"{need}=…")]
    return command(tools.settings.home, "act", lead.number, rule.name, "--by", by.id, *said)

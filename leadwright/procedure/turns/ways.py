"""The ways to answer a turn, as mails list them: each with what comes of it, from the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from documents import printed
from documents.customer import value
from documents.kinds import KINDS
from documents.turn import Way
from leadwright.home import command
from leadwright.tools import Tools
from sales.importance import RANKING
from sales.judgement import Verdict
from sales.lead import Lead, Stage
from sales.paper import DocumentKind
from sales.people import Person, Role
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
    Stage.DECLINED: Words(
        "系统随即将所附回复函原样发给客户",
        "the attached letter is sent to the customer automatically, as it is",
    ),
    Stage.TRANSFERRED: Words(
        "系统随即将全部资料发给该事业部", "everything received is sent to that division automatically"
    ),
    Stage.DROPPED: Words("本线索不再跟进", "nobody follows the lead up any more"),
}
"""What comes of it where no person is to act."""

ANEW = Words("重写后再请您审批", "it is written anew, and comes back to you")
YES_NO = {Verdict.APPROVE: Words("同意", "approve"), Verdict.REJECT: Words("不同意", "reject")}
SAY_WHY = Words("（须写明原因）", " (saying why)")
SAY_CLASS = Words("（可另写重要程度，如：A 类）", ' (and how important it is, as in "class A", if you like)')
IF_NEEDED = Words("（需要时填写）", " (only if needed)")


@dataclass(frozen=True)
class Answerer:
    """Somebody whose turn it is, and what they could answer with."""

    tools: Tools
    lead: Lead
    person: Person
    reader: Person  # of the mail; who stands in for the person, or who has a copy
    papers: frozenset[DocumentKind] = frozenset()  # that the lead has
    is_paused: bool = False

    def verdicts(self) -> tuple[Way, ...]:
        """Return what yes and no do; nothing where nothing is decided."""
        return tuple(
            Way(self._in(word) + self._to_say(rule), self._does(rule))
            for verdict, word in YES_NO.items()
            for rule in self._rules_by(verdict)
        )

    def command(self) -> str:
        """Return the command line that records a yes, said in person or by phone; "" where none is asked."""
        yes = next(self._rules_by(Verdict.APPROVE), None)
        return command_line(self.tools, self.lead, yes, self.person) if yes else ""

    def forms(self, kinds: Iterable[DocumentKind]) -> tuple[Way, ...]:
        """Return the forms to fill in, each with what sending it in does."""
        made = ((kind, self._rule_of(kind)) for kind in kinds)
        return tuple(
            Way(self._title(kind), self._does(rule) + ("" if rule.to else self._in(IF_NEEDED)))
            for kind, rule in made
        )

    def revisions(self, kinds: Collection[DocumentKind]) -> tuple[Way, ...]:
        """Return the papers that may simply be changed and sent in again."""
        made = ((rule.form, rule) for rule in self._rules() if rule.to)
        return tuple(
            Way(self._title(kind), self._does(rule)) for kind, rule in made if kind and kind in kinds
        )

    def lines(self) -> tuple[Way, ...]:
        """Return the lines that may be answered, each with what it does."""
        rules = [rule for rule in self._rules() if rule.say and self._is_of_use(rule)]
        language = self.tools.language
        return tuple(
            Way(answer_line(rule, language), self._in(self._then(rule) or rule.words) + self._known(rule))
            for rule in rules
        )

    def _in(self, words: Words) -> str:
        return words.in_(self.tools.language)

    def _title(self, kind: DocumentKind) -> str:
        return self._in(KINDS[kind].title)

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
                has_clock = TURNS[self.lead.stage].clock is not None
                return has_clock and self.is_paused is (rule.name == "resume")
            case "offer-reference":
                return bool(self.tools.settings.references)
            case "acknowledge-memo":
                return DocumentKind.MEMO in self.papers
        return True

    def _to_say(self, rule: Rule) -> str:
        """Return what is to be said with a yes or no, or may be; "" where nothing is."""
        if rule.needs:
            return self._in(SAY_WHY)
        return self._in(SAY_CLASS) if rule.name in RANKING else ""

    def _known(self, rule: Rule) -> str:
        """Return the reference proposals that can be named, those of the lead's product line where there are
        any; "" with any other move.
        """
        if "reference" not in rule.needs:
            return ""
        every = self.tools.settings.references
        fitting = [each for each in every if each.product_line == value(self.lead.enquiry.product_line)]
        names = [each.name for each in fitting or every]
        return self._in(Words(f"（现有：{'、'.join(names)}）", f" (there are: {', '.join(names)})"))

    def _does(self, rule: Rule) -> str:
        then, does = self._then(rule), rule.words
        both = Words(f"{does.zh}，{then.zh}", f"{does.en}; {then.en}") if then else does
        return self._in(both)

    def _then(self, rule: Rule) -> Words | None:
        """Return who is to do what once the move is made; None where nothing changes."""
        if rule.to in (None, self.lead.stage):
            return ANEW if rule.to and rule.writes else None
        turn = TURNS[rule.to]
        if rule.to in BY_ITSELF or turn.role is None or turn.task is None:
            return BY_ITSELF.get(rule.to)
        who = self._named(turn.role, whose(replace(self.lead, stage=rule.to), self.tools.territory))
        return Words(f"随后由{who.zh}{turn.task.zh}", f"then {who.en} will be asked to {turn.task.en}")

    def _named(self, role: Role, people: tuple[Person, ...]) -> Words:
        """Return whose turn it is as the person who reads it says it."""
        if role is Role.MANAGER and not people:  # then the coordinators make their moves
            role, people = Role.COORDINATOR, self.tools.territory.with_role(Role.COORDINATOR)
        if people == (self.reader,):
            return Words("您", "you")
        title, names = ROLES[role], printed.names(people, self.tools.language)
        if not names:
            return Words(title.zh, f"the {title.en}")
        return Words(f"{names}（{title.zh}）", f"{names} ({title.en})")


def command_line(tools: Tools, lead: Lead, rule: Rule, by: Person) -> str:
    """Return the line that makes the move for ``by`` on the server."""
    said = [word for need in rule.needs for word in ("--set", f"{need}=…")]
    return command(tools.settings.home, "act", lead.number, rule.name, "--by", by.id, *said)

"""Write docs/process.md, the procedure as pictures and tables: ``python scripts/draw_process.py``."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]  # run as a file, without installing anything

from documents.kinds import KINDS  # noqa: E402 - the path comes first
from sales.judgement import Verdict  # noqa: E402 - likewise
from sales.lead import Stage  # noqa: E402 - likewise
from sales.paper import DocumentKind  # noqa: E402 - likewise
from sales.people import Role  # noqa: E402 - likewise
from sales.process import ENDS, MOVES, NEEDS, OPEN, TURNS, Rule  # noqa: E402 - likewise
from sales.titles import ROLES  # noqa: E402 - likewise

PAGE = ROOT / "docs" / "process.md"
HEAD = """# The procedure 流程

Written by `python scripts/draw_process.py` from the two tables in `sales/process.py`, which the program goes
by; `leadwright moves` prints them too. The clauses are those of the sales procedure.

A person makes a move by answering a mail, by sending in a form, by a signed scan, or by `leadwright act`
([commands](commands.md#act)). Which clock runs in a stage, and how long, is in [settings](settings.md#clock).
"""


@dataclass(frozen=True)
class Picture:
    """A part of the procedure that is drawn by itself: all of it in one picture would be a ball of wool."""

    title: str
    clauses: tuple[str, ...]
    is_revision: bool = False  # of what the customer may have already

    def shows(self, rule: Rule) -> bool:
        """Return whether the rule is drawn in it."""
        is_revision = Stage.QUOTED in rule.stages
        return rule.to is not None and rule.clause in self.clauses and is_revision is self.is_revision


PICTURES = (
    Picture("From the hand-out to a decision 初步评估、谢绝、转交", ("P1.1", "P1.2", "P1.3", "P2.1", "P2.2")),
    Picture("The request 方案申请", ("P2.3", "P2.4", "P2.5")),
    Picture("Proposal, price and quote 方案与报价", ("P3.1", "P3.2", "P3.6", "P4.1")),
    Picture("Revisions 修订", ("P3.2", "P3.6"), is_revision=True),
)
OURS = (("hand-out", "P1.1", Stage.REGISTERED, Stage.HANDED_OUT),)
"""What the service does by itself, and no rule of a person's says."""

SETS = ((tuple(TURNS), "*any stage*"), (OPEN, "*any open stage*"), (ENDS, "*any end*"))
"""Stages that a move is made in, where there are too many of them to be listed."""


def page() -> str:
    """Return the whole page."""
    return "\n".join((HEAD, *_pictures(), *_stages(), *_moves()))


def _pictures() -> Iterator[str]:
    for picture in PICTURES:
        yield f"## {picture.title}\n"
        yield "```mermaid\nstateDiagram-v2"
        edges = _edges(picture)
        for stage in [each for each in Stage if any(each in edge for edge in edges)]:
            yield f'    state "{TURNS[stage].words.zh}<br>{TURNS[stage].words.en}" as {_id(stage)}'
        for (before, after), names in edges.items():
            yield f"    {_id(before)} --> {_id(after)}: {', '.join(names)}"
        yield "```\n"
    yield "Not drawn: what leaves a lead where it is, and what may be done at any time, which is"
    yield f"{', '.join(f'`{rule.name}`' for rule in MOVES if not _is_drawn(rule))}."
    yield "`correct` closes what is found to be no lead.\n"


def _edges(picture: Picture) -> dict[tuple[Stage, Stage], list[str]]:
    """Return the names of the moves from each stage to each other one."""
    edges: dict[tuple[Stage, Stage], list[str]] = {}
    for name, clause, before, after in OURS:
        if clause in picture.clauses:
            edges.setdefault((before, after), []).append(name)
    for rule in filter(picture.shows, MOVES):
        for before in rule.stages:
            if rule.to and rule.to is not before:
                edges.setdefault((before, rule.to), []).append(rule.name)
    return edges


def _is_drawn(rule: Rule) -> bool:
    return any(picture.shows(rule) for picture in PICTURES)


def _id(stage: Stage) -> str:
    return stage.replace("-", "_")


def _stages() -> Iterator[str]:
    yield "## Stages\n"
    yield "| stage | 环节 | meaning | whose turn | what they do | clock | fills in | decides on | clause |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for stage, turn in TURNS.items():
        cells = (
            f"`{stage}`",
            turn.words.zh,
            turn.words.en,
            _roles([turn.role] if turn.role else []),
            f"{turn.task.zh}<br>{turn.task.en}" if turn.task else "",
            f"`{turn.clock}`" if turn.clock else "",
            _forms(turn.fills),
            _forms(turn.decides),
            turn.clause,
        )
        yield _line(cells)
    yield ""


def _moves() -> Iterator[str]:
    yield "## Moves\n"
    yield "`--set` says in a command what a move needs. *Answer* is how a mail may begin that makes it.\n"
    yield "| move | 动作 | meaning | in | leads to | who may | needs | form | answer | clause |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for rule in MOVES:
        cells = (
            f"`{rule.name}`",
            rule.words.zh,
            rule.words.en,
            _places(rule.stages),
            f"`{rule.to}`" if rule.to else "",
            _roles(rule.who),
            "<br>".join(f"`{need}` {NEEDS[need].zh}" for need in rule.needs),
            _forms([rule.form] if rule.form else []),
            _answer(rule),
            rule.clause,
        )
        yield _line(cells)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _places(stages: tuple[Stage, ...]) -> str:
    for known, name in SETS:
        if stages == known:
            return name
    return "<br>".join(f"`{stage}`" for stage in stages)


def _roles(roles: Iterable[Role]) -> str:
    return "<br>".join(f"{ROLES[role].zh} {ROLES[role].en}" for role in roles)


def _forms(kinds: Iterable[DocumentKind]) -> str:
    return "<br>".join(f"《{KINDS[kind].title.zh}》`{kind}`" for kind in kinds)


def _answer(rule: Rule) -> str:
    spoken = [f"{words.zh}<br>{words.en}" for words in rule.say[:1]]
    verdicts = {Verdict.APPROVE: "同意<br>approve", Verdict.REJECT: "不同意<br>reject"}
    return "<br>".join((*spoken, *([verdicts[rule.verdict]] if rule.verdict else [])))


if __name__ == "__main__":
    PAGE.write_text(page() + "\n", "utf-8")
    print(PAGE.relative_to(ROOT))

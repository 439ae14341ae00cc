"""The process table as ``leadwright moves`` prints it: a line for each stage and move."""

from collections.abc import Iterable, Iterator

from leadwright.views import View, Views
from sales.lead import Stage
from sales.process import Rule, moves_from


def rule_views(views: Views, stages: Iterable[Stage]) -> Iterator[View]:
    """Return a view for each move that may be made in each of these stages."""
    return (_rule_view(views, stage, rule) for stage in stages for rule in moves_from(stage))


def _rule_view(views: Views, stage: Stage, rule: Rule) -> View:
    return {
        "stage": stage,
        "move": rule.name,
        "title": views.words(rule.words),
        "who": list(rule.who),
        "needs": list(rule.needs),
        "form": rule.form,
        "verdict": rule.verdict,
        "writes": list(rule.writes),
        "clause": rule.clause,
        "to": rule.to or stage,
    }

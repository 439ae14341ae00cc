"""Which papers have a box to tick and to sign, and for whom: their templates say so."""

from __future__ import annotations

from documents import find, word
from documents.kinds import KINDS
from leadwright.tools import Tools
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.process import TURNS


def boxes_on(tools: Tools, kind: DocumentKind) -> frozenset[str]:
    """Return whose boxes are on a paper of this kind, by their roles: ``sales-gm``.

    Failure where its template is missing or broken.
    """
    template = find.template(KINDS[kind].template, tools.language, tools.settings.home)
    return frozenset(word.compile_template(template).codes.values()) - {""}


def can_be_signed(tools: Tools, stage: Stage) -> bool:
    """Return whether whoever decides in a stage may do so on paper."""
    turn = TURNS[stage]
    return any(turn.role in boxes_on(tools, kind) for kind in turn.decides)

"""The papers of a turn: what is written as a stage begins, and what whose turn it is gets (P2.1 to P4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from leadwright import writing
from leadwright.procedure import papers, quoting, references
from leadwright.procedure.papers import FORMS
from leadwright.tools import Tools
from leadwright.writing import NOTHING
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Move, Version
from sales.process import MOVES, TURNS, Rule

ANNOUNCE = "announce"
"""The line of the log that says whose turn it is was told."""

D, S = DocumentKind, Stage
SHOWN: Mapping[Stage, tuple[DocumentKind, ...]] = MappingProxyType(
    {
        S.DISPUTED: (D.PROPOSAL_REQUEST, D.REFUSAL),
        S.PROPOSING: (D.PROPOSAL_REQUEST, D.DISPATCH_REQUEST),
        S.COSTING: (D.PROPOSAL_REQUEST, D.PROPOSAL),
        S.PRICING: (D.COST_SHEET, D.PROPOSAL),
        S.CONFIRMING: (D.COST_SHEET,),
        S.REVIEWING: (D.COST_SHEET,),
        S.APPROVED: (D.PROPOSAL, D.QUOTE),
        S.QUOTED: (D.PROPOSAL, D.QUOTE),
        S.DECLINED: (D.DECLINE_LETTER,),
        S.TRANSFERRED: (D.TRANSFER,),
    }
)
"""What whoever acts in a stage reads beside what they fill in or decide on."""

LEADING: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in MOVES if rule.to})
"""The moves that lead on, by their names in the log."""


@dataclass(frozen=True)
class TurnPapers:
    """The papers of a turn, all of them in the archive."""

    written: tuple[Version, ...]  # just now: the register has still to be told
    fills: tuple[Version, ...]  # forms to fill in
    decides: tuple[Version, ...]  # that a decision binds to
    shown: tuple[Version, ...]  # to be read beside them

    @property
    def all(self) -> tuple[Version, ...]:
        """Every paper once, what is asked for first."""
        return tuple(
            {version.kind: version for version in (*self.fills, *self.decides, *self.shown)}.values()
        )


def arrival(log: list[Move], lead: Lead) -> Move | None:
    """Return the move that brought the lead into its stage; None where none did, as in part 1."""
    return next((move for move in reversed(log) if move.after == lead.stage and move.name in LEADING), None)


def prepare(tools: Tools, lead: Lead, log: list[Move]) -> TurnPapers:
    """Return the papers of the lead's turn, the missing ones written.

    The papers of the move that led here are written once, however often the turn is told. The caller is the
    one writer of the home. Failure where a template or a reference proposal won't do.
    """
    with tools.register.read() as c:
        newest = papers.latest(c, lead.number)
    written: dict[DocumentKind, Version] = {}
    move = arrival(log, lead)
    if move and not _is_told(log, move):
        for kind in LEADING[move.name].writes:
            if version := _of_move(tools, lead, kind, move, newest.get(kind)):
                written[kind] = version
    fills = TURNS[lead.stage].fills
    for kind in fills:
        if version := _anew(tools, lead, kind, newest.get(kind)):
            written[kind] = version
    newest |= written
    shown = [newest[kind] for kind in SHOWN.get(lead.stage, ()) if kind in newest]
    return TurnPapers(
        written=tuple(written.values()),
        fills=tuple(newest[kind] for kind in fills),
        decides=papers.to_decide(lead.stage, newest),
        shown=tuple(version for version in shown if version.said or version.kind not in FORMS),
    )


def _is_told(log: list[Move], arrived: Move) -> bool:
    """Return whether the turn that began with this move was told before."""
    after = log[log.index(arrived) :]
    return any(move.name == ANNOUNCE for move in after)


def _of_move(
    tools: Tools, lead: Lead, kind: DocumentKind, move: Move, newest: Version | None
) -> Version | None:
    """Return a paper that a move writes; None where the move was made by that very paper's coming back."""
    if newest and newest.sha256 == move.document:
        return None
    reference = move.detail.get("reference", "")
    if kind is DocumentKind.PROPOSAL and reference:
        known = references.reference_named(tools.settings.references, reference)
        return references.file_reference(tools, lead, known, move.by).version
    said = {need: move.detail[need] for need in LEADING[move.name].needs if need in move.detail}
    return _anew(tools, lead, kind, newest, move.by, said)


def _anew(
    tools: Tools,
    lead: Lead,
    kind: DocumentKind,
    newest: Version | None,
    by: str = writing.BY_ITSELF,
    more: Mapping[str, str] = NOTHING,
) -> Version | None:
    """Return a new version with all that is known and ``more``; None where the newest one says so already."""
    with tools.register.read() as c:
        said = {**quoting.said_so_far(tools, c, lead, kind), **more}
    if newest and newest.said == said:
        return None
    return writing.write(tools, kind, lead, by, said).version

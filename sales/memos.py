"""Memos of technical exchanges, and which of them the customer has acknowledged (P3.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from sales.paper import DocumentKind, Move, Version

ACKNOWLEDGE = "acknowledge-memo"
"""The move that puts an acknowledgement on record."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that people have filled in."""

    version: Version
    acknowledged_at: datetime | None = None  # when that was put on record; None: it is open


def memos_of(versions: Sequence[Version], log: Sequence[Move]) -> tuple[Memo, ...]:
    """Return the memos of a lead in their order; an acknowledgement is of the newest that there was then."""
    filled = [each for each in versions if each.kind is DocumentKind.MEMO and each.said]
    ends = (each.created_at for each in filled[1:])
    return tuple(Memo(memo, _acknowledged(log, memo, end)) for memo, end in zip_longest(filled, ends))


def open_memo(versions: Sequence[Version], log: Sequence[Move]) -> Version | None:
    """Return the memo that waits for the customer's acknowledgement; None where the newest has it."""
    last = next(reversed(memos_of(versions, log)), None)
    return last.version if last and last.acknowledged_at is None else None


def is_signed(memo: Version) -> bool:
    """Return whether it says itself who of the customer has acknowledged it: it was signed at the meeting."""
    return bool(memo.said.get("acknowledged_by"))


def _acknowledged(log: Sequence[Move], memo: Version, until: datetime | None) -> datetime | None:
    if is_signed(memo):
        return memo.created_at
    made = (move.at for move in log if move.name == ACKNOWLEDGE)
    return next((at for at in made if at >= memo.created_at and (until is None or at < until)), None)

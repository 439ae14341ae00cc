"""Words in place become lines: what stands side by side on paper stands in one line of text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from operator import itemgetter

RECENT_ROWS = 8  # rows that a piece may still belong to, going down a slanting page


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text and the box around it; y grows downwards, the unit is the caller's."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, text: str, corners: Sequence[Sequence[float]]) -> "Line":
        """Return the text with the upright box around ``corners``."""
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return cls(text, min(across), min(down), max(across), max(down))

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def in_reading_order(lines: Iterable[Line], column_gap: float = 0.5) -> str:
    """Return the text of ``lines``, row by row from the top, each row from the left.

    Neighbours in a row are joined with a space, or with a tab where the gap is wider than ``column_gap``
    times their height, so that ``label: value`` stays together and columns stay apart.
    """
    return "\n".join(_joined(row, column_gap) for row in _rows(lines))


def _rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the rows from the top, each from the left.

    A piece is compared with its nearest neighbour and not with the row's beginning, so that a slanting line
    stays one row.
    """
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        recent = rows[-RECENT_ROWS:]
        near = [(gap, row) for row in recent if (gap := _gap_to_row(row, line)) < inf]
        if near:
            min(near, key=itemgetter(0))[1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _gap_to_row(row: Sequence[Line], line: Line) -> float:
    """Return how far ``line`` stands from its nearest neighbour in ``row``; infinite if not beside it."""
    gap, neighbour = min(((_gap(other, line), other) for other in row), key=itemgetter(0))
    return abs(gap) if gap > -line.height and _level(neighbour, line) else inf


def _gap(one: Line, other: Line) -> float:
    """Return the width between two pieces; below 0 where one stands over the other."""
    return max(one.left - other.right, other.left - one.right)


def _level(one: Line, other: Line) -> bool:
    """Return whether each one's middle lies between the other's top and bottom."""
    return one.top < other.middle < one.bottom and other.top < one.middle < other.bottom


def _joined(row: Sequence[Line], column_gap: float) -> str:
    text = row[0].text
    for last, line in pairwise(row):
        gap = line.left - last.right
        text += ("\t" if gap > line.height * column_gap else " ") + line.text
    return text

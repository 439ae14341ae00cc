"""Where everything lies in a box to tick and to sign, in millimetres: it is drawn and found by these figures.

All is measured from the upper left corner of the box's own QR code, so that a box is found on whatever page
and at whatever place a word processor has put it (decision 0028)::

    ┌────────┐                      签字
    │ ▀▄█▀▄▀ │  ┌───┐  同意       ┌──────────────┐
    │ █▄▀█▄▀ │  └───┘             │              │
    │ ▀█▄▀▄█ │  ┌───┐  不同意     │              │
    └────────┘  └───┘             └──────────────┘
"""

from typing import NamedTuple


class Place(NamedTuple):
    """A rectangle on paper, in millimetres from the code's corner: to the right, and down."""

    left: float
    top: float
    right: float
    bottom: float


CODE = 16.0  # side of the QR code
MARGIN = 2.0  # of white paper left of the code and above it

COLUMNS = (22.0, 6.0, 20.0, 31.0)  # code, tick, words, signature
ROWS = (4.5, 6.0, 4.0, 6.0)  # heading, yes, white paper, no

_EDGES = [sum(COLUMNS[:count]) - MARGIN for count in range(5)]
_LEVELS = [sum(ROWS[:count]) - MARGIN for count in range(5)]

YES = Place(_EDGES[1], _LEVELS[1], _EDGES[2], _LEVELS[2])
NO = Place(_EDGES[1], _LEVELS[3], _EDGES[2], _LEVELS[4])
SIGNATURE = Place(_EDGES[3], _LEVELS[1], _EDGES[4], _LEVELS[4])

"""A figure: what was measured, what is asked for, and the numbers it comes from."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result."""

    name: str
    measured: float
    unit: str
    asked: float
    at_most: bool = False  # else at least
    beside: str = ""  # the absolute numbers

    @property
    def reached(self) -> bool:
        """Whether what was measured is what is asked for."""
        return self.measured <= self.asked if self.at_most else self.measured >= self.asked

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{self.name:34}{self.measured:8.2f} {self.unit:18}{sign} {self.asked:<6g}{self.beside}"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: enough to judge by, or just enough to see that everything still runs."""

    rounds: int
    mails: int  # of one round
    forms: int  # of one round, filled by the bare template engine
    pages: int  # of fax, each read both ways
    leads: int  # in the full register
    large_mails: tuple[int, ...]  # bytes; the larger ones are named in the form's mail, the others attached
    idle_seconds: float


FULL = Scale(7, 200, 30, 8, 100_000, (9_500_000, 50_000_000), 30)
SMOKE = Scale(1, 10, 2, 1, 500, (5_000_000,), 3)


def rate(work: Callable[[], int]) -> float:
    """Return how many a second ``work`` does; it returns how many it did."""
    begin = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - begin)


def ratio(
    name: str, ours: Sequence[float], floor: Sequence[float], asked: float, of: str, unit: str
) -> Figure:
    """Return the median of ours to floor, round by round: what slows the machine slows both of a round."""
    measured = median(one / other for one, other in zip(ours, floor, strict=True))
    beside = f"{median(ours):,.1f} {unit}, {of} {median(floor):,.1f}"
    return Figure(name, measured, f"of {of}", asked, beside=beside)

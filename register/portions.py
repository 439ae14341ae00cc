"""Long lists in pieces: a statement takes 65,535 parameters on PostgreSQL, 32,766 on SQLite."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_SIZE = 10_000


def portions(values: Iterable[T]) -> Iterator[list[T]]:
    """Return the values in lists that fit into one statement; no list where there are none."""
    rest = iter(values)
    while portion := list(islice(rest, _SIZE)):
        yield portion

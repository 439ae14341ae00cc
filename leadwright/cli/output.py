"""The only place that prints: results on standard output, messages on standard error.

Whatever came from outside is made legible first: a subject must not move the cursor or forge a line.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from leadwright.cli.language import SPOKEN
from leadwright.cli.terms import STEPS
from sales.legible import legible
from sales.words import Words

UNFOLDED = 10_000  # columns; what another program reads must not be broken into lines that fit a terminal

View = Mapping[str, Any]
Column = tuple[Words, Callable[[View], object]]


def say(words: Words) -> None:
    """Tell a person something, on standard error."""
    _messages().print(Text(words.in_(SPOKEN.get())), soft_wrap=True)


def show(result: Words | str) -> None:
    """Print a result of one line."""
    _results().print(_cell(result), soft_wrap=True)


def show_views(views: Iterable[View], columns: Sequence[Column], as_json: bool) -> None:
    """Print views one a line, for programs or for people."""
    if as_json:
        show_json(views)
    else:
        show_table(views, columns)


def show_json(views: Iterable[View]) -> None:
    """Print one JSON object a line, in UTF-8 whatever the terminal's encoding."""
    for view in views:
        line = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def show_table(views: Iterable[View], columns: Sequence[Column]) -> None:
    """Print a table with a line for each view."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, _ in columns:
        table.add_column(title.in_(SPOKEN.get()), overflow="fold")
    for view in views:
        table.add_row(*(_cell(value(view)) for _, value in columns))
    _results().print(table)


def show_pairs(pairs: Iterable[tuple[Words, object]]) -> None:
    """Print a name and a value a line."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in pairs:
        table.add_row(Text(name.in_(SPOKEN.get()), style="bold"), _cell(value))
    _results().print(table)


def show_text(text: str) -> None:
    """Print text of several lines."""
    _results().print(Text("\n".join(map(legible, text.splitlines()))), soft_wrap=True)


def show_heading(words: Words) -> None:
    """Print the title of what follows."""
    _results().print()
    _results().print(Text(legible(words.in_(SPOKEN.get())), style="bold underline"))


class Meter:
    """What a terminal shows meanwhile: what was done and how often, and which page is being read."""

    def __init__(self, shown: Callable[[Text], None]) -> None:
        self._shown = shown
        self._counts: dict[str, int] = {}
        self._reading = ""

    def __call__(self, what: str, count: int) -> None:
        """Count what was done."""
        self._counts[what] = self._counts.get(what, 0) + count
        self._show()

    def page(self, name: str, page: int, pages: int) -> None:
        """Name the page that is being read; one that is scanned takes seconds."""
        words = Words(f"正在读取 {name}，第 {page}/{pages} 页", f"reading {name}, page {page}/{pages}")
        self._reading = words.in_(SPOKEN.get())
        self._show()

    def _show(self) -> None:
        counts = (f"{_called(what)} {count}" for what, count in self._counts.items() if count)
        self._shown(Text(legible(" · ".join(filter(None, (*counts, self._reading))))))


def _called(what: str) -> str:
    return STEPS[what].in_(SPOKEN.get()) if what in STEPS else what


@contextmanager
def progress() -> Iterator[Meter]:
    """Lend a meter to whoever works; it shows on a terminal only, and goes when the work is done."""
    with _messages().status("") as status:
        yield Meter(status.update)


def _cell(value: object) -> Text:
    """Return what a cell shows; a tuple has a line for each of its parts."""
    if isinstance(value, tuple):
        return Text("\n").join(map(_cell, value))
    if isinstance(value, Words):
        value = value.in_(SPOKEN.get())
    return Text("" if value is None else legible(str(value)))


def _results() -> Console:
    width = None if sys.stdout.isatty() else UNFOLDED
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)


def _messages() -> Console:
    return Console(file=sys.stderr, highlight=False, emoji=False, markup=False)

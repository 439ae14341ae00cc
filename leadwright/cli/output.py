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


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Lend a function that is told what was done and how often; a terminal shows the counts meanwhile."""
    console = _messages()
    counts: dict[str, int] = {}
    with console.status("") as status:

        def done(what: str, count: int) -> None:
            counts[what] = counts.get(what, 0) + count
            status.update(" · ".join(f"{name} {number}" for name, number in counts.items() if number))

        yield done


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

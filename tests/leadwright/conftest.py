"""Desks for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from leadwright import engine
from leadwright.reader import Reader
from leadwright.settings import load_settings
from leadwright.tools import make_reader
from tests.leadwright.desk import Desk, desk_at, write_home
from tests.office import PEOPLE
from tests.warm import WarmChildren

NewDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory, warm_children: WarmChildren) -> Iterator[Reader]:
    """The children that read for every desk: starting them takes longer than most tests.

    They know 华东 as the region of ``li``, and nobody for 华北, whoever works at the desk.
    """
    home = write_home(tmp_path_factory.mktemp("reader") / "home", "sqlite:///register.db")
    with pytest.MonkeyPatch.context() as children:
        children.setattr("leadwright.reader.Child", warm_children)
        reader = make_reader(load_settings(home))
    with closing(reader):
        yield reader


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No mail is late for the want of a processor: it is taken in its turn, however slow the machine."""
    monkeypatch.setattr(engine, "TOO_LONG", 60.0)


@pytest.fixture
def new_desk(tmp_path: Path, database_url: str, reader: Reader) -> Iterator[NewDesk]:
    """Makes the one desk of a test, with the head, the people and what else its settings are to say."""
    with ExitStack() as stack:

        def make(*, head: str = 'language = "zh"', people: str = PEOPLE, extra: str = "") -> Desk:
            home = write_home(tmp_path / "home", database_url, head=head, people=people, extra=extra)
            return stack.enter_context(desk_at(home, reader))

        yield make


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk of a Chinese company with a coordinator, and a manager for 华东."""
    return new_desk()

"""What a command works with: the home it was called for, its settings, its tools."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from leadwright.cli.language import both
from leadwright.home import find_home
from leadwright.settings import SETTINGS_FILE, Settings, checked, load_settings
from leadwright.tools import Tools, open_tools
from sales.words import Failure, Words

Home = Annotated[
    Path | None,
    typer.Option(
        help=both("所用的文件夹（有 leadwright.toml）", "the folder with leadwright.toml"), metavar="DIR"
    ),
]
Number = Annotated[
    str,
    typer.Argument(help=both("登记号，如 LW-2026-00042", "of a lead, e.g. LW-2026-00042"), metavar="NUMBER"),
]
By = Annotated[str, typer.Option(help=both("经手人编号", "who does it"), metavar="ID")]
Json = Annotated[
    bool, typer.Option("--json", help=both("每行输出一个 JSON 对象", "print one JSON object a line"))
]


def home_of(named: Path | None) -> Path:
    """Return the home of this call; Failure where there is none."""
    return find_home(named, os.environ, Path.cwd())


def settings_of(named: Path | None) -> Settings:
    """Return the checked settings of this call's home."""
    return load_settings(home_of(named))


def home_or_none(named: Path | None) -> Path | None:
    """Return the home of this call, None where no home is named or near."""
    if named is None and "LEADWRIGHT_HOME" not in os.environ and not Path(SETTINGS_FILE).is_file():
        return None
    return home_of(named)


def settings_or_defaults(named: Path | None) -> Settings:
    """Return the settings of this call's home, or the built-in ones where no home is named or near."""
    home = home_or_none(named)
    return load_settings(home) if home else checked({}, Path.cwd())


def who(settings: Settings, by: str) -> str:
    """Return the id of the person who acts, "leadwright" where none is named; Failure for an unknown one."""
    if by and settings.territory.person(by) is None:
        known = [person.id for person in settings.territory.people]
        raise Failure(
            Words(
                f"没有编号为 {by} 的人员。[[person]] 中有：{'、'.join(known)}。",
                f"There is no person {by}. [[person]] has: {', '.join(known)}.",
            )
        )
    return by or "leadwright"


@contextmanager
def tools_of(named: Path | None) -> Iterator[Tools]:
    """Lend the tools of this call's home."""
    with open_tools(settings_of(named)) as tools:
        yield tools

"""What a command is told: ``--set key=value`` and ``--file F``, as several take them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from leadwright.cli.language import SPOKEN, both
from sales.words import Words

Pairs = Annotated[
    list[str] | None,
    typer.Option("--set", help=both("一项内容，可重复", "a field, may be repeated"), metavar="K=V"),
]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--file", help=both("随附的资料，可重复", "a paper that goes with it, may be repeated"), metavar="F"
    ),
]


def pairs_of(written: Iterable[str] | None) -> dict[str, str]:
    """Return the fields; wrong usage where one has no ``=``."""
    pairs: dict[str, str] = {}
    for each in written or ():
        key, equals, value = each.partition("=")
        if not equals or not key.strip():
            wrong = Words(
                f"--set 要写成 名称=内容，如 --set company=某公司；现在是 {each}",
                f"--set takes key=value, e.g. --set company=Example; this is {each}",
            )
            raise typer.BadParameter(wrong.in_(SPOKEN.get()))
        pairs[key.strip()] = value.strip()
    return pairs

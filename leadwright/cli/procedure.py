"""Acting in the procedure, and its papers."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from leadwright import writing
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import show, show_json
from leadwright.cli.pairs import Pairs, pairs_of
from leadwright.cli.session import By, Home, Json, Number, tools_of, who
from leadwright.correct import correct
from leadwright.views import Views
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.system import meaning
from sales.words import Failure, Words

app = typer.Typer()

CORRECT = "correct"
"""The one move so far; the process table brings the others."""


@app.command(help=both("对一条信息做一个动作", "make a move of the procedure"))
def act(
    number: Number,
    move: Annotated[str, typer.Argument(help=both("动作，如 correct", "e.g. correct"), metavar="MOVE")],
    by: By = "",
    fields: Pairs = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Make a move; refuses what the process or the person may not."""
    if move != CORRECT:
        wrong = Words(
            f"没有“{move}”这个动作，可以写：{CORRECT}", f'There is no move "{move}"; write one of {CORRECT}'
        )
        raise typer.BadParameter(wrong.in_(SPOKEN.get()))
    changes = pairs_of(fields)
    with tools_of(home) as tools:
        corrected = correct(tools, number, changes, by)
    if as_json:
        show_json([Views(tools.settings).lead(corrected.lead)])
    elif not corrected.is_changed:
        show(Words(f"{number} 内容与登记相同，未作更改。", f"{number} said so before; nothing is changed."))
    elif corrected.lead.stage is Stage.CLOSED:
        show(
            Words(
                f"{number} 已更正。不是线索，已关闭，不再跟进。",
                f"{number} is corrected. It is no lead, so it is closed: nobody has to follow it up.",
            )
        )
    else:
        show(Words(f"{number} 已更正。", f"{number} is corrected."))


@app.command(help=both("生成或重新生成一份文件", "write a document, or its next version"))
def document(
    kind: Annotated[DocumentKind, typer.Argument(help=both("文件种类", "which document"), metavar="KIND")],
    number: Number,
    out: Annotated[
        Path | None, typer.Option(help=both("另存一份到此", "put a copy here"), metavar="FILE")
    ] = None,
    by: By = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write the next version of a document into the lead's folder and print where it lies."""
    with tools_of(home) as tools:
        written = writing.write_anew(tools, kind, number, who(tools.settings, by))
        view = Views(tools.settings).document(written.version)
        if out is not None:
            _copy(tools.archive.absolute(written.version.path), out)
    if as_json:
        show_json([view])
    else:
        show(view["path"])


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"不能写入 {target}（{reason.zh}）。文件已生成，仍在归档中。",
                f"{target} can't be written ({reason.en}). The document is made and lies in the archive.",
            )
        ) from None

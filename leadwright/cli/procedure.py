"""Acting in the procedure, and its papers."""

import shutil
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from leadwright import writing
from leadwright.brought import WAY
from leadwright.cli import columns
from leadwright.cli.language import SPOKEN, both
from leadwright.cli.output import say, show, show_json, show_views
from leadwright.cli.pairs import Files, Pairs, pairs_of
from leadwright.cli.session import By, Home, Json, Number, settings_or_defaults, tools_of, who
from leadwright.correct import CORRECT
from leadwright.procedure.acting import Attempt
from leadwright.procedure.by_command import Done, act_by_command
from leadwright.rule_views import rule_views
from leadwright.views import Views
from sales.lead import Stage
from sales.paper import DocumentKind
from sales.process import MOVES, TURNS
from sales.system import meaning
from sales.words import Failure, Words

app = typer.Typer()

NAMES = tuple(rule.name for rule in MOVES)


@app.command(help=both("对一条信息办理一个动作", "make a move of the procedure"))
def act(
    number: Number,
    move: Annotated[
        str, typer.Argument(help=both("动作，见 leadwright moves", "see leadwright moves"), metavar="MOVE")
    ],
    by: By = "",
    fields: Pairs = None,
    file: Files = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Make a move; refuses what the process or the person may not."""
    if move not in NAMES:
        raise typer.BadParameter(_no_move(move).in_(SPOKEN.get()))
    attempt = Attempt(number, move, by, WAY, pairs_of(fields))
    with tools_of(home) as tools:
        done = act_by_command(tools, attempt, file or [])
        view = Views(tools.settings).lead(done.after)
    for words in done.remarks:
        say(words)
    if as_json:
        show_json([view])
    else:
        show(_done(done))


def _no_move(move: str) -> Words:
    near = get_close_matches(move, NAMES, 1)
    zh, en = (f"，是不是想写 {near[0]}", f", but there is {near[0]}") if near else ("", "")
    return Words(
        f"没有“{move}”这个动作{zh}；全部动作见 leadwright moves",
        f'There is no move "{move}"{en}; `leadwright moves` prints them all',
    )


def _done(done: Done) -> Words:
    number, rule, stage = done.after.number, done.rule, TURNS[done.after.stage].words
    if rule.name == CORRECT:
        return _corrected(done)
    return Words(
        f"{number} 已办理“{rule.words.zh}”，现为“{stage.zh}”。",
        f'{number}: "{rule.words.en}" is done; it is "{stage.en}" now.',
    )


def _corrected(done: Done) -> Words:
    number = done.after.number
    if done.after == done.before:
        return Words(f"{number} 内容与登记相同，未作更改。", f"{number} said so before; nothing is changed.")
    if done.after.stage is Stage.CLOSED:
        return Words(
            f"{number} 已更正。不是线索，已关闭，不再跟进。",
            f"{number} is corrected. It is no lead, so it is closed: nobody has to follow it up.",
        )
    return Words(f"{number} 已更正。", f"{number} is corrected.")


@app.command(help=both("列出流程：环节、动作、由谁办理", "print the procedure: stages, moves, who may"))
def moves(
    stage: Annotated[
        Stage | None,
        typer.Argument(help=both("只列这一环节的", "only those of this stage"), metavar="STAGE"),
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Print the process table, a line for each stage and move."""
    views = Views(settings_or_defaults(home))
    show_views(rule_views(views, [stage] if stage else TURNS), columns.PROCEDURE, as_json)


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

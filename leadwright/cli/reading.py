"""Reading and judging files exactly as the pipeline would, registering nothing."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from documents.labels import KINDS
from leadwright.cli.language import both
from leadwright.cli.output import progress, say, show_heading, show_json, show_pairs, show_text
from leadwright.cli.session import Home, Json, settings_or_defaults
from leadwright.cli.terms import VALUES
from leadwright.field_names import FIELDS
from leadwright.letter_views import judgement_view, letter_view
from leadwright.reader import Reader
from leadwright.tools import make_reader
from leadwright.views import View, Views
from sales.judgement import Judgement, Kind
from sales.letter import Letter
from sales.original import Channel
from sales.words import Failure, Words

app = typer.Typer()

Files = Annotated[
    list[str],
    typer.Argument(
        help=both("文件；- 表示从标准输入读文件名", "files; - reads their names from standard input"),
        metavar="FILE",
    ),
]
Read = Callable[[Reader, Views, Path], View]

SCANS = frozenset({".tif", ".tiff", ".pdf", ".png", ".jpg", ".jpeg"})


@app.command(
    help=both("读取邮件、传真和文件的内容，不登记", "read mails, scans and files, registering nothing")
)
def read(files: Files, home: Home = None, as_json: Json = False) -> None:
    """Print what can be read of each file."""
    _each(files, home, _letter, show_json if as_json else _show_letters)


@app.command(help=both("读取并判断，不登记", "read and judge, registering nothing"))
def classify(
    files: Files,
    channel: Annotated[
        Channel | None,
        typer.Option(help=both("渠道；不写则由文件名判断", "the way it came; else the file's name tells")),
    ] = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Print what each file is taken to be, whose it is and what is asked."""
    _each(files, home, partial(_judgement, channel), show_json if as_json else _show_judgements)


def channel_of(path: Path) -> Channel:
    """Return the channel by which a file of this name most likely came."""
    return Channel.FAX if path.suffix.lower() in SCANS else Channel.EMAIL


def _letter(reader: Reader, views: Views, path: Path) -> View:
    try:
        letter = reader.read(path, path.name)
    except Failure as failure:  # what the pipeline would hold for this reason
        letter = Letter("unknown", problems=(failure.words,))
    return letter_view(views, path, letter)


def _judgement(channel: Channel | None, reader: Reader, views: Views, path: Path) -> View:
    try:
        judgement = reader.read_and_judge(path, path.name, channel or channel_of(path)).judgement
    except Failure as failure:
        judgement = Judgement(Kind.UNCLEAR, "unreadable", failure.words, confidence=0)
    return judgement_view(views, path, judgement)


def _each(
    names: Iterable[str], home: Path | None, work: Read, show: Callable[[Iterable[View]], None]
) -> None:
    """Show what ``work`` makes of every file, in their order; exit status 1 where one could not be opened."""
    settings = settings_or_defaults(home)
    missing: list[str] = []
    with closing(make_reader(settings)) as reader, progress() as meter:
        reader.on_page = meter.page
        read = partial(work, reader, Views(settings))
        ahead = [reader.ahead(read, path) for path in _readable(names, missing)]
        show(_counted((each.result() for each in ahead), meter))
    if missing:
        raise typer.Exit(1)


def _readable(names: Iterable[str], missing: list[str]) -> Iterator[Path]:
    for name in _named(names):
        if Path(name).is_file() and os.access(name, os.R_OK):
            yield Path(name)
        else:
            missing.append(name)
            say(
                Words(
                    f"打不开文件 {name}。请检查路径和权限。",
                    f"{name} can't be opened; check path and permissions.",
                )
            )


def _named(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        else:
            yield name


def _counted(views: Iterable[View], done: Callable[[str, int], None]) -> Iterator[View]:
    for view in views:
        done("read", 1)
        yield view


def _show_letters(views: Iterable[View]) -> None:
    for view in views:
        show_heading(Words(view["file"], view["file"]))
        show_pairs(
            [
                (Words("格式", "format"), view["format"]),
                (Words("主题", "subject"), view["subject"]),
                (Words("发件人", "from"), view["from"]),
                (Words("日期", "date"), view["date"]),
                *((Words("附件", "attachment"), each["name"]) for each in view["attachments"]),
                *((Words("问题", "problem"), problem) for problem in view["problems"]),
            ]
        )
        show_text(view["text"])


def _show_judgements(views: Iterable[View]) -> None:
    for view in views:
        show_heading(Words(view["file"], view["file"]))
        values = ((name, value) for name, value in view["enquiry"].items() if value)
        found = ((FIELDS[name], VALUES.get(value, value)) for name, value in values)
        show_pairs(
            [
                (Words("类别", "kind"), KINDS[view["kind"]]),
                (Words("原因", "reason"), view["reason"]),
                (Words("区域", "region"), view["region"]),
                (Words("经办", "manager"), view["manager"]),
                *found,
            ]
        )

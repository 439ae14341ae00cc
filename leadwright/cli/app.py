"""The command line: one call, from its arguments to its exit status."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from leadwright import __version__
from leadwright.cli import due, held, procedure, reading, register, sample, service, templates
from leadwright.cli.language import SPOKEN, both, in_language, language_of_call
from leadwright.cli.output import say
from leadwright.cli.usage import misuse
from leadwright.home import find_home
from leadwright.journal import note_crash
from sales.words import Failure, Words

DONE, COULD_NOT = 0, 1  # 2, wrong usage, is typer's own
PROGRAM = "leadwright"

app = typer.Typer(
    help=both(
        "Leadwright：接收销售信息，登记、归档、分发。",
        "Leadwright takes in leads, registers, files and hands them out.",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for group in (sample, service, register, held, reading, procedure, due, templates):
    app.add_typer(group.app)


@app.callback(invoke_without_command=True)
def leadwright(
    home: Annotated[
        Path | None,
        typer.Option(
            help=both("所用的文件夹，也可写在命令之后", "the home; may stand after the command too"),
            metavar="DIR",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=both("显示版本", "print the version"))] = False,
) -> None:
    """Take what stands before the command; a home named there is the home of all that this process starts."""
    if version:
        typer.echo(f"leadwright {__version__}")
        raise typer.Exit
    if home is not None:
        os.environ["LEADWRIGHT_HOME"] = str(home.absolute())


def call(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status: 0 done, 1 could not, 2 wrong usage."""
    language = language_of_call(arguments, os.environ, Path.cwd())
    SPOKEN.set(language)
    command = in_language(typer.main.get_command(app), language)
    try:
        ended = command.main(list(arguments), prog_name=PROGRAM, standalone_mode=False)
    except TyperException as wrong:
        context = getattr(wrong, "ctx", None)
        say(misuse(wrong.format_message(), context.command_path if context else PROGRAM))
        return wrong.exit_code
    except SystemExit as stopped:  # whoever read our output has gone
        return int(stopped.code or DONE)
    except Failure as failure:
        say(failure.words)
        return COULD_NOT
    except Exception as error:
        _say_crash(error)
        return COULD_NOT
    return int(ended or DONE)


def _say_crash(error: Exception) -> None:
    try:
        home = find_home(None, os.environ, Path.cwd())
    except Failure:
        home = None
    story = note_crash(error, home)
    say(
        Words(
            f"程序内部错误。已收到的资料不受影响；请把 {story} 交给维护人员。",
            f"Something inside the program went wrong. Nothing taken in is lost; "
            f"give {story} to whoever maintains it.",
        )
    )


def main() -> None:
    """Run the command line of this process."""
    _complete_streams()
    sys.exit(call(sys.argv[1:]))


def _complete_streams() -> None:
    """Open the standard streams that the caller has closed, and let none end in a character it has not.

    Else the next file opened would take the number of a closed one, with all that a library prints there.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
            os.set_inheritable(descriptor, True)  # for what this process starts
            setattr(sys, name, os.fdopen(descriptor, "w" if descriptor else "r", encoding="utf-8"))
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")

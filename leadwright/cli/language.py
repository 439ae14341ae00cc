"""The language of one call of the command line: of its help, its tables and its messages."""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import typer

from leadwright.settings import language_of
from sales.words import Language, Words

SPOKEN: ContextVar[Language] = ContextVar("SPOKEN", default=Language.ZH)
"""Set once, when the call begins."""

_BETWEEN = "\x1e"


def both(zh: str, en: str) -> str:
    """Return a help text that :func:`in_language` turns into one of the two."""
    return zh + _BETWEEN + en


def in_language(command: Any, language: Language) -> Any:  # typer does not export the type of its commands
    """Return ``command`` with every help text below it in ``language``."""
    for part in (command, *command.params):
        if part.help and _BETWEEN in part.help:
            part.help = part.help.split(_BETWEEN)[language is Language.EN]
    if shown := command.get_help_option(typer.Context(command)):
        shown.help = Words("显示本帮助", "show this help").in_(language)
    for inner in getattr(command, "commands", {}).values():
        in_language(inner, language)
    return command


def language_of_call(arguments: Sequence[str], environment: Mapping[str, str], current: Path) -> Language:
    """Return the language asked for by ``--language``, the home's, else the terminal's; Chinese in doubt."""
    if (asked := _value_of("--language", arguments)) in tuple(Language):
        return Language(asked)
    home = _value_of("--home", arguments) or environment.get("LEADWRIGHT_HOME") or current
    return language_of(Path(home), environment) or _of_terminal(environment)


def _of_terminal(environment: Mapping[str, str]) -> Language:
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((name for name in names if name), "")
    return Language.EN if chosen.startswith("en") else Language.ZH


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    for index, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and index + 1 < len(arguments):
            return arguments[index + 1]
    return None

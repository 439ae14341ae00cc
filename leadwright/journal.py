"""The journal: what the program notes about its work, on standard error; never a secret."""

import logging
import re
import sys
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import structlog
from structlog.typing import EventDict

from leadwright.settings.secrets import HIDDEN, hide_passwords
from sales.words import Language, Words

_SECRET_KEYS = re.compile("password|secret|token|authorization", re.IGNORECASE)


def keep_journal(least: int = logging.INFO, language: Language = Language.EN) -> None:
    """Begin the journal; nothing below ``least`` is in it.

    On a terminal it has lines to read, with its sentences in ``language``; everywhere else it is JSON, in
    English.
    """
    terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper("iso"),
            structlog.processors.format_exc_info,
            partial(_in_words, language if terminal else Language.EN),
            without_secrets,
            structlog.dev.ConsoleRenderer()
            if terminal
            else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=_Lines,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.ERROR)  # what libraries have to say


class _Lines:
    """Lines on what is standard error now: whoever embeds us may have replaced it since.

    What it does not take is lost: a full disk, or a reader that has gone, must not end the work.
    """

    def msg(self, line: str) -> None:
        """Write a line at once, whole: several threads have something to say."""
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


def _in_words(language: Language, _logger: object, _method: str, event: EventDict) -> EventDict:
    """Return the entry with its sentences in ``language``."""
    return {key: value.in_(language) if isinstance(value, Words) else value for key, value in event.items()}


def without_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Return the entry with its secrets hidden: values of telling keys, passwords within addresses."""
    for key, value in event.items():
        if _SECRET_KEYS.search(key):
            event[key] = HIDDEN
        elif isinstance(value, str):
            event[key] = hide_passwords(value)
    return event


def note_crash(error: BaseException, home: Path | None) -> Path:
    """Return the file with the whole story of an error that nobody foresaw, for the maintainer."""
    folder = home if home is not None and home.is_dir() else Path(gettempdir())
    path = folder / f"leadwright-error-{uuid4().hex[:8]}.txt"
    path.write_text(hide_passwords("".join(traceback.format_exception(error))), "utf-8")
    return path

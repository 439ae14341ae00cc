"""What can go wrong between us and an IMAP server; ``remedies.py`` has the words for people."""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):  # noqa: N818 - what happened between us and the server, caught one floor up
    """Something went wrong with the server; ``text`` is what it said, or what Python said, in one line."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Lost(Trouble):
    """The connection was not made, or cannot be used any more; ``__cause__`` is why."""


class SaidNo(Trouble):
    """The server answered NO or BAD; the connection stands."""


class LoginRefused(SaidNo):
    """The server did not take user and secret."""


class ReadOnly(Trouble):
    """The folder can be read but not changed by this user."""


class NoStarttls(Trouble):
    """STARTTLS is set and the server does not offer it."""


@contextmanager
def troubles() -> Iterator[None]:
    """Turn what imapclient, imaplib, ssl and sockets raise into ``Trouble``."""
    try:
        yield
    except imaplib.IMAP4.readonly as error:
        raise ReadOnly(_one_line(error)) from error
    except (imaplib.IMAP4.abort, OSError, EOFError) as error:
        raise Lost(_one_line(error)) from error
    except imaplib.IMAP4.error as error:
        raise SaidNo(_one_line(error)) from error
    except (ValueError, LookupError, TypeError, AssertionError, RecursionError) as error:
        raise Lost(_one_line(error)) from error  # the parsers of imaplib and imapclient on what is not IMAP


def _one_line(error: BaseException) -> str:
    """Return what the server said, without what the libraries put around it, printable and not too long."""
    strerror = getattr(error, "strerror", None)  # an OSError's; its args begin with a number
    text = strerror or " ".join(decoded(argument) for argument in error.args)
    text = re.sub(r"^(command: )?\w+ (failed: |command error: BAD |=> )", "", text)
    text = re.sub(r"^(\[)?b(['\"])(.*)\2(?(1)\])$", r"\3", text)
    return "".join(c if c.isprintable() else " " for c in text)[:300].strip()


def decoded(words: object) -> str:
    """Return words of the server as text, whatever bytes they are."""
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)

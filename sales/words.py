"""Sentences for people, in both languages side by side, and the errors that carry them."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages of every template, mail, label and report; ``zh`` is the default."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in both languages.

    It is written where the code knows what happened, so that neither language can be forgotten, and is turned
    into text only where somebody reads it.
    """

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.zh if language is Language.ZH else self.en

    def __str__(self) -> str:
        return self.en


class Failure(Exception):  # noqa: N818 - it is what happened to the item; callers show it, not a stack
    """Something could not be done; ``words`` says what, names the file and the field, and what to do about
    it.
    """

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Unavailable(Failure):
    """The surroundings failed (disk full, server away), not the item: it stays where it is and is tried
    again.
    """


class NotNow(Unavailable):
    """The server is to be left alone for ``pause`` seconds.

    It asked for rest, or it refused the login: providers count refused logins and lock out who insists.
    """

    def __init__(self, words: Words, pause: float) -> None:
        super().__init__(words)
        self.pause = pause


class Refused(Failure):
    """The process, or the person's role, does not allow what was asked."""

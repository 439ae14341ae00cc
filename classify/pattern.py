"""Patterns for long letters: the matches of ``re``, found in a small part of the time.

``re`` tries every branch of a pattern at every character, and twice as slowly where case is ignored. Here the
case is folded once for all patterns, and a pattern is only tried where one of its key words stands: pieces of
text of which every match holds one, read from the pattern itself (docs/decisions/0043).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from classify.beginnings import beginnings
from classify.keys import keys

UPPER_OUTSIDE_SIGNS = re.compile(r"(\\.|\(\?P)|([A-ZΦØ])")  # \S, \B and (?P<name> keep their case
WITHIN_LINE = re.compile(r"\[\^[^\]]*\\n[^\]]*\]|\\[^AZsSDWn]")  # signs that match no line break
BREAKS = re.compile(r"\\[AZsSDWn]|[$^\n]")  # signs that may match one, or the ends of a text
SHORT = 300  # characters: so few are searched, and folded, as they are


class Pattern:
    """A regular expression that ignores case unless ``case`` is given; its matches are in the text as it is.

    A lower-case letter matches what becomes it by ``str.lower``: "ſ" is no "s" here, other than in ``re``.
    """

    def __init__(self, words: str, flags: re.RegexFlag = re.NOFLAG, *, case: bool = False) -> None:
        """Keep the expression; it is compiled when it is first looked for, as few commands judge a letter."""
        self._words, self._flags, self._case = words, flags, case

    @cached_property
    def _small(self) -> str:
        """The expression for a text whose case is folded."""
        if self._case:
            return self._words
        return UPPER_OUTSIDE_SIGNS.sub(lambda m: m[1] or m[2].lower(), self._words)

    @cached_property
    def _searched(self) -> re.Pattern[str]:
        return re.compile(_with_beginnings(self._small, self._flags), self._flags)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return keys(self._small, self._flags)

    @cached_property
    def _next_key(self) -> Callable[..., re.Match[str] | None]:
        """Finds the next key word, "" where there are none."""
        return re.compile(_any_of(self._keys)).search

    @cached_property
    def _in_line(self) -> bool:
        """Whether every match lies within a line."""
        return bool(self._keys) and BREAKS.search(WITHIN_LINE.sub("", self._words)) is None

    @cached_property
    def _as_written(self) -> re.Pattern[str]:
        """The expression for ``re``; only a match with capitals in it is ever looked at so."""
        return re.compile(self._words, self._flags if self._case else self._flags | re.IGNORECASE)

    def may_match(self, text: str) -> bool:
        """Return whether ``text`` holds a key word, without which nothing in it matches."""
        return self._next_key(text if self._case else lowered(text)) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``."""
        if len(text) > SHORT:
            return next(self.finditer(text), None)
        searched = text if self._case else lowered(text)
        match = self._searched.search(searched) if self._next_key(searched) else None
        return self._in(text, match) if match else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text``."""
        searched = text if self._case else lowered(text)
        for start, end in self._places(searched):
            for match in self._searched.finditer(searched, start, end):
                yield self._in(text, match)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match that is all of ``text``."""
        match = self._searched.fullmatch(text if self._case else lowered(text))
        return self._in(text, match) if match else None

    def _in(self, text: str, match: re.Match[str]) -> re.Match[str]:
        """Return ``match`` as it stands in ``text``, with its capitals."""
        start, end = match.span()
        if text[start:end] == match.group():
            return match
        written = self._as_written.match(text, start)
        if written and written.end() == end:
            return written
        return self._as_written.fullmatch(text, start, end) or match

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where to search: the lines with a key word, all of ``text`` where a match may be longer."""
        key = self._next_key(text)
        if key and not self._in_line:
            yield 0, len(text)
            return
        while key:
            start, end = text.rfind("\n", 0, key.start()) + 1, text.find("\n", key.end()) + 1 or len(text)
            yield start, end
            key = self._next_key(text, end)


def _any_of(words: Iterable[str]) -> str:
    """Return an expression for any of ``words``; those that begin alike are tried together."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


def _with_beginnings(words: str, flags: re.RegexFlag) -> str:
    """Return ``words`` behind a look at the next character, which rules most places out at once."""
    beginning = beginnings(words, flags)
    return f"(?={beginning})(?:{words})" if beginning else words


def lowered(text: str) -> str:
    """Return ``text`` in lower case, each character in its old place."""
    if len(text) > SHORT:
        return _lowered_once(text)
    low = text.lower()
    return low if len(low) == len(text) else _lowered_one_by_one(text)


def _lowered_one_by_one(text: str) -> str:
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


@lru_cache(maxsize=16)
def _lowered_once(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else _lowered_one_by_one(text)


def lines_with(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of ``text`` that hold ``word`` begin and end, their line breaks with them."""
    found = text.find(word)
    while found >= 0:
        end = text.find("\n", found) + 1 or len(text)
        yield text.rfind("\n", 0, found) + 1, end
        found = text.find(word, end)

"""Patterns for long letters: the matches of ``re``, found in a small part of the time.

``re`` tries every branch of a pattern at every character, and twice as slowly where case is ignored. Here the
case is folded once for all patterns, and a pattern is only tried where one of its key words stands: pieces of
text of which every match holds one, read from the pattern itself (docs/decisions/0043).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain

from classify.beginnings import beginnings
from classify.keys import keys

UPPER_OUTSIDE_SIGNS = re.compile(r"(\\.|\(\?P)|([A-ZΦØ])")  # \S, \B and (?P<name> keep their case
WITHIN_LINE = re.compile(r"\[\^[^\]]*\\n[^\]]*\]|\\[^AZsSDWn]")  # signs that match no line break
BREAKS = re.compile(r"\\[AZsSDWn]|[$^\n]")  # signs that may match one, or the ends of a text
RUN = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z]{3,}")
PIECE = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{3}")
SHORT = 300  # characters: so few are looked over for key words as they are


class Pattern:
    """A regular expression that ignores case unless ``case`` is given; its matches are in the text as it is.

    A lower-case letter matches what becomes it by ``str.lower``: "ſ" is no "s" here, other than in ``re``.
    """

    def __init__(self, words: str, flags: re.RegexFlag = re.NOFLAG, *, case: bool = False) -> None:
        small = words if case else UPPER_OUTSIDE_SIGNS.sub(lambda m: m[1] or m[2].lower(), words)
        self._words, self._flags, self._case = words, flags, case
        self._searched = re.compile(_with_beginnings(small, flags), flags)
        self._in_line = BREAKS.search(WITHIN_LINE.sub("", words)) is None
        self._keys = sorted(keys(small, flags), key=len)
        self._has_key = re.compile(
            "|".join(map(re.escape, self._keys))
        ).search  # anything where there are none
        self._by_piece: dict[str, list[str]] = {}  # keys too short to have a piece under ""
        for key in self._keys:
            piece = PIECE.search(key.lower())
            self._by_piece.setdefault(piece.group() if piece else "", []).append(key)

    @cached_property
    def _as_written(self) -> re.Pattern[str]:
        """The expression for ``re``; only a match with capitals in it is ever looked at so."""
        return re.compile(self._words, self._flags if self._case else self._flags | re.IGNORECASE)

    def may_match(self, text: str) -> bool:
        """Return whether ``text`` holds a key word, without which nothing in it matches."""
        return self._has_key(text if self._case else lowered(text)) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``."""
        if len(text) > SHORT:
            return next(self.finditer(text), None)
        searched = text if self._case else lowered(text)
        match = self._searched.search(searched) if self._has_key(searched) else None
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

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Return where to search: the lines with a key word, all of ``text`` where a match may be longer."""
        if len(text) <= SHORT or not self._keys:
            return [(0, len(text))] if self._has_key(text) else []
        there = (key for key in self._likely(text) if key in text)
        if self._in_line:
            return sorted({line for key in there for line in lines_with(key, text)})
        return [(0, len(text))] if any(there) else []

    def _likely(self, text: str) -> Iterable[str]:
        """Return the key words of which ``text`` holds a piece, and those that have none."""
        if len(self._keys) < 5:
            return self._keys
        there = pieces(lowered(text)).intersection(self._by_piece) | {""}
        return [key for piece in there for key in self._by_piece.get(piece, ())]


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


@lru_cache(maxsize=16)
def pieces(low: str) -> frozenset[str]:
    """Return every two Chinese characters and every three letters that stand side by side in ``low``."""
    return frozenset().union(*map(_pieces_of_line, set(low.split("\n"))))


@lru_cache(maxsize=1024)  # a letter's lines are searched with and without its signature, and where it quotes
def _pieces_of_line(line: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_pieces_of_run, RUN.findall(line))))


def _pieces_of_run(run: str) -> list[str]:
    size = 3 if run.isascii() else 2
    return [run[start : start + size] for start in range(len(run) - size + 1)]


def lines_with(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of ``text`` that hold ``word`` begin and end, their line breaks with them."""
    found = text.find(word)
    while found >= 0:
        end = text.find("\n", found) + 1 or len(text)
        yield text.rfind("\n", 0, found) + 1, end
        found = text.find(word, end)

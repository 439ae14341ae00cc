"""The key words of a regular expression: short texts of which every match holds at least one.

They are read from the tree into which ``re`` itself parses the expression. That tree is no public interface:
whatever in it is not known here gives no key words, and without key words a pattern is simply always tried.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from itertools import product
from typing import Any, NamedTuple

MOST = 24  # texts in one set that are put together: 代[开理办]发票 has three

Texts = frozenset[str]
NOTHING: Texts = frozenset({""})


class Part(NamedTuple):
    """What is known of a part of an expression."""

    all: Texts | None  # every text that it matches, where these are few
    keys: Texts | None  # texts of which each of its matches holds one


UNKNOWN = Part(None, None)
EMPTY = Part(NOTHING, None)


def keys(expression: str, flags: re.RegexFlag = re.NOFLAG) -> Texts:
    """Return the key words of ``expression``, none where there is no telling."""
    found = _sequence(tree(expression, flags)).keys or frozenset()
    return frozenset(key for key in found if not any(other in key for other in found - {key}))


@lru_cache(maxsize=1)  # key words and beginnings are read one after the other
def tree(expression: str, flags: re.RegexFlag) -> Any:
    """Return the parts of ``expression`` as ``re`` parses it: pairs of an operation and its details."""
    return import_module("re._parser").parse(expression, flags)


def _sequence(items: Any) -> Part:
    """Return what is known of parts that follow each other."""
    best: Texts | None = None
    run: Texts = NOTHING  # all texts of the parts since the last one that is not known in full
    whole = True
    for item in items:
        part = _part(*item)
        joined = _joined(run, part.all)
        if joined is None:
            best = _better(best, part.keys, run)
            whole, joined = False, part.all or NOTHING
        run = joined
    best = _better(best, run)
    return Part(run if whole else None, best)


def _part(operation: Any, details: Any) -> Part:
    """Return what is known of one part, an entry of the tree: its operation and what belongs to it."""
    reader = READERS.get(str(operation))
    return reader(details) if reader else UNKNOWN


def _group(details: Any) -> Part:
    _, flags_on, flags_off, items = details
    return UNKNOWN if flags_on | flags_off else _sequence(items)


def _one_of(signs: Any) -> Part:
    if any(str(sort) != "LITERAL" for sort, _ in signs):
        return UNKNOWN
    texts = frozenset(chr(code) for _, code in signs)
    return Part(texts if len(texts) <= MOST else None, texts)


def _either(details: Any) -> Part:
    ways = [_sequence(way) for way in details[1]]
    every = [way.all for way in ways if way.all is not None]
    key = [way.keys for way in ways if way.keys is not None]
    texts = frozenset().union(*every)
    return Part(
        texts if len(every) == len(ways) and len(texts) <= MOST else None,
        frozenset().union(*key) if len(key) == len(ways) else None,
    )


def _repeated(details: Any) -> Part:
    least, most, items = details
    part = _sequence(items)
    if least == 1 == most:
        return part
    if least == 0:
        return Part(part.all | NOTHING if most == 1 and part.all is not None else None, None)
    return Part(None, part.keys)


def _joined(run: Texts, more: Texts | None) -> Texts | None:
    if more is None or len(run) * len(more) > MOST:
        return None
    return frozenset("".join(pair) for pair in product(run, more))


def _better(*choices: Texts | None) -> Texts | None:
    """Return the rarest key words: the longest, a Chinese character counting as three letters."""
    usable = [choice for choice in choices if choice and "" not in choice]
    return max(usable, key=_rarity, default=None)


def _rarity(texts: Texts) -> tuple[int, int]:
    return min(sum(3 if character > "\u2e80" else 1 for character in text) for text in texts), -len(texts)


READERS: dict[str, Callable[[Any], Part]] = {
    "LITERAL": lambda code: Part(frozenset({chr(code)}), frozenset({chr(code)})),
    "IN": _one_of,
    "AT": lambda _: EMPTY,
    "ASSERT": lambda _: EMPTY,
    "ASSERT_NOT": lambda _: EMPTY,
    "SUBPATTERN": _group,
    "ATOMIC_GROUP": _sequence,
    "BRANCH": _either,
    "MAX_REPEAT": _repeated,
    "MIN_REPEAT": _repeated,
    "POSSESSIVE_REPEAT": _repeated,
}

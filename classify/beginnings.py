"""The characters that the matches of a regular expression begin with, as one set of ``re``: [0-9一-十].

``re`` looks for such a set by itself only in the simplest expressions. It is read from the same tree as the
key words (:mod:`classify.keys`), and as carefully: what is not known here may begin with anything.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from classify.keys import tree

CLASSES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


class Beginning(NamedTuple):
    """What a part of an expression begins with."""

    signs: frozenset[str]  # members of a set: "a", "0-9", "\\d"
    may_be_empty: bool  # then what follows may be the beginning


NOTHING = Beginning(frozenset(), may_be_empty=True)


class Unknown(Exception):  # noqa: N818 - no error: the answer is that there is no telling
    """A part may begin with anything."""


def beginnings(expression: str, flags: re.RegexFlag = re.NOFLAG) -> str:
    """Return the set of characters that every match begins with, "" where there is no telling."""
    try:
        signs, may_be_empty = _sequence(tree(expression, flags))
    except Unknown:
        return ""
    return "" if may_be_empty else f"[{''.join(sorted(signs))}]"


def _sequence(items: Any) -> Beginning:
    signs: frozenset[str] = frozenset()
    for operation, details in items:
        reader = READERS.get(str(operation))
        if reader is None:
            raise Unknown
        part = reader(details)
        signs |= part.signs
        if not part.may_be_empty:
            return Beginning(signs, may_be_empty=False)
    return Beginning(signs, may_be_empty=True)


def _one_of(members: Any) -> Beginning:
    return Beginning(frozenset(_sign(str(sort), member) for sort, member in members), may_be_empty=False)


def _sign(sort: str, member: Any) -> str:
    match sort:
        case "LITERAL":
            return re.escape(chr(member))
        case "RANGE":
            return "-".join(re.escape(chr(end)) for end in member)
        case "CATEGORY" if str(member) in CLASSES:
            return CLASSES[str(member)]
    raise Unknown


def _either(details: Any) -> Beginning:
    ways = [_sequence(way) for way in details[1]]
    signs = frozenset().union(*(way.signs for way in ways))
    return Beginning(signs, any(way.may_be_empty for way in ways))


def _repeated(details: Any) -> Beginning:
    least, _, items = details
    part = _sequence(items)
    return Beginning(part.signs, part.may_be_empty or least == 0)


def _group(details: Any) -> Beginning:
    _, flags_on, flags_off, items = details
    if flags_on | flags_off:
        raise Unknown
    return _sequence(items)


READERS: dict[str, Callable[[Any], Beginning]] = {
    "LITERAL": lambda code: Beginning(frozenset({re.escape(chr(code))}), may_be_empty=False),
    "IN": _one_of,
    "AT": lambda _: NOTHING,
    "ASSERT": lambda _: NOTHING,
    "ASSERT_NOT": lambda _: NOTHING,
    "SUBPATTERN": _group,
    "ATOMIC_GROUP": _sequence,
    "BRANCH": _either,
    "MAX_REPEAT": _repeated,
    "MIN_REPEAT": _repeated,
    "POSSESSIVE_REPEAT": _repeated,
}

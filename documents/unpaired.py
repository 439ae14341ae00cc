"""What a template opens and never ends, where whoever wrote it can find it.

Jinja names the line in which it gave up, which is the end of the template; here it is where the mistake is.
"""

import re
from itertools import pairwise

from sales.words import Words

_MARK = re.compile(r"\{\{|\}\}|\{%|%\}")
_ENDS = {"{{": "}}", "{%": "%}"}
_STATEMENT = re.compile(r"\{%-?\s*(for|if|elif|else|endfor|endif)\b")
_NEEDS = {"endfor": ("for",), "endif": ("if",), "elif": ("if",), "else": ("if", "for")}
_ENDED_BY = {"for": "endfor", "if": "endif"}


def unpaired(source: str) -> tuple[int, Words] | None:
    """Return the line (from 1) of what has no other half, and what is wrong there; None where all pair."""
    return _open_mark(source) or _open_statement(source)


def _open_mark(source: str) -> tuple[int, Words] | None:
    """Return the first ``{{`` or ``{%`` that is not ended before the next one begins."""
    marks = [*_MARK.finditer(source), None]
    for mark, following in pairwise(marks):
        if mark and mark[0] in _ENDS and (following is None or following[0] != _ENDS[mark[0]]):
            end = _ENDS[mark[0]]
            reason = Words(f"{mark[0]} 之后缺少 {end}", f"{mark[0]} is not ended by {end}")
            return _line(source, mark.start()), reason
    return None


def _open_statement(source: str) -> tuple[int, Words] | None:
    """Return the first statement that ends nothing, else the innermost that is not ended."""
    opened: list[re.Match[str]] = []
    for statement in _STATEMENT.finditer(source):
        word = statement[1]
        if word in _ENDED_BY:
            opened.append(statement)
        elif not opened or opened[-1][1] not in _NEEDS[word]:
            return _line(source, statement.start()), _ends_nothing(word, opened[-1][1] if opened else "")
        elif word in _ENDED_BY.values():
            opened.pop()
    if not opened:
        return None
    begun, end = opened[-1][1], _ENDED_BY[opened[-1][1]]
    return _line(source, opened[-1].start()), Words(
        f"{begun} 没有对应的 {end}", f"this {begun} is not ended by {end}"
    )


def _ends_nothing(word: str, open_one: str) -> Words:
    if open_one:
        return Words(f"{word} 之前的 {open_one} 还没有结束", f"{word} stands before the {open_one} has ended")
    begin = " 或 ".join(_NEEDS[word])
    return Words(f"{word} 之前没有 {begin}", f"{word} has no {' or '.join(_NEEDS[word])} before it")


def _line(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1

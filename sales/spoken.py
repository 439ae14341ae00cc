"""Moves made by an answer of one line: ``谢绝：超出生产范围``, ``pause: waiting for drawings``.

A line is a move where it is the word of a move and nothing else, with what the move needs after a colon. In
any other sentence (我们不谢绝, if we decline) the word is only talked about, and a person reads it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sales.lead import Stage
from sales.process import NEEDS, Rule, moves_from
from sales.words import Language, Words

LONGEST = 2000  # characters of a line that are read
_PLEASE = r"(?:请|please\s+)?"
_END = r"\s*[。.！!]?"
_COLON = r"\s*[:：]\s*"
_BEFORE = r"[^:：]{1,100}?"  # what stands in front of the colon
_DOUBT = re.compile(r"(?:如果|若|假如|要是|除非|if\b|unless\b)|.*[?？]\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A move that somebody has named, with what they said that it needs."""

    rule: Rule
    said: Mapping[str, str] = field(default_factory=dict)


def spoken(text: str, stage: Stage) -> Spoken | None:
    """Return the move that the first line of ``text`` makes in ``stage``, or None where it makes none.

    What the move needs may be missing in ``said``: making it is refused then, and says what is missing.
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")[:LONGEST]
    for rule in moves_from(stage):
        for word in sorted(_words(rule), key=len, reverse=True):
            if (said := _said(line, word, rule.needs)) is not None:
                return Spoken(rule, said)
    return None


def answer_line(rule: Rule, language: Language) -> str:
    """Return the line to answer with, for mails that tell people: ``谢绝：原因``; "" where there is none."""
    if not rule.say:
        return ""
    *before, last = (NEEDS[need] for need in rule.needs) if rule.needs else (None,)
    head = " ".join(words.in_(language) for words in (rule.say[0], *filter(None, before)))
    return head + Words(f"：{last.zh}", f": {last.en}").in_(language) if last else head


def _words(rule: Rule) -> list[str]:
    """Return what the move answers to, whatever the language of the company."""
    return [word for words in rule.say for word in (words.zh, words.en)]


def _said(line: str, word: str, needs: tuple[str, ...]) -> dict[str, str] | None:
    """Return what is said with ``word``, by what it is needed for; None where the line is no such move.

    The last thing needed stands after the colon, what comes before it in front: 转交 机器人事业部：原因.
    """
    *before, last = needs or ("remark",)
    start = _PLEASE + r"\s+".join(map(re.escape, word.split()))
    if re.fullmatch(start + _END, line, re.IGNORECASE):
        return {}
    apart = r"\s+" if word.isascii() else r"\s*"
    names = "".join(f"{apart}(?P<{name}>{_BEFORE})" for name in before)
    found = re.fullmatch(f"{start}{names}{_COLON}(?P<{last}>.+)", line, re.IGNORECASE)
    if found is None or _DOUBT.match(found[last]):
        return None
    return {name: text.strip() for name, text in found.groupdict().items()}

"""Giving values the full-width signs of the letter, or of Chinese print; the rules read half-width ones."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sales.enquiry import Enquiry, Finding
from sales.letter import Letter

FULL_WIDTH = "，：；（）！？～％／"
HALF_WIDTH = unicodedata.normalize("NFKC", FULL_WIDTH)
WRITTEN = dict(zip(HALF_WIDTH, FULL_WIDTH, strict=True))
CHINESE = "\u4e00-\u9fff"
FULL_WIDE = re.compile(f"[{CHINESE}{FULL_WIDTH}]")
SIGN = re.compile(rf"(?<=[{CHINESE}）”]) ?([,:;!?]) ?|(?<! ) ?([,:;!?]) ?(?=[{CHINESE}（“])")
BRACKETS = re.compile(rf" ?\(([^()]*[{CHINESE}][^()]*)\) ?|(?<=[{CHINESE}]) ?\(([^()]*)\) ?")
READ = 40_000  # characters of one text


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the letter without its spaces, in which the words of a value are looked up."""

    signs: str  # as the customer wrote them
    folded: str  # the same with half-width ones, each in its place


def as_written(enquiry: Enquiry, letter: Letter) -> Enquiry:
    """Return the enquiry with its values and their evidence as the customer wrote them (P1.1).

    What no text of the letter holds was put together by the rules, and gets the signs of a Chinese office.
    """
    texts = tuple(_texts(letter))
    if not any(FULL_WIDE.search(text.signs) for text in texts):
        return enquiry
    return replace(enquiry, **{name: _finding(found, texts) for name, found in enquiry.found().items()})


def _texts(letter: Letter) -> Iterator[Written]:
    texts = (letter.subject, letter.text, letter.own_text, *(each.text for each in letter.attachments))
    for text in texts:
        signs = folded = "".join(text[:READ].split())
        for half, full in WRITTEN.items():
            folded = folded.replace(full, half)
        yield Written(signs, folded)


def _finding(found: Finding, texts: Sequence[Written]) -> Finding:
    return replace(found, value=_restored(found.value, texts), words=_restored(found.words, texts))


def _restored(words: str, texts: Sequence[Written]) -> str:
    """Return ``words`` with each sign as it stands in the first text that holds all of them."""
    if not any(sign in words for sign in HALF_WIDTH):
        return words
    signs = "".join(words.split())
    wanted = signs.removesuffix("…") or signs
    for text in texts:
        if (at := text.folded.find(wanted)) >= 0:
            written = iter(text.signs[at : at + len(wanted)])
            return "".join(sign if sign.isspace() else next(written, sign) for sign in words)
    return _as_printed(words)


def _as_printed(words: str) -> str:
    """Return ``words`` with full-width signs beside what is Chinese; those among figures stay: 9:30."""
    words = BRACKETS.sub(lambda match: f"（{match[1] or match[2]}）", words)
    return SIGN.sub(lambda match: WRITTEN[match[1] or match[2]], words)

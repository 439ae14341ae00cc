"""Giving values the full-width signs of the letter, or of Chinese print; the rules read half-width ones."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sales.enquiry import Enquiry, Finding
from sales.letter import Letter

FULL_WIDTH = "，：；（）！？～％／"
WRITTEN = {unicodedata.normalize("NFKC", sign): sign for sign in FULL_WIDTH}
FOLDED = re.compile("|".join(map(re.escape, WRITTEN)))
CHINESE = "\u4e00-\u9fff"
FULL_WIDE = re.compile(f"[{CHINESE}{FULL_WIDTH}]")
SIGN = re.compile(rf"(?<=[{CHINESE}）”]) ?([,:;!?]) ?|(?<! ) ?([,:;!?]) ?(?=[{CHINESE}（“])")
BRACKETS = re.compile(rf" ?\(([^()]*[{CHINESE}][^()]*)\) ?|(?<=[{CHINESE}]) ?\(([^()]*)\) ?")
READ = 40_000  # characters of one text


def as_written(enquiry: Enquiry, letter: Letter) -> Enquiry:
    """Return the enquiry with its values and their evidence as the customer wrote them (P1.1).

    What no text of the letter holds was put together by the rules, and gets the signs of a Chinese office.
    """
    texts = _texts(letter)
    if not any(map(FULL_WIDE.search, texts)):
        return enquiry
    return replace(enquiry, **{name: _finding(found, texts) for name, found in enquiry.found().items()})


def _texts(letter: Letter) -> list[str]:
    texts = (letter.subject, letter.text, letter.own_text, *(each.text for each in letter.attachments))
    return [text[:READ] for text in texts if text]


def _finding(found: Finding, texts: Sequence[str]) -> Finding:
    return replace(found, value=_restored(found.value, texts), words=_restored(found.words, texts))


def _restored(words: str, texts: Sequence[str]) -> str:
    """Return ``words`` with each sign as it stands in the first text that holds all of them."""
    if not FOLDED.search(words):
        return words
    signs = [sign for sign in words if not sign.isspace()]
    pattern = re.compile(r"\s*".join(map(_either, signs)).removesuffix(r"\s*…"))
    match = next((match for text in texts if (match := pattern.search(text))), None)
    if match is None:
        return _as_printed(words)
    written = iter("".join(match.group().split()))
    return "".join(sign if sign.isspace() else _chosen(sign, next(written, sign)) for sign in words)


def _as_printed(words: str) -> str:
    """Return ``words`` with full-width signs beside what is Chinese; those among figures stay: 9:30."""
    words = BRACKETS.sub(lambda match: f"（{match[1] or match[2]}）", words)
    return SIGN.sub(lambda match: WRITTEN[match[1] or match[2]], words)


def _either(sign: str) -> str:
    return f"[{re.escape(sign)}{WRITTEN[sign]}]" if sign in WRITTEN else re.escape(sign)


def _chosen(sign: str, written: str) -> str:
    return written if WRITTEN.get(sign) == written else sign

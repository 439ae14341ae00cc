"""Giving values back the full-width signs of the letter; the rules have read it with half-width ones."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sales.enquiry import Enquiry, Finding
from sales.letter import Letter

FULL_WIDTH = "，：；（）！？～％／"
WRITTEN = {unicodedata.normalize("NFKC", sign): sign for sign in FULL_WIDTH}
FOLDED = re.compile("|".join(map(re.escape, WRITTEN)))
READ = 40_000  # characters of one text


def as_written(enquiry: Enquiry, letter: Letter) -> Enquiry:
    """Return the enquiry with its values and their evidence as the customer wrote them (P1.1)."""
    texts = [text for text in _texts(letter) if any(sign in text for sign in FULL_WIDTH)]
    if not texts:
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
        return words
    written = iter("".join(match.group().split()))
    return "".join(sign if sign.isspace() else _chosen(sign, next(written, sign)) for sign in words)


def _either(sign: str) -> str:
    return f"[{re.escape(sign)}{WRITTEN[sign]}]" if sign in WRITTEN else re.escape(sign)


def _chosen(sign: str, written: str) -> str:
    return written if WRITTEN.get(sign) == written else sign

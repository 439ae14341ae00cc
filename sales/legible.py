"""Names and words from outside, made fit to be shown and stored."""

import re
import unicodedata

WORD_END = re.compile(r" |[,;:.!?(](?!\d)|[，；：。！？（、]")  # Chinese has only the ends of its clauses


def legible(text: str) -> str:
    """Return one line of ``text`` that a person can read and every store can keep; it may be empty.

    Line breaks and tabs become spaces. Control characters, and the invisible ones that turn or hide
    what stands beside them (bidi marks, zero-width spaces), are dropped. A file name that is not UTF-8
    comes from an old Chinese program and is read as GB 18030; what is left over becomes U+FFFD.
    """
    return "".join(map(_shown, _without_escapes(text)))


def shortened(text: str, limit: int) -> str:
    """Return ``text`` in at most ``limit`` characters; a longer one ends with a whole word and "…"."""
    if len(text) <= limit:
        return text
    ends = [match.start() for match in WORD_END.finditer(text[: limit + 1]) if match.start() < limit]
    whole = ends[-1] if ends and ends[-1] >= limit // 2 else limit - 1
    return text[:whole] + "…"


def _without_escapes(text: str) -> str:
    """Return ``text`` with the bytes that ``surrogateescape`` carried through decoded at last."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return text


def _shown(character: str) -> str:
    match unicodedata.category(character):
        case "Zl" | "Zp":
            return " "
        case "Cc":
            return " " if character in "\t\n\v\f\r\x85" else ""
        case "Cf":
            return ""
        case "Cs":
            return "\ufffd"
        case "Cn" if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
            return ""  # noncharacters: not allowed in XML; other unassigned ones are next year's emoji
    return character

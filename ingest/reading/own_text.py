"""The sender's own words: a mail's text without quoted mail, signature and disclaimer.

Decisions are read from these words only (I12): a quote left in does harm, a signature left in does not.
"""

from collections.abc import Sequence

from ingest.reading import quoting, signing

_LONGEST = 200_000  # characters that are looked at
_ATTRIBUTION_LINES = 4  # an attribution is wrapped over at most so many
_TABLE_LINES = 12  # lines in which the header table of a quoted mail is complete
_WRAPPED_FROM = 60  # characters of a quoted line whose end may have been wrapped out of its quote
_BLANK = "\u3000\xa0\u200b\ufeff \t\r"
_FRAME = _BLANK + "|"  # what NetEase draws around a signature in plain text


def own_text(text: str, sender: str = "") -> str:
    """Return what the sender wrote in this very mail; "" where everything is quoted.

    ``sender`` is the sender's name, which may stand alone below the text.
    """
    lines = [line.rstrip(_BLANK) if line.strip(_FRAME) else "" for line in text[:_LONGEST].split("\n")]
    kept = _without_quotes(lines, [line.strip(_BLANK) for line in lines])
    return "\n".join(_without_end(_trimmed(kept), sender))


def _without_quotes(lines: Sequence[str], said: Sequence[str]) -> list[str]:
    """Return the lines that are no quote: not marked by ">", and not below a sign that the rest is quoted."""
    kept: list[str] = []
    attributions = _attributions(said)
    index = 0
    while index < len(lines):
        length = attributions.get(index, 0)
        if length:
            if not _quote_follows(said, index + length):
                break
            index += length
            continue
        if quoting.is_separator(said[index]) or _is_header_table(said, index):
            break
        if not _is_marked(said, index):
            kept.append(lines[index])
        index += 1
    return kept


def _attributions(said: Sequence[str]) -> dict[int, int]:
    """Return where attributions begin, and over how many lines each goes."""
    found: dict[int, int] = {}
    for end, line in enumerate(said):
        if quoting.ends_attribution(line) and (not line.startswith(">") or quoting.is_torn_end(line)):
            start = _attribution_start(said, end)
            if start is not None:
                found[start] = end + 1 - start
    return found


def _attribution_start(said: Sequence[str], end: int) -> int | None:
    """Return where the attribution that ends at ``end`` begins: at the nearest line with a date in front."""
    named = None
    for start in range(end, max(-1, end - _ATTRIBUTION_LINES), -1):
        if not said[start] or (said[start].startswith(">") and start < end):
            break
        if not quoting.is_attribution(" ".join(said[start : end + 1])):
            continue
        if quoting.starts_attribution(said[start]):
            return start - 1 if _continues(said, start) else start
        named = start if named is None else named
    return named


def _continues(said: Sequence[str], start: int) -> bool:
    """True where the date of an attribution is broken over two lines: "On Nov 21, 2014," "at 10:18,"."""
    before = said[start - 1] if start else ""
    return before.endswith(",") and quoting.starts_attribution(before)


def _quote_follows(said: Sequence[str], index: int) -> bool:
    """True where the next line that says something is marked as a quote."""
    following = next((line for line in said[index:] if line), "")
    return following.startswith((">", "＞"))


def _is_marked(said: Sequence[str], index: int) -> bool:
    """True for a line behind a quote mark, or wrapped out of one; a lone ">5 mm" is what somebody wants."""
    line = said[index]
    before = said[index - 1] if index else ""
    after = said[index + 1] if index + 1 < len(said) else ""
    if line[:1] not in (">", "＞"):
        return bool(line) and len(before) >= _WRAPPED_FROM and before[0] == ">" and after[:1] == ">"
    return ">" in (before[:1], after[:1]) or not (line[1:2].isdigit() or line[1:2] in ("=", "≥"))


def _is_header_table(said: Sequence[str], index: int) -> bool:
    """True where the headers of a quoted mail begin: its sender, and when or to whom it was sent."""
    first = quoting.field_kind(said[index])
    if first not in ("sender", "dated", "other"):
        return False
    kinds = {first}
    strangers = 0  # lines between the fields: addresses that were wrapped
    for line in said[index + 1 : index + _TABLE_LINES]:
        kind = quoting.field_kind(line)
        strangers = 0 if kind else strangers + bool(line)
        if strangers > 2:
            break
        kinds.add(kind)
    return "sender" in kinds and ("dated" in kinds or {"to", "other"} <= kinds)


def _without_end(lines: list[str], sender: str) -> list[str]:
    """Return the lines without what no person wrote for this mail: phone footer, disclaimer, signature."""
    while len(lines) > 1 and signing.is_outside_warning(lines[0].strip(_BLANK)):
        lines = _trimmed(lines[1:])
    for index, line in enumerate(lines):
        stripped = line.strip(_BLANK)
        if signing.is_phone_footer(stripped) or (index and signing.starts_disclaimer(stripped)):
            lines = _trimmed(lines[:index])
            break
    while True:  # a signature may stand above another: "Best regards, John" above "-- John Doe, Example Corp"
        start = signing.signature_start([line.strip(_BLANK) for line in lines], sender)
        if start == len(lines):
            return lines
        lines = _trimmed(lines[:start])


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Return the lines without blank ones at the ends, nor lines of dashes that hung above the quote."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip(_BLANK):
        start += 1
    while end > start and not lines[end - 1].strip("-_=*—–~" + _BLANK):
        end -= 1
    return list(lines[start:end])

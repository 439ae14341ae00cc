"""The head of a fax sheet: which of its lines are about the addressee, who is us."""

import re

TO = re.compile(
    r"\s*(?:致|to|attn|attention|收件人|收件单位|收件公司|收文单位|受文者|收信人)\b[ .]*:", re.IGNORECASE
)
FROM = re.compile(r"\s*(?:from|fm|发件人|发件单位|发件公司|发自)[ .]*:", re.IGNORECASE)
COVER = 30  # lines in which a fax sheet says from whom it comes


def addressee(lines: list[str]) -> range:
    """Return which lines of a fax sheet are about us: from "To:" on, down to "From:"."""
    head = lines[:COVER]
    first = next((n for n, line in enumerate(head) if TO.match(line) and not FROM.search(line)), len(head))
    sender = (n for n, line in enumerate(head[first : first + 7], first) if FROM.match(line))
    return range(first, next(sender, first))

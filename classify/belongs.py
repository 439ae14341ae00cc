"""Which lead a letter belongs to: the number it names."""

import re

from sales.letter import Letter


def lead_named(letter: Letter, prefix: str = "LW") -> str:
    """Return the lead number in the subject, the sender's own words or the quoted text, else ""."""
    pattern = re.compile(
        (rf"(?<![A-Za-z0-9]){re.escape(prefix)}[-_ ]?(20\d\d)[-_ ]?(\d{{5,7}})(?!\d)"), re.IGNORECASE
    )
    for text in (letter.subject[:500], letter.own_text[:20_000], letter.text[:40_000]):
        if match := pattern.search(text):
            return f"{prefix}-{match.group(1)}-{match.group(2)}"
    return ""

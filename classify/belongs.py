"""Which lead a letter belongs to: the number it names."""

from classify.pattern import Pattern
from sales.letter import Letter

NUMBER = Pattern(r"(?<![A-Za-z0-9])LW[-_ ]?(20\d\d)[-_ ]?(\d{5,7})(?!\d)")


def lead_named(letter: Letter) -> str:
    """Return the lead number in the subject, the sender's own words or the quoted text, else ""."""
    for text in (letter.subject[:500], letter.own_text[:20_000], letter.text[:40_000]):
        if match := NUMBER.search(text):
            return f"LW-{match.group(1)}-{match.group(2)}"
    return ""

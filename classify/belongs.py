"""Which lead a letter belongs to: the number it names."""

from classify.pattern import Pattern
from sales.letter import Letter

MAIL = "message/rfc822"
NUMBER = Pattern(r"(?<![A-Za-z0-9])LW[-_ ]?(20\d\d)[-_ ]?(\d{5,7})(?!\d)")


def lead_named(letter: Letter) -> str:
    """Return the lead number in the subject, the sender's own words, the quoted text or, as in a bounce, in a
    mail that is enclosed; else "".
    """
    enclosed = (each.text[:2000] for each in letter.attachments if each.type == MAIL)
    for text in (letter.subject[:500], letter.own_text[:20_000], letter.text[:40_000], *enclosed):
        if match := NUMBER.search(text):
            return f"LW-{match.group(1)}-{match.group(2)}"
    return ""

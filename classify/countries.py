"""Countries other than China, and well-known places in them, where a line ends or begins with one."""

import re
from functools import cache

from classify.gazetteer import rows

PARTS = re.compile(r"[,/|()·;]|\s-\s|\.\s(?=[A-Z]{2,}\W*$)")
BEFORE_POSTCODE = re.compile(r"[\s-]*(?:\S*\d\S*[\s-]*)+$")  # Singapore 079903
BEHIND_POSTCODE = re.compile(r"^.*\d\S*\s+")  # 10115 Berlin
IN_STATES = re.compile(
    r"\b(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY])[ ,]{1,2}\d{5}(?:-\d{4})?$"
)  # the ending of an address in the United States
PEOPLE = frozenset({"jordan", "chad", "georgia", "israel", "sydney", "paris", "virginia", "adelaide"})
"""Names of people, too: they are no countries where they stand alone."""
LONGEST_ZH = 8  # characters


def ends_abroad(line: str) -> str:
    """Return the place abroad that ``line`` ends with, as an envelope does; "" where it ends otherwise."""
    line = line.strip(" .,;|*()")
    if in_states := IN_STATES.search(line):
        return in_states.group()
    last = PARTS.split(line)[-1].strip(" .")
    for words in (last, BEFORE_POSTCODE.sub("", last), BEHIND_POSTCODE.sub("", last)):
        name = words.strip(" .").lower()
        if words[:1].isupper() and name in _names() and not (name == line.lower() and name in PEOPLE):
            return words
    return begins_abroad(last) if begins_abroad(last) == last else ""


def begins_abroad(text: str) -> str:
    """Return the place abroad that Chinese ``text`` begins with: 越南 of 越南河内市; "" where it does not."""
    sizes = range(LONGEST_ZH, 1, -1)
    return next((text[:size] for size in sizes if text[:size] in _names()), "")


def named_in(text: str) -> str:
    """Return the first place abroad among the words of an English ``text``, "" where there is none."""
    words = re.findall(r"[^\W\d_][\w.'-]*", text)
    for start, word in enumerate(words):
        for size in (3, 2, 1):
            name = " ".join(words[start : start + size]).rstrip(".")
            if word[0].isupper() and name.lower() in _names():
                return name
    return ""


@cache
def _names() -> frozenset[str]:
    """Return all names, the English ones in lower case."""
    known = (*rows("countries.tsv"), *rows("foreign_names.tsv"))
    chinese = (name for row in known for name in row[0].split() if name != "-")
    english = (name.strip(" .") for row in known for name in row[1].lower().split(";"))
    return frozenset(chinese) | frozenset(english)

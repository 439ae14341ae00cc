"""Asking for a decision: the one-time code in the subject, which an answer by mail brings back (I12).

The code is given to one person for one question about exact papers. The register keeps only its hash, so
whoever reads the register cannot answer.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from unicodedata import normalize

from sales.approval import Approval, Paper
from sales.lead import Lead
from sales.people import Person

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O that pass for 1 and 0
LENGTH = 8  # of 5 bits each: a million guesses a day find one in a thousand years, and every miss is told
_AS_READ = str.maketrans("ILO", "110")
_CODE = r"[0-9A-Z]{4} ?- ?[0-9A-Z]{4}"
_MARK = re.compile(rf"LW ?- ?20\d\d ?- ?\d{{5,7}} ?({_CODE}) ?(?:\]|】)")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))  # what mail programs make of a hyphen


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody is asked, with the code that only they are told."""

    approval: Approval
    code: str

    @property
    def mark(self) -> str:
        """What the mail's subject has: ``[LW-2026-00042 7K3Q-M2XD]``."""
        return f"[{self.approval.lead} {self.code}]"


def question(lead: Lead, person: Person, papers: Iterable[Paper], now: datetime) -> Question:
    """Return the question to ``person`` about ``papers`` in the stage that the lead is in."""
    code = new_code()
    return Question(Approval(lead.number, lead.stage, person.id, tuple(papers), hash_of(code), now), code)


def new_code() -> str:
    """Return a code of 40 random bits as people read and type it: ``7K3Q-M2XD``."""
    drawn = "".join(secrets.choice(DIGITS) for _ in range(LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"


def hash_of(code: str) -> str:
    """Return the SHA-256 of a code, the same in whatever way it was typed."""
    return sha256(_plain(code).encode()).hexdigest()


def code_in(subject: str) -> str:
    """Return the code in a subject, "" where it has none, or two that differ.

    Prefixes of answers, folding, full-width letters and lost blanks do not harm it.
    """
    found = _codes_in(subject)
    return next(f"{code[:4]}-{code[4:]}" for code in found) if len(found) == 1 else ""


def has_code(subject: str) -> bool:
    """Return whether a subject has what looks like a code of ours, or several."""
    return bool(_codes_in(subject))


def _codes_in(subject: str) -> set[str]:
    text = " ".join(normalize("NFKC", subject[:2000]).translate(_DASHES).upper().split())
    return {_plain(code) for code in _MARK.findall(text)}


def _plain(code: str) -> str:
    return "".join(code.upper().translate(_AS_READ).replace("-", "").split())

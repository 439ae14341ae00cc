"""What a mail server's answer means for a recipient (I9)."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a mail to one recipient."""

    SENT = "sent"
    LATER = "later"  # try again after a pause
    REFUSED = "refused"  # never again
    UNCERTAIN = "uncertain"  # it may or may not have arrived; never repeated blindly


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome and the server's own words."""

    outcome: Outcome
    text: str


# Chinese providers refuse for good what they mean for now: QQ and Exmail with "Connection frequency limited"
# and its sisters, NetEase and Coremail with codes of reputation (HL), rate (MI, RP) and suspected spam (DT),
# after which their own help pages tell the sender to wait and send again.
_FOR_NOW = re.compile(
    r"frequency limited|DT:(SPM|RBL)|HL:[A-Z]{3}|MI:(CEL|DMC|CCL|SFQ|STC)|RP:[A-Z]{3}"
    r"|too many|rate limit|throttl|try again|later|temporar",
    re.IGNORECASE,
)


def outcome(code: int, text: str) -> Outcome:
    """Return what a final reply means (RFC 5321, 4.2.1)."""
    if 200 <= code < 300:
        return Outcome.SENT
    if 500 <= code < 600 and not _FOR_NOW.search(text):
        return Outcome.REFUSED
    return Outcome.LATER


def answer(code: int, words: bytes | str) -> Answer:
    """Return the answer that a reply is; its text stands on one line, at most 500 letters of it."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = " ".join(text.split())[:500]
    return Answer(outcome(code, text), f"{code} {text}".strip())


def final_answer(code: int, words: bytes | str) -> Answer:
    """Return the answer to the final dot; what neither takes nor refuses the mail leaves that uncertain."""
    said = answer(code, words)
    is_clear = 200 <= code < 300 or 400 <= code < 600
    return said if is_clear else Answer(Outcome.UNCERTAIN, said.text)

"""How important a lead is: A, B or C, as the director or the request says (P2.2)."""

import re
from collections.abc import Mapping

from sales.words import Failure, Words

CLASSES = ("A", "B", "C")
RANKING = frozenset({"take-part", "request"})
"""The moves that may say it."""

_NAMED = re.compile(
    r"(?i:重要程度|importance|class)\s*[为是:：]?\s*([ABC])(?![A-Za-z])|(?<![A-Za-z])([ABC])\s*[类级]"
)


def importance_said(move: str, said: Mapping[str, str]) -> str:
    """Return the class that is said with a move, "" where none is: as such, or in the remark (同意，A 类).

    Failure where it is none of the three, or the move is none that says it.
    """
    named = said.get("importance", "").strip()
    if move not in RANKING:
        if named:
            raise Failure(NOT_HERE)
        return ""
    if named and named not in CLASSES:
        raise Failure(
            Words(
                f"重要程度只能是 A、B 或 C，不能是“{named}”",
                f'the importance is A, B or C, and can\'t be "{named}"',
            )
        )
    return named or _remarked(said.get("remark", ""))


def _remarked(remark: str) -> str:
    """Return the class that a remark names, "" where it names none, or two."""
    found = {first or second for first, second in _NAMED.findall(remark)}
    return found.pop() if len(found) == 1 else ""


NOT_HERE = Words(
    "重要程度在“参与”或“提交方案申请”时写明，此处不能写",
    "the importance is said with taking part (take-part) or with the request, and not here",
)

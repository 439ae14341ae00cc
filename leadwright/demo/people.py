"""What waits for the coordinator, done by hers of the sample company."""

from __future__ import annotations

from leadwright.correct import correct
from leadwright.tools import Tools
from sales.lead import Lead
from sales.words import Words

COORDINATOR = "wang"
WHAT_THE_CALLER_SAID = {
    "region": Words("华东", "Overseas"),
    "company": Words("南通徐记钢结构加工厂", "Desert Tanks LLC"),
    "address": Words("江苏省南通市通州区", "Sharjah, United Arab Emirates"),
}
"""What the coordinator learns when she answers the letter that does not say where it comes from."""


def assign(tools: Tools, lead: Lead) -> Lead:
    """Return the lead with what the coordinator found out about it (P2.2)."""
    changes = {name: words.in_(tools.language) for name, words in WHAT_THE_CALLER_SAID.items()}
    return correct(tools, lead.number, changes, COORDINATOR).lead

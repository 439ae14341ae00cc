"""The task of a turn, with the clock of the procedure wound up (P2.1 to P3.6)."""

from __future__ import annotations

from leadwright.tools import Tools
from sales import calls, clocks
from sales.lead import Lead, Stage
from sales.paper import Task
from sales.people import Person
from sales.process import TURNS

NAMES = {Stage.HANDED_OUT: "first-contact"}
"""What tasks are called that are not called like their stage."""


def task_of(tools: Tools, lead: Lead, owner: Person) -> Task | None:
    """Return the task that ``owner`` has in the lead's stage from now on; None where no clock runs (P4.3)."""
    turn, now, time = TURNS[lead.stage], tools.now(), tools.working_time
    if turn.clock is None:
        return None
    allowed = tools.settings.clocks[turn.clock]
    line = lead.enquiry.product_line.value if lead.enquiry.product_line else ""
    due = clocks.due(allowed, line, now, time)
    late = clocks.after(allowed.tolerance, due, time) if allowed.tolerance.count else None
    return calls.wound(
        Task(lead.number, name_of(lead.stage), owner.id, now, due, turn.clause, late_at=late), now, time
    )


def name_of(stage: Stage) -> str:
    """Return what the task of a stage is called."""
    return NAMES.get(stage, stage.value)

"""One pass of the clock over open leads, some of which have something to say to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figure import Figure, Scale
from leadwright.procedure import clock
from leadwright.settings import load_settings
from leadwright.tools import Tools, open_tools
from register import tasks
from sales.calls import Call
from sales.lead import Stage
from sales.paper import Task
from tests.leadwright.desk import write_home
from tests.leadwright.procedure.acting import STAFF
from tests.register import made

STAGES = (Stage.PROPOSING, Stage.PRICING, Stage.SIGNING)  # an engineer, a manager, two directors
MINUTE = timedelta(minutes=1)


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Yield how long a pass takes; of 1,000 open leads 100 call, at every stage of being late."""
    calling, open_leads = scale.mails // 2, scale.mails * 5
    home = write_home(folder / "home", "sqlite:///register.db", people=STAFF)
    with open_tools(load_settings(home)) as tools:
        fill(tools, open_leads)
        clock.tick(tools)  # compiles templates and statements: the service does it once
        seconds = [one_pass(tools, calling) for _ in range(scale.rounds)]
    name = f"clock, {open_leads:,} leads, {calling} call"
    yield Figure(name, median(seconds), "s", 0.5, at_most=True)


def fill(tools: Tools, count: int) -> None:
    """Register leads that wait for somebody until tomorrow."""
    now = tools.now()
    with tools.register.begin() as c:
        for stage in islice(cycle(STAGES), count):
            number = made.add_lead(c, stage=stage).number
            task = Task(number, stage, "li", now, now + timedelta(days=1), "P3.2")
            tasks.open_task(c, replace(task, next_call_at=task.due_at))


def one_pass(tools: Tools, calling: int) -> float:
    """Return the seconds of one pass in which so many tasks call."""
    now = tools.now()
    with tools.register.begin() as c:
        for task, call in zip(tasks.tasks(c)[:calling], cycle(Call)):
            # Without what would have come before it: late by a minute at most.
            due_at = now + MINUTE if call is Call.REMINDER else now - MINUTE
            assert tasks.set_clock(c, task, replace(task, calls=call, next_call_at=now, due_at=due_at))
    begin = perf_counter()
    assert clock.tick(tools) == calling
    return perf_counter() - begin

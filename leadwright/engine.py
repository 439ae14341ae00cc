"""The engine of one machine: finds what is ready, takes each item one step, sets aside what fails (I7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, takewhile
from threading import Event
from time import monotonic
from typing import Any

import structlog

from leadwright import holding
from leadwright.pipeline import STEPS, Step
from leadwright.tools import Tools
from leadwright.trouble import in_words, is_surroundings
from sales.words import Failure, Unavailable

A_MOMENT = 0.5  # seconds until new work is looked for while slow work goes on
A_BLINK = 0.1  # seconds until the items in front are taken without those that are still being read
TOO_LONG = 1.0  # seconds that one item may keep those behind it waiting: a long fax, or what bombs the reader
PATIENCE = 3  # items that the surroundings may fail in one round before it is taken for all
BATCH = 100  # items of a state before the next has its turn: forms leave while mails still come in

log = structlog.get_logger()

Progress = Callable[[str, int], None]
"""Called with the name of what was done and how many times."""


def quiet(_what: str, _count: int) -> None:
    """Tell nobody."""


def advance(
    tools: Tools,
    stop: Event | None = None,
    progress: Progress = quiet,
    steps: Sequence[Step] = STEPS,
) -> int:
    """Take ready items through their steps until none is ready or prepared; return how many steps were taken.

    Raises Unavailable where the surroundings fail: the items stay where they are.
    """
    stop = stop or Event()
    total = 0
    troubles: list[Failure] = []
    while not stop.is_set():
        taken = sum(_take_step(tools, step, stop, progress, troubles) for step in steps)
        total += taken
        is_reading = tools.reader.under_way and any(step.ahead for step in steps)
        if not taken and (troubles or not is_reading):
            break
    if troubles:
        raise troubles[0]
    return total


@dataclass(frozen=True, eq=False)
class Ready:
    """An item that is ready for a step, and what is being prepared for it."""

    item: Any
    prepared: Future[Any] | None

    @property
    def subject(self) -> str:
        """What the register calls the item."""
        return holding.subject_of(self.item)

    def is_prepared(self) -> bool:
        """Return whether it can be taken without waiting."""
        return self.prepared is None or self.prepared.done()

    def argument(self) -> Any:
        """Return what the step takes, once it is prepared; raises what preparing it raised."""
        return (self.item, self.prepared.result()) if self.prepared else self.item


def _take_step(tools: Tools, step: Step, stop: Event, progress: Progress, troubles: list[Failure]) -> int:
    """Return how many items were taken a step; what the surroundings kept from it is added to ``troubles``.

    One folder or sector that has gone bad keeps no other item waiting (I7); a full disk ends the round soon.
    """
    with tools.register.read() as c:
        waiting = _ahead(tools, step, step.ready(c, BATCH + 2 * tools.reader.under_way))
    taken, failed = 0, list[Failure]()
    try:
        while waiting and len(failed) < PATIENCE and not stop.is_set():
            if portion := _portion(tools, waiting, step.together):
                waiting = [ready for ready in waiting if ready not in portion]
                taken += _take_some(tools, step, portion, failed)
                tools.reader.forget(ready.subject for ready in portion)
            elif not _wait(tools, waiting):
                break
    finally:
        progress(step.name, taken)
    troubles += failed
    return taken


def _ahead(tools: Tools, step: Step, items: Sequence[Any]) -> list[Ready]:
    """Return the items in order of arrival, the slow work for each under way."""
    if step.ahead is None:
        return [Ready(item, None) for item in items]
    subjects = [holding.subject_of(item) for item in items]
    tools.reader.forget_all_but(subjects)
    return [
        Ready(item, tools.reader.ahead_of(subject, step.ahead, tools, item))
        for subject, item in zip(subjects, items, strict=True)
    ]


def _portion(tools: Tools, waiting: Sequence[Ready], most: int) -> list[Ready]:
    """Return the items whose turn it is: in order of arrival, so that an answer finds the lead of its mail,
    and late ones when they are prepared.

    Those in front wait for a blink for those behind them: a transaction of many takes as long as that of one.
    """
    late = [ready for ready in waiting if ready.subject in tools.reader.late]
    in_turn = [*islice((ready for ready in waiting if ready.subject not in tools.reader.late), most)]
    wait([ready.prepared for ready in in_turn if ready.prepared], A_BLINK)
    return [*filter(Ready.is_prepared, late), *takewhile(Ready.is_prepared, in_turn)][:most]


def _wait(tools: Tools, waiting: Sequence[Ready]) -> bool:
    """Return False where only late items are left, after a moment or when one is prepared: who is new passes.

    Who keeps the others waiting for too long is late from then on: they pass. While readers start, nobody is.
    """
    first = next((ready for ready in waiting if ready.subject not in tools.reader.late), None)
    if first is None or first.prepared is None:
        tools.reader.wait(A_MOMENT)
        return False
    too_long = monotonic() + TOO_LONG
    while monotonic() < too_long:
        if wait([first.prepared], A_BLINK).done or first.subject in tools.reader.late:
            return True
    if not tools.reader.is_getting_ready:
        tools.reader.late.add(first.subject)
    return True


def _take_some(tools: Tools, step: Step, portion: Sequence[Ready], failed: list[Failure]) -> int:
    """Return how many items were taken: all of them together, and where one can't be, each alone (I7)."""
    if len(portion) > 1:
        with suppress(Exception):  # it is met again, by the one item or by the surroundings
            step.take(tools, *(ready.argument() for ready in portion))
            return len(portion)
    taken = 0
    for ready in portion:
        if len(failed) == PATIENCE:
            break
        try:
            _take_alone(tools, step, ready)
            taken += 1
        except Unavailable as trouble:
            failed.append(trouble)
    return taken


def _take_alone(tools: Tools, step: Step, ready: Ready) -> None:
    began = tools.now()
    try:
        step.take(tools, ready.argument())
    except Exception as error:  # whatever it is, it is this item's alone (I7)
        if is_surroundings(error):
            raise in_words(error) from error
        log.warning("held", step=step.name, subject=ready.subject, error=repr(error))
        holding.hold(tools, step.name, ready.item, in_words(error).words, began)

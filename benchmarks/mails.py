"""From a mail on the server to a form in the outbox, beside the floor and the bare template engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, Scale, rate, ratio
from benchmarks.floor import floor_of
from benchmarks.lap import track


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Yield the rates of taking in, registering and writing the form."""
    floors: list[float] = []
    taken: list[float] = []
    registered: list[float] = []
    bare: list[float] = []
    forms: list[float] = []
    with track(folder / "office", 1) as office, floor_of(office.dovecot, folder / "floor") as floor:
        floor.fetch_all()
        for _ in range(scale.rounds):
            office.receive(scale.mails)
            floors.append(rate(floor.fetch_all))
            taken.append(office.take_in())
            registered.append(office.register(scale.mails))
            bare.append(office.bare_forms(scale.forms))
            forms.append(office.hand_out())
    yield ratio("taken in", taken, floors, 0.5, "floor", "mails/s")
    yield ratio("registered", registered, floors, 0.12, "floor", "mails/s")
    yield Figure("registered, a second", median(registered), "mails/s", 60)
    yield ratio("form in the outbox", forms, bare, 0.5, "bare docxtpl", "forms/s")

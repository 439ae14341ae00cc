"""The same rates with 100,000 leads in the register, beside an empty one: two offices, lap by lap in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from benchmarks.figure import Figure, Scale, ratio
from benchmarks.lap import Lap, track
from benchmarks.register import fill


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Yield for each part of a lap how the full register's rate compares to the empty one's."""
    with track(folder / "empty", 2) as empty, track(folder / "full", 2) as full:
        fill(full.tools.register, scale.leads)
        laps = [(empty.lap(scale.mails), full.lap(scale.mails)) for _ in range(scale.rounds)]
    for field in fields(Lap):
        floor, ours = ([getattr(lap[side], field.name) for lap in laps] for side in (0, 1))
        what = field.name.replace("_", " ")
        yield ratio(f"{what}, {scale.leads:,} leads there", ours, floor, 0.9, "empty", "a second")

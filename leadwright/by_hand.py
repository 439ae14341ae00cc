"""Registering by hand what came by phone, from a dealer, or was found by ourselves (P1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from leadwright import pipeline
from leadwright.tools import Tools
from register import originals, readings
from sales.enquiry import ENQUIRY_FIELDS, Finding
from sales.judgement import Judgement, Kind
from sales.letter import Letter
from sales.original import Channel, Kept, Original, OriginalState, Sighting
from sales.words import Failure, Words

WAY = "command"
BY_HAND = "by hand"
SOURCE = "source"  # the one field that is not the customer's: which dealer, which web page
WHY = Words(zh="由人登记", en="registered by hand")
PIECE = 1 << 20  # bytes of a file in memory at once


def add_by_hand(
    tools: Tools, channel: Channel, fields: Mapping[str, str], files: Sequence[Path], by: str
) -> str:
    """Return the number of the new lead.

    What was typed, when and by whom, is kept as an original like everything else that comes in; what can be
    read in it and in the files (the province in an address, say) tells whose it is. Failure for an unknown
    field.
    """
    _refuse_unknown(fields)
    now = tools.now()
    note = _note(tools, channel, fields, by)
    names = [Words("登记记录.txt", "note.txt").in_(tools.language), *(path.name for path in files)]
    kept = tools.archive.keep(
        [([note.encode()], ".txt", now), *((_pieces(path), path.suffix.lower(), now) for path in files)]
    )
    arrived = [_arrived(item, name, channel, now) for item, name in zip(kept, names, strict=True)]
    read = [_read(tools, original) for original in arrived]
    letter, judged = read[0][0], _judged_by_hand(read[0][1], fields)
    with tools.register.begin() as c:
        new = [
            originals.take_in(c, item, name=o.name, channel=channel, received_at=now, sighting=o.sightings[0])
            for item, o in zip(kept, arrived, strict=True)
        ]
        lead = pipeline.register(tools, c, arrived[0], letter, judged, by=by, source=fields.get(SOURCE, by))
        for original, (letter, judgement), is_new in zip(arrived, read, new, strict=True):
            if is_new:  # a file that came in before stays where it is
                readings.save(c, original.sha256, letter, judgement)
                pipeline.settle(tools, c, original, OriginalState.REGISTERED, letter, lead, WHY)
    return lead.number


def _refuse_unknown(fields: Mapping[str, str]) -> None:
    known = (SOURCE, *ENQUIRY_FIELDS)
    for name in fields:
        if name not in known:
            listed = ", ".join(known)
            raise Failure(
                Words(
                    zh=f"--set {name}：没有这一栏。可以填：{listed}。",
                    en=f"--set {name}: there is no such field. Known: {listed}.",
                )
            )


def _note(tools: Tools, channel: Channel, fields: Mapping[str, str], by: str) -> str:
    """Return the note as it is kept: a line a field, with its time, so that two calls never make the same
    bytes.
    """
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return "\n".join((f"[{channel}] {tools.now().isoformat(timespec='microseconds')} {by}", *lines, ""))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _arrived(kept: Kept, name: str, channel: Channel, now: datetime) -> Original:
    sighting = Sighting(WAY, name, now)
    return Original(
        kept.sha256,
        kept.size,
        name,
        channel,
        now,
        OriginalState.TAKEN_IN,
        kept.path,
        sightings=(sighting,),
    )


def _read(tools: Tools, original: Original) -> tuple[Letter, Judgement]:
    return tools.reader.read_and_judge(tools.archive.absolute(original.path), original.name, original.channel)


def _judged_by_hand(read: Judgement, fields: Mapping[str, str]) -> Judgement:
    """Return the judgement as a person has made it: what was typed stands above what was read."""
    typed = {name: Finding(value, place=BY_HAND) for name, value in fields.items() if name != SOURCE}
    summary = typed.get("summary") or typed.get("product")  # not what was read: the head of our own note
    return replace(
        read,
        kind=Kind.LEAD,
        reason=WHY,
        confidence=1.0,
        enquiry=replace(read.enquiry, **typed | {"summary": summary}),
    )

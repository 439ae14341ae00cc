"""What a person brings to the command line: safe on disk, then in the register, then read (I1, I2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from leadwright import holding, pipeline
from leadwright.reader import Understood
from leadwright.tools import Tools
from register import held, originals, readings
from sales.enquiry import BY_HAND
from sales.judgement import Judgement, Kind
from sales.letter import Letter
from sales.original import Channel, Kept, Original, OriginalState, Sighting
from sales.system import meaning
from sales.words import Failure, Unavailable, Words

WAY = "command"
PIECE = 1 << 20  # bytes of a file in memory at once


@dataclass(frozen=True)
class Brought:
    """An original as it was brought, which may have come in before."""

    original: Original
    understood: Understood


@dataclass(frozen=True)
class Note:
    """What a person has typed, kept as a file like everything else that comes in."""

    name: str
    text: bytes


def bring(
    tools: Tools, channel: Channel, broken_off: Words, files: Sequence[Path], note: Note | None = None
) -> list[Brought]:
    """Return the note and the files in this order, read; Failure where a file can't be opened.

    Wherever the program is killed from here on, they are held as ``broken_off`` (I2) until the caller settles
    them with :func:`is_new`.
    """
    now = tools.now()
    kept = _keep(tools, note, files, now)
    names = [*([note.name] if note else []), *(path.name for path in files)]
    arrived = [_arrived(item, name, channel, now) for item, name in zip(kept, names, strict=True)]
    _take_in(tools, kept, arrived, broken_off)
    return [Brought(original, _read(tools, original)) for original in arrived]


def is_new(c: Connection, original: Original) -> bool:
    """Return whether the original is to be settled now; False where the same bytes were settled before."""
    return holding.take_back(c, original.sha256)


def settle(tools: Tools, c: Connection, brought: Brought, outcome: pipeline.Outcome) -> None:
    """Note what became of what was brought and is new; a person has done with it what it is for."""
    original, understood = brought.original, brought.understood
    readings.save(c, original.sha256, understood.letter, understood.judgement, understood.forms)
    pipeline.settle(tools, c, original, understood.letter, outcome)


def _keep(tools: Tools, note: Note | None, files: Sequence[Path], now: datetime) -> list[Kept]:
    """Return where note and files are safe, in this order; every file is open before anything is written."""
    with ExitStack() as stack:
        opened = [stack.enter_context(_opened(path)) for path in files]
        return tools.archive.keep(
            [
                *([([note.text], Path(note.name).suffix, now)] if note else []),
                *((_pieces(file), path.suffix, now) for file, path in zip(opened, files, strict=True)),
            ]
        )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                zh=f"--file {path}：打不开（{reason.zh}）。请检查路径和权限；未作任何登记。",
                en=f"--file {path} can't be opened ({reason.en}). Check path and permissions; nothing is"
                " registered.",
            )
        ) from None


def _pieces(file: BinaryIO) -> Iterator[bytes]:
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


def _take_in(tools: Tools, kept: Sequence[Kept], arrived: Sequence[Original], broken_off: Words) -> None:
    """Take the bytes in, set aside as broken off.

    Nobody is mailed about that: whoever types sees that no answer comes.
    """
    with tools.register.begin() as c:
        for item, original in zip(kept, arrived, strict=True):
            (seen,), at = original.sightings, original.received_at
            if originals.take_in(
                c, item, name=original.name, channel=original.channel, received_at=at, sighting=seen
            ):
                originals.settle(c, item.sha256, OriginalState.HELD, reason=broken_off, next_path=item.path)
                id_ = held.hold(c, item.sha256, holding.UNDERSTAND, broken_off, at, name=original.name)
                held.told(c, [id_], at)


def _read(tools: Tools, original: Original) -> Understood:
    path = tools.archive.absolute(original.path)
    try:
        return tools.reader.read_and_judge(path, original.name, original.channel)
    except Unavailable:
        raise
    except Failure as failure:  # the person knows what it is
        letter = Letter(format="unknown", problems=(failure.words,))
        return Understood(letter, Judgement(Kind.UNCLEAR, BY_HAND, failure.words, confidence=0.0))

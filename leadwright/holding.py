"""Setting aside what failed, and what a person can do about it (I7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from leadwright.tools import Tools
from register import held, moves, originals, outbox, tasks
from sales.lead import Lead
from sales.original import Original, OriginalState
from sales.paper import Held, Move, OutgoingMail
from sales.words import Failure, Words

UNDERSTAND = "understand"  # the step of an original; what is held there is in the state HELD
SEND = "send"
UNDELIVERED = "undelivered"  # the task of whoever is to reach them by another way
LOAD = "load"  # the step of a mail whose bytes are to be read from the archive

BY = "leadwright"


def subject_of(item: Original | Lead) -> str:
    """Return what the register calls the item: an original's SHA-256, a lead's number."""
    return item.sha256 if isinstance(item, Original) else item.number


def hold(tools: Tools, step: str, item: Original | Lead, reason: Words, began: datetime) -> None:
    """Set the item's step aside with the reason, as of when it ``began``: what is mended later may mend it.

    A file that came by a folder gets a note beside it.
    """
    name = name_of(item)
    with tools.register.begin() as c:
        if step == UNDERSTAND and isinstance(item, Original):
            hold_original(c, item.sha256, item.path, name, reason, began)
        else:
            hold_step(c, subject_of(item), step, name, reason, began)
    if step == UNDERSTAND and isinstance(item, Original):
        note_beside(tools, replace(item, reason=reason))


def name_of(item: Original | Lead) -> str:
    """Return what a person finds the item by; an unreadable mail, by where it lies on the server."""
    if isinstance(item, Lead):
        return item.number
    seen = next((sighting for sighting in item.sightings if sighting.uid is not None), None)
    return f"{item.name} ({seen.source} {seen.place} UID {seen.uid})" if seen else item.name


def hold_original(c: Connection, sha256: str, path: str, name: str, reason: Words, now: datetime) -> None:
    """Set aside an original that could not be read; it stays where it is, among what belongs to no lead."""
    originals.settle(c, sha256, OriginalState.HELD, reason=reason, next_path=path)
    hold_step(c, sha256, UNDERSTAND, name, reason, now)


def hold_arrived(c: Connection, sha256: str, name: str, reason: Words, now: datetime) -> None:
    """Set aside a file that can't be read as it arrives, also when its like was set aside or dropped before.

    All empty files have the same bytes, and each is somebody's fax. Where such bytes are a lead's, they stay.
    """
    originals.reopen(c, sha256)
    known = originals.original(c, sha256)
    if known and known.state in (OriginalState.TAKEN_IN, OriginalState.HELD):
        hold_original(c, sha256, known.path, name, reason, now)


def hold_step(c: Connection, subject: str, step: str, name: str, reason: Words, now: datetime) -> None:
    """Set aside a step of a lead, an original or a mail."""
    held.hold(c, subject, step, reason, now, name=name)
    moves.log(c, Move(subject, "hold", BY, "service", now, detail={"step": step, "why": reason.en}))


def hold_mail(c: Connection, mail: OutgoingMail, answers: Mapping[str, str], now: datetime) -> None:
    """Set aside a mail that was refused, or may not have arrived, with the answers by recipient (I9)."""
    said = "; ".join(f"{email}: {answer}" for email, answer in answers.items())
    reason = Words(
        zh=f"邮件“{mail.subject}”未能确认送达。{said}。核实后重发用 retry，不再发送用 drop。",
        en=f'mail "{mail.subject}" was refused or may not have arrived. {said}.'
        " Find out, then retry or drop it.",
    )
    hold_step(c, mail.message_id, SEND, mail.subject, reason, now)


def retry(tools: Tools, id_: int, by: str = BY, way: str = "command") -> Held:
    """Let the held item's step run again, and return the item; Failure where there is none of this number."""
    with tools.register.begin() as c:
        item = _item(c, id_)
        _retry(c, item, by, way, tools.now())
    return item


def retry_all(tools: Tools, by: str = BY) -> tuple[list[Held], list[Held]]:
    """Let all that is held run again, and return it, and the mails that may have arrived: those stay (I9)."""
    with tools.register.begin() as c:
        items = held.held(c)
        again = [item for item in items if item.step != SEND]
        for item in again:
            _retry(c, item, by, "command", tools.now())
    return again, [item for item in items if item.step == SEND]


def _retry(c: Connection, item: Held, by: str, way: str, now: datetime) -> None:
    held.release(c, item.id)
    if item.step == UNDERSTAND:
        originals.settle(c, item.subject, OriginalState.TAKEN_IN, reason=None, next_path="")
    elif item.step == SEND:
        outbox.requeue(c, item.subject, now)
        _reached(c, item, now)
    moves.log(c, Move(item.subject, "retry", by, way, now, detail={"step": item.step}))


def drop(tools: Tools, id_: int, reason: str, by: str = BY) -> Held:
    """Give the held item up and return it; an original stays in the archive, filed with the reason."""
    with tools.register.begin() as c:
        item = _item(c, id_)
        held.drop(c, id_, reason, by, tools.now())
        if item.step == UNDERSTAND:
            words = Words(zh=f"{by}：{reason}", en=f"{by}: {reason}")
            originals.settle(c, item.subject, OriginalState.FILED, reason=words, next_path=None)
        elif item.step == SEND:
            outbox.write_off(c, item.subject, tools.now())
            _reached(c, item, tools.now())
        elif item.step == LOAD:
            outbox.give_up(c, item.subject, tools.now())
        moves.log(c, Move(item.subject, "drop", by, "command", tools.now(), detail={"why": reason}))
    return item


def _reached(c: Connection, item: Held, now: datetime) -> None:
    """Note that a person has seen to what did not arrive; where it fails again, they are asked again."""
    if mail := outbox.mail(c, item.subject):
        tasks.close_task(c, mail.lead, UNDELIVERED, now)


def take_back(c: Connection, sha256: str) -> bool:
    """Let a held original be settled by a person who knows what it is; return whether it was held."""
    item = next((each for each in held.held(c) if (each.subject, each.step) == (sha256, UNDERSTAND)), None)
    if item is None:
        return False
    held.release(c, item.id)
    originals.settle(c, sha256, OriginalState.TAKEN_IN, reason=None, next_path="")
    return True


def _item(c: Connection, id_: int) -> Held:
    if (item := held.item(c, id_)) is None:
        raise Failure(
            Words(
                zh=f"没有编号为 {id_} 的搁置项。用 leadwright held 查看。",
                en=f"nothing is held under the number {id_}. See `leadwright held`.",
            )
        )
    return item


def note_beside(tools: Tools, original: Original) -> bool:
    """Lay a note beside a held original's file where it was taken from a folder; return whether one was laid.

    False where there is a note already, where the file did not come by a folder, and where it is still on its
    way to ``taken/``: whoever moves it there asks again.
    """
    sources = {sighting.source for sighting in original.sightings}
    reason = original.reason or Words("", "")
    laid = [
        watch.hold_taken(original.name, original.sha256, reason)
        for watch in tools.watches
        if watch.folder.name in sources
    ]
    return any(laid)

"""What came in, from the moment its bytes are safe to the moment it lies where it belongs (I2)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, select, update

from register import sightings
from register.once import insert_once
from register.portions import portions
from register.tables import UNANSWERED, UNPLACED, held, originals
from sales.original import Channel, Kept, Original, OriginalState, Sighting
from sales.words import Refused, Words

PLACE, ANSWER = "place", "answer"
"""The steps of an original that is understood, as held items name them."""

_PAGE = 500  # originals whose sightings are looked up together

_BEFORE: dict[OriginalState, tuple[OriginalState, ...]] = {
    OriginalState.REGISTERED: (OriginalState.TAKEN_IN,),
    OriginalState.JOINED: (OriginalState.TAKEN_IN,),
    OriginalState.FILED: (OriginalState.TAKEN_IN, OriginalState.HELD),
    OriginalState.HELD: (OriginalState.TAKEN_IN, OriginalState.HELD),
    OriginalState.TAKEN_IN: (OriginalState.HELD,),
}
"""The states that lead to each state: of two passes over an original, only one makes a lead of it (I2)."""


def take_in(
    c: Connection, kept: Kept, *, name: str, channel: Channel, received_at: datetime, sighting: Sighting
) -> bool:
    """Register bytes that are safe; False where the same bytes were seen before: only the sighting is new.

    Repeating it with the same sighting changes nothing.
    """
    row = {"sha256": kept.sha256, "size": kept.size, "path": kept.path, "name": name, "channel": channel}
    row |= {"received_at": received_at, "state": OriginalState.TAKEN_IN, "next_path": ""}
    row |= {"is_answered": True}
    new = insert_once(c, originals, row)
    sightings.add(c, kept.sha256, sighting)
    return new


def original(c: Connection, sha256: str) -> Original | None:
    """Return the original with its sightings, or None."""
    return next(_with_sightings(c, c.execute(_ONE, {"of_sha256": sha256}).all()), None)


def paths(c: Connection, hashes: Collection[str]) -> dict[str, str]:
    """Return where these originals lie, by SHA-256, without those that the register does not know."""
    found: dict[str, str] = {}
    for portion in portions(hashes):
        found.update({row.sha256: row.path for row in c.execute(_PATHS, {"hashes": portion})})
    return found


def ready(c: Connection, limit: int, after: str = "") -> list[Original]:
    """Return the oldest originals that wait to be understood, at most ``limit``.

    ``after`` is the SHA-256 of the last one that the caller has in hand already.
    """
    return list(_with_sightings(c, c.execute(_READY, {"limit": limit, "after": after}).all()))


def unplaced(c: Connection, limit: int) -> list[Original]:
    """Return the oldest originals that do not lie in their ``next_path`` yet, at most ``limit``."""
    return list(_with_sightings(c, c.execute(_UNPLACED, {"limit": limit, "step": PLACE}).all()))


def unanswered(c: Connection, limit: int) -> list[Original]:
    """Return the oldest originals that may be an answer nobody has acted on yet, at most ``limit``.

    Each lies where it belongs already.
    """
    return list(_with_sightings(c, c.execute(_UNANSWERED, {"limit": limit, "step": ANSWER}).all()))


def listing(
    c: Connection,
    *,
    state: OriginalState | None = None,
    channel: Channel | None = None,
    lead: str | None = None,
) -> Iterator[Original]:
    """Return everything ever taken in, in order of arrival, or only what has this state, channel or lead."""
    query = _ALL
    for column, value in {"state": state, "channel": channel, "lead": lead}.items():
        if value is not None:
            query = query.where(originals.c[column] == value)
    for page in c.execution_options(yield_per=_PAGE).execute(query).partitions():
        yield from _with_sightings(c, page)


def are_there(c: Connection) -> bool:
    """Return whether anything was ever taken in."""
    return c.execute(_ANY).first() is not None


def count_by_state(c: Connection) -> dict[OriginalState, int]:
    """Return how many originals are in each state."""
    found = {row.state: row.number for row in c.execute(_COUNT_BY_STATE)}
    return {state: found.get(state, 0) for state in OriginalState}


def count_unplaced(c: Connection) -> int:
    """Return how many originals wait to be laid where they belong, without those whose placing is held."""
    return int(c.execute(_COUNT_UNPLACED, {"step": PLACE}).scalar_one())


def count_unanswered(c: Connection) -> int:
    """Return how many originals may be an answer still to be acted on, without those that are held."""
    return int(c.execute(_COUNT_UNANSWERED, {"step": ANSWER}).scalar_one())


def settle(
    c: Connection,
    sha256: str,
    state: OriginalState,
    *,
    reason: Words | None,
    next_path: str | None,
    lead: str | None = None,
    is_answered: bool = True,
) -> None:
    """Note what became of an original, and where it is to lie; None leaves that as it is, "" is nowhere else.

    What may be an answer to something is not ``is_answered`` yet: ``unanswered`` then returns it. Refused
    where its state does not lead there, e.g. because another pass has settled it. An original that is
    settled keeps its state when a later step fails: the held item alone keeps that step from running.
    """
    values: dict[str, Any] = {"state": state, "reason": reason, "lead": lead, "is_answered": is_answered}
    values |= {} if next_path is None else {"next_path": next_path}
    if c.execute(_SETTLE, {"of_sha256": sha256, "before": _BEFORE[state], **values}).rowcount != 1:
        raise Refused(
            Words(
                f"原件 {sha256} 已经处理过，或不在登记库中。",
                f"The original {sha256} has been dealt with already, or is not in the register.",
            )
        )


def reopen(c: Connection, sha256: str) -> None:
    """Let an original that was filed be taken in anew; one in another state stays as it is."""
    values = {"state": OriginalState.TAKEN_IN, "reason": None, "lead": None}
    c.execute(_SETTLE, {"of_sha256": sha256, "before": (OriginalState.FILED,), **values})


def placed(c: Connection, sha256: str, path: str) -> None:
    """Note that an original lies where it belongs."""
    c.execute(_PLACED, {"of_sha256": sha256, "path": path, "next_path": ""})


def answered(c: Connection, sha256: str) -> None:
    """Note that what an original answers was acted on, or that it answers nothing."""
    c.execute(_ANSWERED, {"of_sha256": sha256, "is_answered": True})


def reanswer(c: Connection, sha256: str) -> bool:
    """Let an original that was understood be answered again; return whether it was understood."""
    return c.execute(_REANSWER, {"of_sha256": sha256, "is_answered": False}).rowcount == 1


def _with_sightings(c: Connection, rows: Sequence[Row[Any]]) -> Iterator[Original]:
    seen = sightings.of(c, [row.sha256 for row in rows])
    for row in rows:
        yield _original(row, seen[row.sha256])


def _original(row: Row[Any], seen: tuple[Sighting, ...]) -> Original:
    return Original(**row._mapping, sightings=seen)


_FIELDS = [column for column in originals.c if column.name not in ("id", "is_answered")]
_ALL = select(*_FIELDS).order_by(originals.c.id)
_ANY = select(originals.c.id).limit(1)
_THIS = originals.c.sha256 == bindparam("of_sha256")
_ONE = select(*_FIELDS).where(_THIS)

_PATHS = select(originals.c.sha256, originals.c.path).where(
    originals.c.sha256.in_(bindparam("hashes", expanding=True))
)
_AFTER = select(originals.c.id).where(originals.c.sha256 == bindparam("after")).scalar_subquery()
_READY = _ALL.where(
    originals.c.state == OriginalState.TAKEN_IN, originals.c.id > func.coalesce(_AFTER, 0)
).limit(bindparam("limit"))

_SET_ASIDE = exists().where(
    held.c.subject == originals.c.sha256, held.c.step == bindparam("step"), ~held.c.retried
)
_UNPLACED = _ALL.where(UNPLACED, ~_SET_ASIDE).limit(bindparam("limit"))

# Not "in" what is understood: SQLite would take the index of the states, which is as long as the table.
_UNDERSTOOD = originals.c.state.not_in((OriginalState.TAKEN_IN, OriginalState.HELD))
_TO_ANSWER = (UNANSWERED, originals.c.next_path == "", _UNDERSTOOD, ~_SET_ASIDE)
_UNANSWERED = _ALL.where(*_TO_ANSWER).limit(bindparam("limit"))

_COUNT_UNANSWERED = select(func.count()).select_from(originals).where(*_TO_ANSWER)
_COUNT_UNPLACED = select(func.count()).select_from(originals).where(UNPLACED, ~_SET_ASIDE)
_COUNT_BY_STATE = select(originals.c.state, func.count().label("number")).group_by(originals.c.state)

# An UPDATE sets the columns that its parameters name.
_SETTLE = update(originals).where(_THIS, originals.c.state.in_(bindparam("before", expanding=True)))
_PLACED = _ANSWERED = update(originals).where(_THIS)
_REANSWER = update(originals).where(_THIS, _UNDERSTOOD)

"""Where originals were seen: the progress of each mail folder, and what reconciliation counts (I5).

A mail folder is named by its source, its place and its UIDVALIDITY, 0 for a server that gives none.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from register.once import insert_once
from register.portions import portions
from register.tables import STANDS, held, originals, sightings
from sales.original import Sighting
from sales.words import Words


def last_uid(c: Connection, source: str, place: str, uidvalidity: int) -> int:
    """Return the highest UID of a folder that is taken in or held; 0 where there is none."""
    folder = _folder(source, place, uidvalidity)
    return max(c.execute(_LAST_SEEN, folder).scalar() or 0, c.execute(_LAST_HELD, folder).scalar() or 0)


def seen(c: Connection, source: str, place: str, uidvalidity: int, uids: Collection[int]) -> set[int]:
    """Return those of ``uids`` that need no fetching: taken in from this folder, or given up by a person."""
    folder = _folder(source, place, uidvalidity)
    found: set[int] = set()
    for portion in portions(uids):
        for query in (_SEEN, _GIVEN_UP):
            found.update(c.execute(query, {**folder, "uids": portion}).scalars())
    return found


def arrivals(c: Connection, source: str, place: str, uidvalidity: int) -> dict[int, datetime]:
    """Return when each message taken in from this folder had reached the server, by UID.

    A server that gives another time for a UID has given it to another message, against RFC 9051, 2.3.1.1.
    """
    return {row.uid: row.received_at for row in c.execute(_ARRIVALS, _folder(source, place, uidvalidity))}


def retire(
    c: Connection, source: str, place: str, uidvalidity: int, uids: Collection[int], now: datetime
) -> None:
    """Forget that these UIDs were seen, because the server has given them to other messages."""
    folder = _folder(source, place, uidvalidity)
    for portion in portions(uids):
        c.execute(_RETIRE, {**folder, "uids": portion, "retired_at": now})


def note_unfetched(
    c: Connection, source: str, place: str, uidvalidity: int, uid: int, reason: Words, now: datetime
) -> None:
    """Hold a message whose bytes the server does not give, so that it blocks no other and is not forgotten.

    It is released by itself when it is taken in after all. Noted again, it keeps its id and the first time.
    """
    folder = _folder(source, place, uidvalidity)
    message = {"source": source, "place": place, "uidvalidity": uidvalidity, "uid": uid}
    subject, name = f"{source}/{place}/{uidvalidity}/{uid}", f"{source} {place} UID {uid}"
    why = {"step": "fetch", "reason": reason, "held_at": now, "retried": False}
    if not insert_once(c, held, {"subject": subject, "name": name, **message, **why}):
        c.execute(_UNFETCHED_AGAIN, {**folder, "of_uid": uid, "reason": reason, "retried": False})


def unfetched(c: Connection, source: str, place: str, uidvalidity: int) -> set[int]:
    """Return the UIDs of this folder that could not be fetched and that nobody has given up."""
    return set(c.execute(_UNFETCHED, _folder(source, place, uidvalidity)).scalars())


def count(c: Connection, source: str, place: str, uidvalidity: int) -> int:
    """Return how many messages of this folder are accounted for: taken in or held."""
    folder = _folder(source, place, uidvalidity)
    numbers = (c.execute(query, folder).scalar_one() for query in (_COUNT_SEEN, _COUNT_HELD))
    return sum(numbers)


def add(c: Connection, sha256: str, sighting: Sighting) -> None:
    """Note that an original was seen; a sighting that is known already changes nothing.

    Where the message is known with other bytes, the server has given its UID to another message: the old
    sighting is retired. A mail kept twice is a nuisance, a mail lost is a customer lost.
    """
    row = _row(sha256, sighting)
    if sighting.uid is None:
        if c.execute(_SAME, _named(row)).first() is None:
            c.execute(_ADD, row)
        return
    if not insert_once(c, sightings, row) and c.execute(_SAME, _named(row)).first() is None:
        retire(
            c, sighting.source, sighting.place, sighting.uidvalidity or 0, [sighting.uid], sighting.seen_at
        )
        c.execute(_ADD, row)
    c.execute(_FETCHED_AFTER_ALL, _named(row))


def of(c: Connection, hashes: Collection[str]) -> dict[str, tuple[Sighting, ...]]:
    """Return the sightings of these originals, oldest first, by SHA-256."""
    found: dict[str, tuple[Sighting, ...]] = dict.fromkeys(hashes, ())
    for row in c.execute(_OF, {"hashes": hashes}) if hashes else ():
        found[row.sha256] += (Sighting(row.source, row.place, row.seen_at, row.uidvalidity, row.uid),)
    return found


def _folder(source: str, place: str, uidvalidity: int) -> dict[str, object]:
    return {"of_source": source, "of_place": place, "of_uidvalidity": uidvalidity}


def _row(sha256: str, sighting: Sighting) -> dict[str, object]:
    return {
        "sha256": sha256,
        "source": sighting.source,
        "place": sighting.place,
        "seen_at": sighting.seen_at,
        # two NULLs would never be the same folder
        "uidvalidity": None if sighting.uid is None else sighting.uidvalidity or 0,
        "uid": sighting.uid,
    }


def _named(row: dict[str, object]) -> dict[str, object]:
    return {f"of_{name}": value for name, value in row.items()}


def _in_folder(table: Table) -> ColumnElement[bool]:
    columns = (table.c.source, table.c.place, table.c.uidvalidity)
    return and_(*(column == bindparam(f"of_{column.name}") for column in columns))


_FOLDER = and_(_in_folder(sightings), STANDS)
_HELD_FOLDER = _in_folder(held)
_UIDS: BindParameter[int] = bindparam("uids", expanding=True)

_SEEN = select(sightings.c.uid).where(_FOLDER, sightings.c.uid.in_(_UIDS))
_GIVEN_UP = select(held.c.uid).where(_HELD_FOLDER, held.c.uid.in_(_UIDS), held.c.dropped_at.is_not(None))
_LAST_SEEN = select(func.max(sightings.c.uid)).where(_FOLDER)
_LAST_HELD = select(func.max(held.c.uid)).where(_HELD_FOLDER)
_COUNT_SEEN = select(func.count()).select_from(sightings).where(_FOLDER)
_COUNT_HELD = select(func.count()).select_from(held).where(_HELD_FOLDER)
_ARRIVALS = (
    select(sightings.c.uid, originals.c.received_at)
    .join(originals, originals.c.sha256 == sightings.c.sha256)
    .where(_FOLDER)
)
_UNFETCHED = select(held.c.uid).where(_HELD_FOLDER, held.c.dropped_at.is_(None))

_ADD = insert(sightings).inline()
# An UPDATE sets the columns that its parameters name.
_RETIRE = update(sightings).where(_FOLDER, sightings.c.uid.in_(_UIDS))
_UNFETCHED_AGAIN = update(held).where(_HELD_FOLDER, held.c.uid == bindparam("of_uid"))
_FETCHED_AFTER_ALL = delete(held).where(_HELD_FOLDER, held.c.uid == bindparam("of_uid"))
_SAME = select(sightings.c.id).where(
    sightings.c.sha256 == bindparam("of_sha256"),
    sightings.c.source == bindparam("of_source"),
    sightings.c.place == bindparam("of_place"),
    sightings.c.uidvalidity.is_not_distinct_from(bindparam("of_uidvalidity")),
    sightings.c.uid.is_not_distinct_from(bindparam("of_uid")),
    sightings.c.retired_at.is_(None),
)
_OF = (
    select(sightings)
    .where(sightings.c.sha256.in_(bindparam("hashes", expanding=True)))
    .order_by(sightings.c.id)
)

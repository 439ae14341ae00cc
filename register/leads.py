"""The leads themselves, from their number to the folder they lie in."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    select,
    update,
)

from register.tables import MOVING, UNANNOUNCED, UNPLACED, documents, held, leads, mails, originals
from sales.handing_out import NOT_FOR_A_MANAGER
from sales.judgement import Kind, Whose
from sales.lead import Lead, Stage
from sales.original import OriginalState

HAND_OUT, ANNOUNCE, MOVE = "hand-out", "announce", "move"
"""The steps of a lead, as held items name them."""

_PAGE = 500  # rows fetched together where many are listed
_LYING = (originals.c.path, documents.c.path, mails.c.path)
_INSIDE = (originals.c.next_path, *_LYING)
"""What names a place inside the lead's folder."""


def add(c: Connection, lead: Lead) -> None:
    """Register a lead under the number that ``numbers.next_number`` gave in the same transaction."""
    c.execute(_ADD, _row({name: getattr(lead, name) for name in _NAMES}))


def lead(c: Connection, number: str) -> Lead | None:
    """Return the lead with this number, or None."""
    row = c.execute(_ONE, {"of_number": number}).first()
    return None if row is None else _lead(row)


def lock(c: Connection, number: str) -> None:
    """Let nobody else change the lead until the transaction ends; what is read of it then still holds."""
    c.execute(_LOCK, {"of_number": number})


def stands(c: Connection, known: Lead) -> bool:
    """Return whether the lead still is as it is known; then nobody changes it until the transaction ends."""
    lock(c, known.number)
    return lead(c, known.number) == known


def change(c: Connection, number: str, **values: Any) -> None:
    """Set fields of a lead, named and typed as in ``Lead``; TypeError for a name it does not have."""
    if unknown := values.keys() - _NAMES:
        raise TypeError(f"Lead has no field {', '.join(sorted(unknown))}")
    c.execute(_CHANGE, {"of_number": number, **_row(values)})


def registered(c: Connection, limit: int) -> list[Lead]:
    """Return the first leads, by number, that wait to be handed out; at most ``limit``."""
    wanted = {"in_stage": Stage.REGISTERED, "step": HAND_OUT, "limit": limit}
    return [_lead(row) for row in c.execute(_IN_STAGE, wanted)]


def unannounced(c: Connection, limit: int) -> list[Lead]:
    """Return the first leads, by number, that have moved on while nobody was told whose turn it is.

    At most ``limit``; without those that are to be handed out, and those whose folder is on its way.
    """
    return [_lead(row) for row in c.execute(_TO_ANNOUNCE, {"step": ANNOUNCE, "limit": limit})]


def has_papers(c: Connection, number: str, folder: str) -> bool:
    """Return whether anything of the lead lies in ``folder``, as far as the register knows."""
    return any(c.scalar(_lies_in(column, number, folder)) for column in _LYING)


def moving(c: Connection, limit: int) -> list[Lead]:
    """Return the first leads, by number, whose folder is to be moved; at most ``limit``.

    A lead waits until what it began with lies in its folder: before that there may be none to move.
    """
    return [_lead(row) for row in c.execute(_MOVING, {"step": MOVE, "limit": limit})]


def count_registered(c: Connection) -> int:
    """Return how many leads wait to be handed out, without those whose hand-out is held."""
    wanted = {"in_stage": Stage.REGISTERED, "step": HAND_OUT}
    return int(c.execute(_COUNT.where(_STAGE), wanted).scalar_one())


def count_unannounced(c: Connection) -> int:
    """Return how many leads wait for somebody to be told of their turn, without those where that is held."""
    return int(c.execute(_COUNT.where(_UNTOLD), {"step": ANNOUNCE}).scalar_one())


def count_moving(c: Connection) -> int:
    """Return how many leads wait for their folder to be moved, without those whose move is held."""
    return int(c.execute(_COUNT.where(MOVING), {"step": MOVE}).scalar_one())


def moved(c: Connection, number: str, folder: str, next_folder: str) -> None:
    """Note that all that lay in ``folder`` of the lead lies in ``next_folder``.

    A further move that a person has asked for meanwhile stays asked for.
    """
    for column in _INSIDE:
        c.execute(_rewrite(column, number, folder, next_folder))
    arrived = case((leads.c.next_folder == next_folder, ""), else_=leads.c.next_folder)
    c.execute(_CHANGE.values(folder=next_folder, next_folder=arrived), {"of_number": number})


def listing(
    c: Connection,
    *,
    period: str | None = None,
    region: str | None = None,
    stage: Stage | None = None,
    kind: Kind | None = None,
    manager: str | None = None,
) -> Iterator[Lead]:
    """Return the leads by number, or only those of a period, region ("" is none), stage, kind, or those that
    a manager is to work on.
    """
    query = select(leads).order_by(leads.c.number)
    wanted = {"period": period, "region": region, "stage": stage, "kind": kind, "manager": manager}
    for column, value in wanted.items():
        if value is not None:
            query = query.where(leads.c[column] == value)
    if manager is not None:
        query = query.where(leads.c.kind.not_in(tuple(NOT_FOR_A_MANAGER)))
    for row in c.execution_options(yield_per=_PAGE).execute(query):
        yield _lead(row)


def numbers(c: Connection) -> Iterator[str]:
    """Yield the number of every lead."""
    yield from c.execution_options(yield_per=_PAGE).execute(_NUMBERS).scalars()


def periods(c: Connection) -> list[str]:
    """Return the periods that there are leads of, in their order."""
    return list(c.execute(_PERIODS).scalars())


def _row(values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of these fields: each has one of its own name, but ``whose`` has five."""
    row = {name: value for name, value in values.items() if name != "whose"}
    if (whose := values.get("whose")) is not None:
        row |= {"province": whose.province, "city": whose.city, "region": whose.region}
        row |= {"manager": whose.manager, "whose_reason": whose.reason}
    return row


def _lead(row: Row[Any]) -> Lead:
    values = {name: row._mapping[name] for name in _NAMES if name != "whose"}
    return Lead(**values, whose=Whose(row.province, row.city, row.region, row.manager, row.whose_reason))


def _rewrite(column: Column[str], number: str, folder: str, next_folder: str) -> Any:
    path = next_folder + func.substr(column, len(folder) + 1)
    return update(column.table).where(_inside(column, number, folder)).values({column: path})


def _lies_in(column: Column[str], number: str, folder: str) -> Any:
    return select(exists().where(_inside(column, number, folder)))


def _inside(column: Column[str], number: str, folder: str) -> ColumnElement[bool]:
    return and_(column.table.c.lead == number, column.startswith(f"{folder}/", autoescape=True))


_NAMES = {field.name for field in fields(Lead)}
_THIS = leads.c.number == bindparam("of_number")
_SET_ASIDE = exists().where(
    held.c.subject == leads.c.number, held.c.step == bindparam("step"), ~held.c.retried
)
_FIRST = select(leads).where(~_SET_ASIDE).order_by(leads.c.number).limit(bindparam("limit"))
_COUNT = select(func.count()).select_from(leads).where(~_SET_ASIDE)

_ADD = insert(leads)
_ONE = select(leads).where(_THIS)
_LOCK = select(leads.c.number).where(_THIS).with_for_update()  # SQLite has one writer anyway
_NUMBERS = select(leads.c.number)
_PERIODS = select(leads.c.period).distinct().order_by(leads.c.period)
_CHANGE = update(leads).where(_THIS)  # sets the columns that its parameters name
_STAGE = leads.c.stage == bindparam("in_stage")
_IN_STAGE = _FIRST.where(_STAGE)
_BEGUN = originals.c.state == OriginalState.REGISTERED
_UNPLACED = exists().where(originals.c.lead == leads.c.number, _BEGUN, UNPLACED)
_MOVING = _FIRST.where(MOVING, ~_UNPLACED)
_UNTOLD = UNANNOUNCED & (leads.c.stage != Stage.REGISTERED)
_TO_ANNOUNCE = _FIRST.where(_UNTOLD, leads.c.next_folder == "")

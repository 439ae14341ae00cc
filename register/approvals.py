"""What people were asked to decide, and what they said (I11, I12)."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from register.tables import approvals as table
from sales.approval import Approval
from sales.judgement import Verdict


def ask(c: Connection, approval: Approval) -> None:
    """Note that somebody is asked."""
    c.execute(_ADD, {column.name: getattr(approval, column.name) for column in _FIELDS})


def open_of(c: Connection, number: str) -> list[Approval]:
    """Return what can still be decided about a lead, in the order it was asked."""
    return [Approval(**row._mapping) for row in c.execute(_OPEN, {"of_lead": number})]


def approvals_of(c: Connection, number: str) -> list[Approval]:
    """Return everything that was asked about a lead, in order."""
    return [Approval(**row._mapping) for row in c.execute(_OF_LEAD, {"of_lead": number})]


def by_code(c: Connection, code_hash: str) -> Approval | None:
    """Return what the one-time code with this SHA-256 was given for, or None."""
    row = c.execute(_BY_CODE, {"of_code": code_hash}).first()
    return None if row is None else Approval(**row._mapping)


def decide(
    c: Connection, id_: int, *, verdict: Verdict, by: str, way: str, remark: str, now: datetime
) -> bool:
    """Note a decision; False where it was decided already or is void: then nothing changes (I11)."""
    values = {"verdict": verdict, "by": by, "way": way, "remark": remark, "decided_at": now}
    return c.execute(_DECIDE, {"of_id": id_, **values}).rowcount == 1


def void_all(c: Connection, number: str, now: datetime) -> None:
    """Make void whatever is still open about a lead: its papers or its stage have changed."""
    c.execute(_VOID, {"of_lead": number, "void_at": now})


_FIELDS = [column for column in table.c if column.name != "id"]
_THIS_LEAD = table.c.lead == bindparam("of_lead")
_IS_OPEN = table.c.decided_at.is_(None) & table.c.void_at.is_(None)
_ADD = insert(table)
_OF_LEAD = select(table).where(_THIS_LEAD).order_by(table.c.id)
_OPEN = _OF_LEAD.where(_IS_OPEN)
_BY_CODE = select(table).where(table.c.code_hash == bindparam("of_code"))
_DECIDE = update(table).where(table.c.id == bindparam("of_id"), _IS_OPEN)
_VOID = update(table).where(_THIS_LEAD, _IS_OPEN)

"""Documents and their versions; a version is written once and never changed."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, insert, select

from register.tables import documents
from sales.paper import DocumentKind, Version


def next_version(c: Connection, number: str, kind: DocumentKind) -> int:
    """Return the number that the next version of this document of a lead has; 1 for the first.

    Two writers may get the same: ``add_version`` then fails for the second, whose step is repeated.
    """
    return (c.execute(_LAST, {"of_lead": number, "of_kind": kind}).scalar() or 0) + 1


def add_version(c: Connection, version: Version) -> None:
    """Register a version; IntegrityError where its number is taken."""
    c.execute(_ADD, {column.name: getattr(version, column.name) for column in documents.c})


def versions(c: Connection, number: str) -> list[Version]:
    """Return the documents of a lead in the order of their making."""
    return [Version(**row._mapping) for row in c.execute(_OF_LEAD, {"of_lead": number})]


def last_said(c: Connection, number: str, kind: DocumentKind) -> Mapping[str, str]:
    """Return what people have written into the last version of this document of a lead; {} without one."""
    return c.execute(_SAID_LAST, {"of_lead": number, "of_kind": kind}).scalar() or {}


_THIS_LEAD = documents.c.lead == bindparam("of_lead")
_ADD = insert(documents)
_LAST = select(func.max(documents.c.version)).where(_THIS_LEAD, documents.c.kind == bindparam("of_kind"))
_SAID_LAST = (
    select(documents.c.said)
    .where(_THIS_LEAD, documents.c.kind == bindparam("of_kind"))
    .order_by(documents.c.version.desc())
    .limit(1)
)
_OF_LEAD = (
    select(documents)
    .where(_THIS_LEAD)
    .order_by(documents.c.created_at, documents.c.kind, documents.c.version)
)

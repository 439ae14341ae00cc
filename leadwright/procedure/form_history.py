"""What became of forms before: the lines of the log that say so, and what they tell of one that comes in."""

from __future__ import annotations

from sqlalchemy import Connection

from leadwright.procedure import form_standing
from leadwright.procedure.form_standing import Coming
from leadwright.tools import Tools
from register import documents as versions
from register import moves
from sales.paper import Move
from sales.process import moves_from
from sales.returned import Returned

TAKE, RETURN = "take-form", "return-form"
"""The lines of the log that say what became of a form."""


def log(tools: Tools, c: Connection, coming: Coming, name: str, by: str, document: str = "") -> None:
    """Note that a form was taken or sent back."""
    form = coming.form
    detail = {"form": form.kind, "name": form.name, "file": form.sha256, "original": coming.original.sha256}
    if coming.person is None:
        detail["sender"] = "unknown"
    moves.log(c, Move(coming.subject, name, by, coming.way, tools.now(), detail=detail, document=document))


def is_settled(c: Connection, coming: Coming) -> bool:
    """Return whether this form of this original was dealt with before a crash."""
    return any(
        _is_about(move, coming.form) and move.detail.get("original") == coming.original.sha256
        for move in moves.moves(c, coming.subject)
    )


def is_our_copy(c: Connection, coming: Coming) -> bool:
    """Return whether it is a document as we wrote it that nobody waits for: a forwarded mail brings it."""
    lead, form = coming.lead, coming.form
    if lead is None or any(rule.form == form.kind for rule in moves_from(lead.stage)):
        return False
    return any(each.sha256 == form.sha256 for each in versions.versions(c, lead.number))


def check_new(c: Connection, coming: Coming) -> None:
    """Raise Wrong where the very same file was taken before."""
    for move in moves.moves(c, coming.subject):
        if move.name == TAKE and _is_about(move, coming.form):
            known = versions.versions(c, move.subject)
            raise form_standing.again(next(each for each in known if each.sha256 == move.document))


def _is_about(move: Move, form: Returned) -> bool:
    return move.name in (TAKE, RETURN) and move.detail.get("file") == form.sha256

"""What became of forms before: the lines of the log that say so, and what they tell of one that comes in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from leadwright.procedure.forms import form_standing
from leadwright.procedure.forms.form_standing import Coming
from leadwright.tools import Tools
from register import documents as versions
from register import moves, originals, readings
from sales.paper import Move
from sales.process import moves_from
from sales.returned import Returned

TAKE, RETURN = "take-form", "return-form"
"""The lines of the log that say what became of a form."""
COME_AGAIN = "come-again"
"""The line that says that somebody has put the very same file into a folder once more."""


def log(tools: Tools, c: Connection, coming: Coming, name: str, by: str, document: str = "") -> None:
    """Note that a form was taken or sent back."""
    form = coming.form
    detail = {"form": form.kind, "name": form.name, "file": form.sha256, "original": coming.original.sha256}
    if coming.person is None:
        detail["sender"] = "unknown"
    moves.log(c, Move(coming.subject, name, by, coming.way, tools.now(), detail=detail, document=document))


def come_again(c: Connection, sha256: str, now: datetime) -> None:
    """Note that bytes which were settled came by a folder again: their forms are looked at again.

    Who put them there waits for an answer, and what a form was sent back for may have changed meanwhile.
    """
    original = originals.original(c, sha256)
    if original and readings.forms(c, sha256) and originals.reanswer(c, sha256):
        detail = {"original": sha256, "name": original.name}
        moves.log(c, Move(original.lead or sha256, COME_AGAIN, "leadwright", "folder", now, detail=detail))


def is_settled(c: Connection, coming: Coming) -> bool:
    """Return whether this form of this original was dealt with since it last came: before a crash."""
    settled = False
    for move in moves.moves(c, coming.subject):
        if move.detail.get("original") == coming.original.sha256:
            settled = move.name != COME_AGAIN and (settled or _is_about(move, coming.form))
    return settled


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

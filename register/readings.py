"""What was read out of an original and what it was taken to be."""

import json
from collections.abc import Collection, Iterator
from hashlib import sha256 as digest
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, select, type_coerce, update

from register.once import insert_once
from register.portions import portions
from register.tables import originals, readings
from sales.judgement import Judgement
from sales.letter import Letter
from sales.returned import Returned

_PAGE = 500  # letters in memory at once
_LONGEST_ID = 500  # characters; an index entry of PostgreSQL holds 2,700 bytes


def save(
    c: Connection, sha256: str, letter: Letter, judgement: Judgement, forms: tuple[Returned, ...] = ()
) -> None:
    """Keep what was read, with the forms of ours that are in it; reading again replaces it."""
    content = {"letter": letter, "judgement": judgement, "message_id": indexable(letter.message_id)}
    content |= {"forms": forms}
    if not insert_once(c, readings, {"sha256": sha256, **content}):
        c.execute(_REPLACE, {"of_sha256": sha256, **content})


def letter(c: Connection, sha256: str) -> Letter | None:
    """Return what was read out of an original, or None before it was read."""
    found: Letter | None = c.execute(_LETTER, {"of_sha256": sha256}).scalar()
    return found


def judgement(c: Connection, sha256: str) -> Judgement | None:
    """Return what an original was taken to be, or None before it was read."""
    found: Judgement | None = c.execute(_JUDGEMENT, {"of_sha256": sha256}).scalar()
    return found


def forms(c: Connection, sha256: str) -> tuple[Returned, ...]:
    """Return the forms of ours that were found in an original."""
    found: tuple[Returned, ...] | None = c.execute(_FORMS, {"of_sha256": sha256}).scalar()
    return found or ()


def subjects(c: Connection, hashes: Collection[str]) -> dict[str, str]:
    """Return what these letters are about, by SHA-256; "" where nothing says, none where nothing was read."""
    pages = (c.execution_options(yield_per=_PAGE).execute(_TEXTS, {"hashes": p}) for p in portions(hashes))
    return {row.sha256: json.loads(row.letter).get("subject", "") for row in chain.from_iterable(pages)}


def leads_by_message_id(c: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the leads of the mails with these Message-IDs, by Message-ID; of several, the newest's."""
    wanted = {indexable(id_): id_ for id_ in ids if id_}
    rows = chain.from_iterable(c.execute(_LEADS, {"ids": portion}) for portion in portions(wanted))
    return {wanted[row.message_id]: row.lead for row in rows}


def copy_of(c: Connection, letter: Letter) -> str | None:
    """Return the lead that another copy of this letter belongs to, or None.

    A copy has the same Message-ID *and* the same words and attachments: different mails do share one (I2).
    """
    return next((row.lead for row in _copies(c, letter)), None)


def is_copy(c: Connection, sha256: str, letter: Letter) -> bool:
    """Return whether an original with a lead had brought the same letter before this one did."""
    return next((row.sha256 != sha256 for row in _copies(c, letter)), False)


def _copies(c: Connection, letter: Letter) -> Iterator[Row[Any, Any, Any]]:
    """Yield the originals with a lead that say the same as ``letter``, the first to arrive first."""
    rows = c.execute(_LETTERS, {"id": indexable(letter.message_id)}) if letter.message_id else ()
    return (row for row in rows if _content(row.letter) == _content(letter))


def _content(letter: Letter) -> tuple[object, ...]:
    attached = sorted((each.name, each.size, each.sha256, each.text) for each in letter.attachments)
    return letter.subject, letter.text, attached


def indexable(message_id: str) -> str:
    """Return a Message-ID as the index keeps it: one of hostile length by its SHA-256."""
    if len(message_id) <= _LONGEST_ID:
        return message_id
    return f"sha256:{digest(message_id.encode(errors='surrogatepass')).hexdigest()}"


_THIS = readings.c.sha256 == bindparam("of_sha256")
_REPLACE = update(readings).where(_THIS)  # sets the columns that its parameters name
_TEXTS = select(readings.c.sha256, type_coerce(readings.c.letter, Text).label("letter")).where(
    readings.c.sha256.in_(bindparam("hashes", expanding=True))
)  # PostgreSQL could not take the subject out itself: its JSON knows no NUL
_LETTER = select(readings.c.letter).where(_THIS)
_FORMS = select(readings.c.forms).where(_THIS)
_JUDGEMENT = select(readings.c.judgement).where(_THIS)
_WITH_LEAD = originals.c.lead.is_not(None)
_CARRYING = readings.join(originals, originals.c.sha256 == readings.c.sha256)
_LEADS = (
    select(readings.c.message_id, originals.c.lead)
    .select_from(_CARRYING)
    .where(readings.c.message_id.in_(bindparam("ids", expanding=True)), _WITH_LEAD)
    .order_by(originals.c.id)  # the newest comes last and stays
)
_LETTERS = (
    select(readings.c.sha256, readings.c.letter, originals.c.lead)
    .select_from(_CARRYING)
    .where(readings.c.message_id == bindparam("id"), _WITH_LEAD)
    .order_by(originals.c.id)
)

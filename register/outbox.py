"""Mails on their way out: bytes and Message-ID fixed when composed, one state per recipient (I9).

::

    QUEUED ── sending ──▶ SENDING ── settle ──▶ SENT, REFUSED, UNCERTAIN, or QUEUED for a later try
       └───────────────── settle ─────────────▶ REFUSED, or QUEUED for a later try

A crash leaves SENDING, which ``interrupted`` turns into UNCERTAIN. What comes back is REFUSED after all
(:mod:`register.bounces`). Only a person leads out of UNCERTAIN and REFUSED: ``requeue``, ``write_off`` or
``give_up``.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, exists, func, insert, select, update

from register.columns import Utc
from register.portions import portions
from register.tables import held, recipients
from register.tables import mails as table
from sales.paper import Delivery, OutgoingMail, Recipient
from sales.words import Refused, Words

SEND = "send"
"""The step that a held item names when recipients of a mail wait for a person; the others are still tried."""

FARTHEST = timedelta(days=1)
"""A next try farther off was set by a clock that ran ahead; no pause is as long."""

_BEFORE: dict[Delivery, tuple[Delivery, ...]] = {
    Delivery.QUEUED: (Delivery.QUEUED, Delivery.SENDING),
    Delivery.REFUSED: (Delivery.QUEUED, Delivery.SENDING),
    Delivery.SENT: (Delivery.SENDING,),
    Delivery.UNCERTAIN: (Delivery.SENDING,),
}
"""What an attempt may end in, and the states it may end from."""


def post(c: Connection, mail: OutgoingMail) -> None:
    """Put a mail in the outbox; each recipient is tried at its ``next_try``, or at once."""
    c.execute(_POST, {column.name: getattr(mail, column.name) for column in table.c})
    for recipient in mail.recipients:
        row = {name: getattr(recipient, name) for name in _RECIPIENT}
        row |= {"message_id": mail.message_id, "next_try": recipient.next_try or mail.composed_at}
        c.execute(_ADDRESS, row)


def due(c: Connection, now: datetime, limit: int) -> list[OutgoingMail]:
    """Return the mails that can be sent now, longest waiting first, at most ``limit``.

    Each carries only those recipients that are to be tried. A mail that is held at another step than ``SEND``
    is left out.
    """
    when = {"now": now, "farthest": now + FARTHEST}
    ids = list(c.execute(_DUE, {**when, "limit": limit}).scalars())
    found = {mail.message_id: mail for mail in _mails(c.execute(_DUE_RECIPIENTS, {**when, "ids": ids}))}
    return [found[id_] for id_ in ids]


def sending(c: Connection, message_id: str, emails: Collection[str]) -> None:
    """Note that the final dot may be on its way to these recipients; commit it before the dot is sent.

    Refused where one of them is not queued any more: then somebody else is sending, and no dot must follow.
    """
    claim = {"of_message": message_id, "emails": emails, "state": Delivery.SENDING}
    if c.execute(_SENDING, claim).rowcount != len(set(emails)):
        raise Refused(_not_waiting(message_id))


def settle(
    c: Connection,
    message_id: str,
    email: str,
    outcome: Delivery,
    answer: str,
    next_try: datetime | None,
    now: datetime,
) -> None:
    """Note how an attempt ended for one recipient; QUEUED with ``next_try`` is a later try.

    Refused where the recipient's state does not lead there, e.g. is settled already.
    """
    later = outcome is Delivery.QUEUED
    values = {"state": outcome, "answer": answer, "next_try": (next_try or now) if later else None}
    values |= {"settled_at": None if later else now}
    this = {"of_message": message_id, "of_email": email, "before": _BEFORE[outcome]}
    if c.execute(_SETTLE, this | values).rowcount != 1:
        raise Refused(_not_waiting(message_id))


def postpone(c: Connection, message_id: str, email: str, why: str, next_try: datetime) -> None:
    """Let a queued recipient wait until ``next_try``, without counting an attempt."""
    values = {"answer": why, "next_try": next_try}
    c.execute(_POSTPONE, {"of_message": message_id, "of_email": email, **values})


def left_sending(c: Connection) -> list[OutgoingMail]:
    """Return the mails, each with those recipients, that a crash left SENDING: ask before ``interrupted``."""
    return _mails(c.execute(_LEFT_SENDING))


def interrupted(c: Connection, now: datetime) -> int:
    """Turn what a crash left SENDING into UNCERTAIN; return how many recipients.

    Only while nobody sends: at the start of the one program that does.
    """
    return c.execute(_INTERRUPT, {"state": Delivery.UNCERTAIN, "settled_at": now}).rowcount


def requeue(c: Connection, message_id: str, now: datetime) -> None:
    """Queue the recipients again whose delivery is UNCERTAIN or was REFUSED; a person has decided it."""
    values = {"state": Delivery.QUEUED, "next_try": now, "settled_at": None}
    c.execute(_REQUEUE, {"of_message": message_id, **values})


def write_off(c: Connection, message_id: str, now: datetime) -> None:
    """Drop the recipients whose delivery is UNCERTAIN or was REFUSED; a later try for the others goes on."""
    c.execute(_WRITE_OFF, {"of_message": message_id, "state": Delivery.DROPPED, "settled_at": now})


def give_up(c: Connection, message_id: str, now: datetime) -> None:
    """Drop the recipients that the mail has not reached for certain; a person has decided it."""
    values = {"state": Delivery.DROPPED, "next_try": None, "settled_at": now}
    c.execute(_GIVE_UP, {"of_message": message_id, **values})


def mails_of(c: Connection, lead: str) -> list[OutgoingMail]:
    """Return the mails about a lead with all their recipients, in the order they were composed."""
    return _mails(c.execute(_OF_LEAD, {"of_lead": lead}))


def mail(c: Connection, message_id: str) -> OutgoingMail | None:
    """Return the mail with all its recipients, or None."""
    return next(iter(_mails(c.execute(_ONE, {"of_message": message_id}))), None)


def count_by_state(c: Connection) -> dict[Delivery, int]:
    """Return how many recipients are in each state."""
    found = {row.state: row.number for row in c.execute(_COUNT_BY_STATE)}
    return {state: found.get(state, 0) for state in Delivery}


def sent_since(c: Connection, email: str, since: datetime) -> int:
    """Return how many mails reached an address since then, for certain or perhaps (I10)."""
    return int(c.execute(_SENT_SINCE, {"of_email": email, "since": since}).scalar_one())


def composed_since(c: Connection, email: str, purpose: str, since: datetime) -> int:
    """Return how many mails of one purpose were composed for an address since then, sent or not (I10)."""
    wanted = {"of_email": email, "of_purpose": purpose, "since": since}
    return int(c.execute(_COMPOSED_SINCE, wanted).scalar_one())


def count_of(c: Connection, lead: str, purpose: str) -> int:
    """Return how many mails of one purpose there are about a lead, or, for "", about none."""
    return int(c.execute(_COUNT_OF, {"of_lead": lead, "of_purpose": purpose}).scalar_one())


def leads_by_message_id(c: Connection, message_ids: Collection[str]) -> dict[str, str]:
    """Return the leads that our mails with these Message-IDs are about, by Message-ID."""
    found = (row for portion in portions(message_ids) for row in c.execute(_LEADS, {"ids": portion}))
    return {row.message_id: row.lead for row in found if row.lead}


def _mails(rows: Iterable[Row[Any]]) -> list[OutgoingMail]:
    """Return one mail per Message-ID from rows of mail and recipient, which lie together."""
    return [_mail(list(group)) for _, group in groupby(rows, key=lambda row: row.message_id)]


def _mail(rows: Sequence[Row[Any]]) -> OutgoingMail:
    values = {column.name: rows[0]._mapping[column] for column in table.c}
    return OutgoingMail(**values, recipients=tuple(_recipient(row) for row in rows))


def _recipient(row: Row[Any]) -> Recipient:
    return Recipient(**{name: row._mapping[recipients.c[name]] for name in _RECIPIENT})


def _not_waiting(message_id: str) -> Words:
    return Words(
        f"邮件 {message_id} 已有收件人被处理，本次发送作废。",
        f"A recipient of mail {message_id} has been dealt with already; this attempt does not count.",
    )


_RECIPIENT = tuple(field.name for field in fields(Recipient))
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_NOW: BindParameter[datetime] = bindparam("now", type_=Utc())
_FARTHEST: BindParameter[datetime] = bindparam("farthest", type_=Utc())
_SINCE: BindParameter[datetime] = bindparam("since", type_=Utc())

_BOTH = select(table, *(recipients.c[name] for name in _RECIPIENT)).join(recipients)
_WHOLE = _BOTH.order_by(table.c.composed_at, table.c.message_id, recipients.c.email)
_ONE = _WHOLE.where(table.c.message_id == bindparam("of_message"))
_OF_LEAD = _WHOLE.where(table.c.lead == bindparam("of_lead"))

_IS_TIME = (recipients.c.next_try <= _NOW) | (recipients.c.next_try > _FARTHEST)
_IS_DUE = (recipients.c.state == Delivery.QUEUED) & _IS_TIME
_NOT_HELD = ~exists().where(held.c.subject == recipients.c.message_id, held.c.step != SEND, ~held.c.retried)
_DUE = (
    select(recipients.c.message_id)
    .where(_IS_DUE, _NOT_HELD)
    .group_by(recipients.c.message_id)
    .order_by(func.min(recipients.c.next_try), recipients.c.message_id)
    .limit(bindparam("limit"))
)
_DUE_RECIPIENTS = _WHOLE.where(_IS_DUE, table.c.message_id.in_(_IDS))

_WAITS_FOR_A_PERSON = recipients.c.state.in_([Delivery.UNCERTAIN, Delivery.REFUSED])
_LEFT_SENDING = _WHOLE.where(recipients.c.state == Delivery.SENDING)
_LEADS = select(table.c.message_id, table.c.lead).where(table.c.message_id.in_(_IDS))
_OF_PURPOSE = table.c.purpose == bindparam("of_purpose")
_COUNT_OF = select(func.count()).where(table.c.lead == bindparam("of_lead"), _OF_PURPOSE)
_COUNT_BY_STATE = select(recipients.c.state, func.count().label("number")).group_by(recipients.c.state)
_REACHED = recipients.c.state.in_([Delivery.SENT, Delivery.UNCERTAIN])
_SENT_SINCE = (
    select(func.count())
    .select_from(recipients)
    .where(recipients.c.email == bindparam("of_email"), recipients.c.settled_at >= _SINCE, _REACHED)
)
_COMPOSED_SINCE = (
    select(func.count())
    .select_from(recipients.join(table))
    .where(recipients.c.email == bindparam("of_email"), _OF_PURPOSE, table.c.composed_at >= _SINCE)
)

_POST = insert(table)
_ADDRESS = insert(recipients)

# An UPDATE sets the columns that its parameters name.
_TO = update(recipients).where(recipients.c.message_id == bindparam("of_message"))
_TO_ONE = _TO.where(recipients.c.email == bindparam("of_email"))
_ATTEMPT = {recipients.c.attempts: recipients.c.attempts + 1}
_SENDING = _TO.where(
    recipients.c.email.in_(bindparam("emails", expanding=True)), recipients.c.state == Delivery.QUEUED
)
_SETTLE = _TO_ONE.where(recipients.c.state.in_(bindparam("before", expanding=True))).values(_ATTEMPT)
_POSTPONE = _TO_ONE.where(recipients.c.state == Delivery.QUEUED)
_INTERRUPT = update(recipients).where(recipients.c.state == Delivery.SENDING).values(_ATTEMPT)
_REQUEUE = _TO.where(_WAITS_FOR_A_PERSON)
_WRITE_OFF = _TO.where(_WAITS_FOR_A_PERSON)
_GIVE_UP = _TO.where(recipients.c.state.not_in([Delivery.SENT, Delivery.SENDING]))

"""Memos of technical exchanges on their way to the customer, who acknowledges them (P3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from documents import memo as printed_memo
from documents.customer_mails import MemoSent
from leadwright import mailing, writing
from leadwright.procedure import to_customer
from leadwright.tools import Tools
from leadwright.writing import Written
from sales.lead import Lead
from sales.paper import DocumentKind, Move, OutgoingMail, Version

ACKNOWLEDGE = "acknowledge-memo"


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that people have filled in, and when the customer's acknowledgement of it was put on record."""

    version: Version
    acknowledged_at: datetime | None = None


def to_be_acknowledged(tools: Tools, lead: Lead, written: Written) -> OutgoingMail | None:
    """Return the mail that asks the customer to acknowledge the memo, None where it can't go by mail.

    Then whoever hands it over to them puts the acknowledgement on record.
    """
    version = written.version
    file = to_customer.enclosed(tools, version)
    customer = to_customer.address_of(tools, lead)
    if customer is None or to_customer.obstacle(tools, lead, [file]):
        return None
    said = printed_memo.fields(written.case, writing.paper_of(tools))
    mail = MemoSent(to_customer.opening_of(tools, lead), (file.name,), said.subject, said.held_on)
    author = to_customer.author_of(tools, lead)
    return mailing.compose_mail(tools, mail, to=[customer], lead=lead, attached=[file], author=author)


def memos_of(versions: Sequence[Version], log: Sequence[Move]) -> tuple[Memo, ...]:
    """Return the memos of a lead in their order; of several open ones, an acknowledgement means the newest.

    A newer memo takes the place of those before it that nobody has acknowledged.
    """
    filled = [each for each in versions if each.kind is DocumentKind.MEMO and each.said]
    ends = [*(each.created_at for each in filled[1:]), None]
    return tuple(
        Memo(version, _acknowledged(log, version.created_at, end))
        for version, end in zip(filled, ends, strict=True)
    )


def open_memo(versions: Sequence[Version], log: Sequence[Move]) -> Version | None:
    """Return the memo that waits for the customer's acknowledgement, None where none does."""
    last = next(reversed(memos_of(versions, log)), None)
    return last.version if last and last.acknowledged_at is None else None


def _acknowledged(log: Sequence[Move], since: datetime, until: datetime | None) -> datetime | None:
    made = (move.at for move in log if move.name == ACKNOWLEDGE)
    return next((at for at in made if at >= since and (until is None or at < until)), None)

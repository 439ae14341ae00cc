"""Memos of technical exchanges on their way to the customer, who acknowledges them (P3.5)."""

from __future__ import annotations

from documents import memo as printed_memo
from documents.customer_mails import MemoSent
from leadwright import mailing, writing
from leadwright.procedure import to_customer
from leadwright.tools import Tools
from leadwright.writing import Written
from sales.lead import Lead
from sales.memos import is_signed
from sales.paper import OutgoingMail


def to_be_acknowledged(tools: Tools, lead: Lead, written: Written) -> OutgoingMail | None:
    """Return the mail that asks the customer to acknowledge the memo, None where it can't go by mail, or they
    have acknowledged it already.

    What can't go by mail is handed over, and whoever does so puts the acknowledgement on record.
    """
    version = written.version
    if is_signed(version):
        return None
    file = to_customer.enclosed(tools, version)
    customer = to_customer.address_of(tools, lead)
    if customer is None or to_customer.obstacle(tools, lead, [file]):
        return None
    said = printed_memo.fields(written.case, writing.paper_of(tools))
    mail = MemoSent(to_customer.opening_of(tools, lead), (file.name,), said.subject, said.held_on)
    author = to_customer.author_of(tools, lead)
    return mailing.compose_mail(tools, mail, to=[customer], lead=lead, attached=[file], author=author)

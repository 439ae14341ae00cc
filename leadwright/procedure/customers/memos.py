"""Memos of technical exchanges on their way to the customer, who acknowledges them (P3.5)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from documents import memo as printed_memo
from documents.customer import called
from documents.customer_mails import MemoSent
from documents.mail import Attached
from documents.turn import Turn, Way
from leadwright import mailing, writing
from leadwright.procedure.asking import question
from leadwright.procedure.customers import to_customer
from leadwright.procedure.turns import turn_words
from leadwright.tools import Tools
from leadwright.writing import Written
from register import approvals, outbox
from sales.approval import Approval
from sales.lead import Lead
from sales.memos import ACKNOWLEDGE, is_signed
from sales.paper import OutgoingMail
from sales.permission import rule_named
from sales.spoken import answer_line
from sales.turns import Asked, follower
from sales.words import Words

BY_HAND = Words(
    "打印备忘录交客户确认", "have the customer acknowledge the memo, by fax or when you meet them"
)


@dataclass(frozen=True)
class Sent:
    """A memo on its way; the register has still to be told."""

    mail: OutgoingMail
    asked: Approval | None = None  # of who takes it to the customer, where it could not be mailed to them


def to_be_acknowledged(tools: Tools, lead: Lead, written: Written) -> Sent | None:
    """Return the mail that asks the customer to acknowledge the memo, or one to whoever takes it to them.

    None where it says itself that they have, or where nobody is to be told.
    """
    if is_signed(written.version):
        return None
    file = to_customer.enclosed(tools, written.version)
    if why := to_customer.obstacle(tools, lead, [file]):
        asked = follower(lead, tools.territory, tools.settings.absences, tools.now().date())
        return _by_hand(tools, lead, file, why, asked) if asked else None
    return Sent(_by_mail(tools, lead, written, file))


def note(c: Connection, sent: Sent) -> None:
    """Send it."""
    outbox.post(c, sent.mail)
    if sent.asked:
        approvals.ask(c, sent.asked)


def _by_mail(tools: Tools, lead: Lead, written: Written, file: Attached) -> OutgoingMail:
    customer = to_customer.address_of(tools, lead)
    assert customer, "else there was an obstacle"  # noqa: S101
    said = printed_memo.fields(written.case, writing.paper_of(tools))
    mail = MemoSent(to_customer.opening_of(tools, lead), (file.name,), said.subject, said.held_on)
    author = to_customer.author_of(tools, lead)
    return mailing.compose_mail(tools, mail, to=[customer], lead=lead, attached=[file], author=author)


def _by_hand(tools: Tools, lead: Lead, file: Attached, why: Words, asked: Asked) -> Sent:
    """Return the mail to whoever talks to the customer, with the memo to print."""
    language, rule = tools.language, rule_named(ACKNOWLEDGE, lead)
    asks = question(lead, asked.person, (), tools.now())
    mail = Turn(
        addressee=asked.acting.name,
        mark=asks.mark,
        task=BY_HAND.in_(language),
        headline=turn_words.headline(tools, lead),
        customer=called(lead),
        product=turn_words.product(tools, lead),
        region=lead.whose.region,
        importance=lead.importance,
        before="",
        notes=(),
        away=asked.person.name if asked.deputy else "",
        missing="",
        due="",
        late="",
        is_paused=False,
        forms=(),
        lines=(Way(answer_line(rule, language), rule.words.in_(language)),),
        revisions=(),
        attached=(file.name,),
        named=(),
        folder=lead.folder,
        obstacle=why.in_(language),
    )
    composed = mailing.compose_mail(tools, mail, to=[asked.acting], lead=lead, attached=[file])
    return Sent(composed, asks.approval)

"""What leaves the house once it is decided: the quote, the letter that declines, a lead for another division.

What goes out is exactly what was decided on: the newest versions, those that the decision names, byte for
byte (I11). Mail, move and next stage are one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from documents import quote as printed_quote
from documents.customer_mails import Declined, Quoted
from documents.mail import Attached
from documents.mails import Mail
from leadwright import mailing, writing
from leadwright.home import one_writer
from leadwright.procedure import papers
from leadwright.procedure.customers import handing_over, to_customer
from leadwright.tools import Tools
from register import approvals, leads, moves, outbox, tasks
from sales.approval import Paper
from sales.judgement import Verdict
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Move, OutgoingMail, Version
from sales.words import Failure, Words

DECIDED_IN = {
    Stage.APPROVED: Stage.REVIEWING,
    Stage.DECLINED: Stage.DECLINING,
    Stage.TRANSFERRED: Stage.TRANSFERRING,
}
"""For each stage in which something leaves, the one in which it was decided."""

STAGES = frozenset(DECIDED_IN)
NEXT = {Stage.APPROVED: Stage.QUOTED}
"""Where a lead is once its papers have left; the others are at their end."""

SEND = "send"
BY, WAY = "leadwright", "service"

Versions = Mapping[DocumentKind, Version]


def leave(tools: Tools, lead: Lead) -> bool:
    """Return whether the papers of a lead in one of ``STAGES`` have left: then everything is committed.

    False where a person has to send them, and why is what ``obstacle`` says. The caller is not the one
    writer of the home. Failure where the papers are not those that were decided on.
    """
    with one_writer(tools.settings.home):
        decided = papers_of(tools, lead)
        mail = _BY_MAIL[lead.stage](tools, lead, decided)
        if mail is None:
            return False
        with tools.register.begin() as c:
            if leads.stands(c, lead):
                _note(tools, c, lead, mail, _main(decided))
    return True


def obstacle(tools: Tools, lead: Lead) -> Words | None:
    """Return why the papers can't leave by mail, or None where they can."""
    if lead.stage is Stage.TRANSFERRED:
        return None
    return to_customer.obstacle(tools, lead, parcel(tools, lead))


def parcel(tools: Tools, lead: Lead) -> list[Attached]:
    """Return the files that the customer is to have, for whoever prints or faxes them."""
    return _enclosed(tools, papers_of(tools, lead))


def papers_of(tools: Tools, lead: Lead) -> Versions:
    """Return what was decided on, as long as it is still the newest; Failure where it is not (I11)."""
    before = DECIDED_IN[lead.stage]
    with tools.register.read() as c:
        newest = papers.to_decide(before, papers.latest(c, lead.number))
        asked = approvals.approvals_of(c, lead.number)
    decided = [each for each in asked if each.stage is before and each.verdict is Verdict.APPROVE]
    known = {Paper(each.kind, each.version, each.sha256) for each in newest}
    if not decided or not known or set(decided[-1].papers) != known:
        raise Failure(_not_decided(lead))
    return {each.kind: each for each in newest}


def _quote(tools: Tools, lead: Lead, decided: Versions) -> OutgoingMail | None:
    quote = decided[DocumentKind.QUOTE]
    files = _enclosed(tools, decided)
    case = writing.case_of(tools, lead, quote.version, quote.created_by, quote.said)
    manager = tools.territory.person(lead.whose.manager)
    with tools.register.read() as c:
        is_revised = any(move.name == SEND for move in moves.moves(c, lead.number))
    mail = Quoted(
        to_customer.opening_of(tools, lead),
        attached=tuple(file.name for file in files),
        has_proposal=DocumentKind.PROPOSAL in decided,
        is_revised=is_revised,
        valid_until=printed_quote.fields(case, writing.paper_of(tools)).valid_until,
        manager=manager.name if manager else "",
        manager_email=manager.email if manager else "",
    )
    return _to_customer(tools, lead, mail, files)


def _letter(tools: Tools, lead: Lead, decided: Versions) -> OutgoingMail | None:
    files = _enclosed(tools, decided)
    mail = Declined(to_customer.opening_of(tools, lead), tuple(file.name for file in files))
    return _to_customer(tools, lead, mail, files)


def _whole_file(tools: Tools, lead: Lead, decided: Versions) -> OutgoingMail:
    return handing_over.whole_file(tools, lead, decided[DocumentKind.TRANSFER])


def _to_customer(tools: Tools, lead: Lead, mail: Mail, files: list[Attached]) -> OutgoingMail | None:
    """Return the mail to the customer, None where it can't go to them."""
    customer = to_customer.address_of(tools, lead)
    if customer is None or to_customer.obstacle(tools, lead, files):
        return None
    author = to_customer.author_of(tools, lead)
    return mailing.compose_mail(tools, mail, to=[customer], lead=lead, attached=files, author=author)


def _enclosed(tools: Tools, decided: Versions) -> list[Attached]:
    return [to_customer.enclosed(tools, version) for version in decided.values()]


def _main(decided: Versions) -> Version:
    """Return the paper that the log names: of proposal and quote, the quote."""
    return decided.get(DocumentKind.QUOTE) or next(iter(decided.values()))


def _note(tools: Tools, c: Connection, lead: Lead, mail: OutgoingMail, paper: Version) -> None:
    """Send the mail and tell the register; whoever was asked to send the papers by hand need not any more."""
    now, stage = tools.now(), NEXT.get(lead.stage, lead.stage)
    outbox.post(c, mail)
    tasks.close_all(c, lead.number, now)
    approvals.void_all(c, lead.number, now)
    leads.change(c, lead.number, stage=stage, is_announced=stage is lead.stage)
    to = ", ".join(recipient.email for recipient in mail.recipients)
    detail = {"way": "mail", "to": to, "message_id": mail.message_id}
    made = Move(lead.number, SEND, BY, WAY, now, lead.stage, stage, detail)
    moves.log(c, replace(made, document=paper.sha256))


_BY_MAIL: Mapping[Stage, Callable[[Tools, Lead, Versions], OutgoingMail | None]] = {
    Stage.APPROVED: _quote,
    Stage.DECLINED: _letter,
    Stage.TRANSFERRED: _whole_file,
}


def _not_decided(lead: Lead) -> Words:
    return Words(
        f"{lead.number} 的文件与批准时的不一致（批准后又写了新版本，或没有批准记录），没有发出。"
        "请按新版本重新送审：修订报价（revise-quote），或重新启动（reopen）。",
        f"the papers of {lead.number} are not those that were decided on (a version was written since, or "
        "there is no decision), so nothing was sent. Have them decided on anew: revise-quote, or reopen.",
    )

"""Handing a lead over to another division, with everything received (P1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from documents import customer, printed
from documents.mail import Attached
from documents.transferred import Transferred
from leadwright import enclosing, mailing, writing
from leadwright.procedure import papers
from leadwright.procedure.customers.to_customer import coordinator_of
from leadwright.tools import Tools
from register import approvals, moves
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, OutgoingMail, Version
from sales.people import Person, Role, Territory


def whole_file(tools: Tools, lead: Lead, transfer: Version) -> OutgoingMail:
    """Return the mail with transfer form, registration form and everything received; the rest is named.

    It goes to the head of the division, and where the settings know none, to the coordinators, who pass it
    on. Failure where the company has no coordinator, or a file is no longer what was filed.
    """
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    said = _said(tools, lead, transfer)
    head = head_of(tools.territory, said)
    to = (head,) if head else (coordinator_of(tools),)
    files, large = _files(tools, lead, transfer)
    mail = _mail(tools, lead, said, to)
    mail = replace(mail, attached=tuple(file.name for file in files), named=tuple(large))
    knowing = [person for person in coordinators if person not in to]
    return mailing.compose_mail(tools, mail, to=to, cc=knowing, lead=lead, attached=files)


def head_of(territory: Territory, said: Mapping[str, str]) -> Person | None:
    """Return who heads the division that the transfer form names; None where nobody can tell."""
    heads = territory.with_role(Role.DIVISION)
    named = f"{said.get('division', '')} {said.get('division_head', '')}".casefold()
    for head in heads:
        if any(name.casefold() in named for name in (head.name, head.id, *head.regions)):
            return head
    return heads[0] if len(heads) == 1 else None


def _files(tools: Tools, lead: Lead, transfer: Version) -> tuple[list[Attached], list[str]]:
    """Return what goes with the mail, the forms first, and the names of what is too large."""
    with tools.register.read() as c:
        registration = papers.latest(c, lead.number).get(DocumentKind.REGISTRATION)
    forms = (version for version in (transfer, registration) if version)
    return enclosing.gathered(tools, forms, writing.received_with(tools, lead))


def _said(tools: Tools, lead: Lead, transfer: Version) -> Mapping[str, str]:
    """Return what the form says, and where it says nothing, what was said when the transfer was proposed."""
    with tools.register.read() as c:
        proposed = [move for move in moves.moves(c, lead.number) if move.after == Stage.TRANSFERRING]
    return {**(proposed[-1].detail if proposed else {}), **transfer.said}


def _mail(tools: Tools, lead: Lead, said: Mapping[str, str], to: tuple[Person, ...]) -> Transferred:
    """Return what the mail says, but for its files."""
    asked = lead.enquiry
    return Transferred(
        addressee=printed.names(to, tools.language),
        number=lead.number,
        division=said.get("division", ""),
        is_theirs=Role.DIVISION in to[0].roles,
        customer=customer.called(lead),
        contact=customer.value(asked.contact),
        phone=customer.value(asked.phone),
        email=customer.value(asked.email),
        wanted=customer.wanted(lead, tools.language),
        reason=said.get("reason", ""),
        director=_who_consented(tools, lead),
        coordinator=coordinator_of(tools).name,
        attached=(),
        named=(),
    )


def _who_consented(tools: Tools, lead: Lead) -> str:
    """Return the name of who consented to the transfer, the last time somebody did."""
    with tools.register.read() as c:
        decided = [each for each in approvals.approvals_of(c, lead.number) if each.decided_at]
    by = next((each.by for each in reversed(decided) if each.stage is Stage.TRANSFERRING), "")
    person = tools.territory.person(by)
    return person.name if person else ""

"""Mails to a customer: where they go, who of us writes them, and what goes with them (P1.2, P3.5, P4.1)."""

from __future__ import annotations

from collections.abc import Sequence

from documents import headers, printed
from documents.customer import value
from documents.customer_mails import Opening, opening
from documents.kinds import KINDS
from documents.mail import Attached
from documents.outward import outward
from leadwright import writing
from leadwright.mailing import Author
from leadwright.printing import PDF, PDF_TYPE, kept_pdf
from leadwright.tools import Tools
from leadwright.writing import WORD, WORD_TYPE
from sales.enquiry import BY_HAND
from sales.lead import Lead
from sales.letter import Address
from sales.original import Channel
from sales.paper import Version
from sales.people import Person, Role
from sales.public_mail import company_domain
from sales.words import Failure, Words


def address_of(tools: Tools, lead: Lead) -> Address | None:
    """Return the customer's mail address: the one they gave, else the one they wrote from; None for none.

    A colleague who forwards an enquiry is not the customer, whether the settings know them or not; what a
    person has typed is taken at its word.
    """
    given = lead.enquiry.email
    wrote_from = lead.source if lead.channel is Channel.EMAIL else ""
    for email in (value(given), wrote_from):
        is_typed = given is not None and given.place == BY_HAND and email == given.value
        if _is_usable(email) and (is_typed or not _is_colleagues(tools, email)):
            return Address(value(lead.enquiry.contact), email)
    return None


def _is_colleagues(tools: Tools, email: str) -> bool:
    """Return whether somebody of the company has the address, by the settings or by its domain."""
    ours = tools.settings.own_addresses
    domains = {company_domain(each) for each in ours} - {""}
    return email.casefold() in ours or company_domain(email) in domains


def _is_usable(email: str) -> bool:
    try:
        return bool(headers.address(email))
    except Failure:
        return False


def obstacle(tools: Tools, lead: Lead, files: Sequence[Attached]) -> Words | None:
    """Return why these files can't go to the customer by mail, or None where they can."""
    if address_of(tools, lead) is None:
        return Words("没有客户的邮箱地址", "no mail address of the customer is known")
    size, limit = sum(len(file.data) for file in files), tools.settings.attach_limit
    if size <= limit:
        return None
    return Words(
        f"文件共 {printed.size(size)}，超过邮件附件上限 {printed.size(limit)}",
        f"the files come to {printed.size(size)}, more than the {printed.size(limit)} that a mail may carry",
    )


def author_of(tools: Tools, lead: Lead) -> Author:
    """Return the coordinator, who writes to customers (P4.1), in answer to the mail that the lead began with.

    Failure where the company has no coordinator.
    """
    received = writing.received_with(tools, lead)
    letters = (each.letter for each in received if each.original.channel is Channel.EMAIL)
    theirs = next((letter for letter in letters if letter and _is_theirs(tools, letter.sender)), None)
    return Author(coordinator_of(tools), theirs.message_id if theirs else "")


def coordinator_of(tools: Tools) -> Person:
    """Return the coordinator; Failure where the company has none."""
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    if not coordinators:
        raise Failure(_NO_COORDINATOR)
    return coordinators[0]


def _is_theirs(tools: Tools, sender: Address | None) -> bool:
    return sender is not None and sender.email not in tools.settings.own_addresses


def opening_of(tools: Tools, lead: Lead) -> Opening:
    """Return how the coordinator begins and ends a mail to the lead's customer."""
    return opening(lead, coordinator_of(tools), writing.paper_of(tools))


def enclosed(tools: Tools, version: Version) -> Attached:
    """Return a paper as the customer gets it: its PDF where one is kept, else a Word file without our boxes.

    Failure where the file is gone, is no longer the one that was filed (I11), or is none that can be sent.
    """
    word = tools.archive.read(version.path, version.sha256)
    title = KINDS[version.kind].heading.in_(tools.language)
    called = f"{title} {version.lead}-V{version.version}"
    if pdf := kept_pdf(tools, version):
        return Attached(called + PDF, PDF_TYPE, pdf[1])
    try:
        return Attached(called + WORD, WORD_TYPE, outward(word))
    except ValueError as error:
        raise Failure(_not_sent(version)) from error


def _not_sent(version: Version) -> Words:
    return Words(
        f"{version.path} 打不开，没有发给客户。请用 Word 另存为 .docx，作为新版本交回并重新送审。",
        f"{version.path} can't be opened and was not sent. Save it as .docx in Word, and send it in as a new "
        "version to be decided on.",
    )


_NO_COORDINATOR = Words(
    "没有业务主管，无人给客户去信。请在 leadwright.toml 中给一位 [[person]] 写上 "
    'roles = ["coordinator"]，然后重新启动服务，会自动继续。',
    "there is no coordinator to write to the customer. Give a [[person]] in leadwright.toml "
    'roles = ["coordinator"], then start the service anew: it goes on by itself.',
)

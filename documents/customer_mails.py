"""The mails that go to customers, from a person of ours: exactly the fields that their templates may use.

They are letters of the house: polite, without anything that only the house needs.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from documents import printed
from documents.case import Paper
from documents.customer import salutation, wanted
from documents.decline_letter import THEIRS
from documents.head import called, contacts
from sales.lead import Lead
from sales.people import Person
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Opening:
    """How every mail to a customer begins and ends; a template writes it ``{{ letter.salutation }}``."""

    number: Annotated[str, Words("线索编号", "Number of the lead")]
    salutation: Annotated[str, Words("称呼", "Salutation")]
    wanted: Annotated[str, Words("客户所需产品", "What they want")]
    theirs: Annotated[str, Words("客户来函方式", "How they turned to us")]
    received_on: Annotated[str, Words("来函日期", "On which day")]
    writer: Annotated[str, Words("落款人", "Who writes")]
    company: Annotated[str, Words("公司名称", "Name of the company")]
    contacts: Annotated[str, Words("公司电话、传真、邮箱", "Its phone, fax and mail, in one line")]


@dataclass(frozen=True, slots=True)
class Quoted:
    """To the customer: proposal and quote (P4.1)."""

    template: ClassVar[str] = "to-customer"

    letter: Annotated[Opening, Words("抬头和落款", "How it begins and ends")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    has_proposal: Annotated[bool, Words("是否附有技术方案", "Whether a proposal goes with it")]
    is_revised: Annotated[bool, Words("是否取代此前的报价", "Whether it takes the place of an earlier quote")]
    valid_until: Annotated[str, Words("报价有效期", "Until when the quote holds")]
    manager: Annotated[str, Words("业务经理姓名", "Name of the manager")]
    manager_email: Annotated[str, Words("业务经理邮箱", "Their mail address")]


@dataclass(frozen=True, slots=True)
class Declined:
    """To the customer: the letter that declines (P1.2)."""

    template: ClassVar[str] = "decline-to-customer"

    letter: Annotated[Opening, Words("抬头和落款", "How it begins and ends")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]


@dataclass(frozen=True, slots=True)
class MemoSent:
    """To the customer: the memo of a technical exchange, to be acknowledged (P3.5)."""

    template: ClassVar[str] = "memo-to-customer"

    letter: Annotated[Opening, Words("抬头和落款", "How it begins and ends")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    subject: Annotated[str, Words("会谈事由", "Subject of the exchange")]
    held_on: Annotated[str, Words("会谈日期", "On which day it was held")]


CUSTOMER_MAILS = (Quoted, Declined, MemoSent)
TO_CUSTOMERS = frozenset(mail.template for mail in CUSTOMER_MAILS)
"""The purposes of mails that customers get."""


def opening(lead: Lead, writer: Person, paper: Paper) -> Opening:
    """Return how ``writer`` begins and ends a mail to the customer of ``lead``."""
    language = paper.language
    return Opening(
        number=lead.number,
        salutation=salutation(lead, language),
        wanted=wanted(lead, language),
        theirs=THEIRS[lead.channel].in_(language),
        received_on=printed.date(lead.received_at, paper.zone, language),
        writer=writer.name,
        company=called(paper.company, language),
        contacts=contacts(paper.company, language),
    )

"""The letter that declines 谢绝回复函 (P1.2): exactly the fields its template may use.

The customer reads it: the reason is what the move said, and a general one where it said none. The
coordinator looks it over before it goes out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from documents import printed
from documents.case import Case, Paper
from documents.customer import WANTED, Customer, clause, customer, salutation, value, wanted
from documents.head import Head, head
from documents.signers import Signers, signers
from sales.original import Channel
from sales.words import Words

THEIRS: Mapping[Channel, Words] = MappingProxyType(
    {
        Channel.EMAIL: Words("来信", "e-mail"),
        Channel.FAX: Words("传真", "fax"),
        Channel.PHONE: Words("来电", "telephone call"),
        Channel.WEB: Words("网上留言", "message on our website"),
        Channel.DEALER: Words("经由经销商的询价", "enquiry through our dealer"),
        Channel.SEARCH: Words("询价", "enquiry"),
    }
)
"""How the customer turned to us."""

REASON = Words(
    "贵公司所需的产品不在我公司目前的供货范围之内",
    "what you require is outside our present range of supply",
)
ALTERNATIVE = Words(
    "今后贵公司如有焊接专机、焊接生产线或焊接机器人方面的需求，欢迎随时与我公司联系",
    "Should you need welding machines, welding lines or welding robots in the future, we shall be glad "
    "to hear from you",
)


@dataclass(frozen=True, slots=True)
class DeclineLetterFields:
    """What the letter says; nobody fills it in by hand."""

    head: Annotated[Head, Words("信头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    salutation: Annotated[str, Words("称呼", "Salutation")]
    theirs: Annotated[str, Words("客户来函方式", "How they turned to us")]
    received_on: Annotated[str, Words("来函日期", "On which day")]
    enquiry: Annotated[str, Words("询价内容，一句话", "Their enquiry in one line")]
    wanted: Annotated[str, Words("询价的产品，用于事由", "What they want, in a few words: for the subject")]
    reason: Annotated[str, Words("谢绝原因，句末不带标点", "The reason, without a full stop")]
    alternative: Annotated[str, Words("其他建议，句末不带标点", "An alternative, without a full stop")]
    signers: Annotated[Signers, Words("签字人", "Who signs")]


def fields(case: Case, paper: Paper) -> DeclineLetterFields:
    """Return the fields of the letter to the customer of ``case.lead``, as printed in ``paper.language``."""
    lead, language = case.lead, paper.language
    return DeclineLetterFields(
        head=head(case, paper),
        customer=customer(lead, language),
        salutation=salutation(lead, language),
        theirs=THEIRS[lead.channel].in_(language),
        received_on=printed.date(lead.received_at, paper.zone, language),
        enquiry=clause(value(lead.enquiry.product) or value(lead.enquiry.summary), WANTED, language),
        wanted=wanted(lead, language),
        reason=clause(case.said.get("reason", ""), REASON, language),
        alternative=clause(case.said.get("alternative", ""), ALTERNATIVE, language),
        signers=signers(lead, paper.territory),
    )

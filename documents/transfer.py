"""The transfer 信息转交审批单 to another division (P1.3): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels, printed
from documents.attached import Attached, attached
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.filled import filled
from documents.head import Head, head
from documents.signers import Signers, signers
from sales.blank import Blank
from sales.judgement import Kind
from sales.people import Role, Territory
from sales.words import Words

NEEDED = Blank((Role.COORDINATOR,), is_required=True)


@dataclass(frozen=True, slots=True)
class TransferFields:
    """What is handed over, why and to whom; the director consents, the division signs for it."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    channel: Annotated[str, Words("信息渠道", "Channel")]
    received_at: Annotated[str, Words("收到时间", "Received")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    product: Annotated[str, Words("询价产品", "Product")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    needed_by: Annotated[str, Words("要求交期", "Required by")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    division: Annotated[str, Words("接收事业部", "Division"), NEEDED]
    division_head: Annotated[str, Words("接收负责人", "Its head"), NEEDED]
    reason: Annotated[str, Words("转交理由", "Why there"), NEEDED]
    attached: Annotated[tuple[Attached, ...], Words("移交资料", "Handed over")]
    signers: Annotated[Signers, Words("签字人", "Who signs")]
    coordinator_opinion: Annotated[str, Words("经办意见", "Coordinator's remark"), Blank((Role.COORDINATOR,))]
    director_opinion: Annotated[str, Words("审批意见", "Director's opinion"), Blank((Role.DIRECTOR,))]
    division_receipt: Annotated[
        str, Words("签收及后续安排", "Receipt, and what comes next"), Blank((Role.DIVISION,))
    ]


def fields(case: Case, paper: Paper) -> TransferFields:
    """Return the fields of the transfer of ``case.lead``, as printed in ``paper.language``."""
    lead, language = case.lead, paper.language
    asked = lead.enquiry
    known = {
        "division_head": _only_head(paper.territory),
        "reason": lead.reason.in_(language) if lead.kind is Kind.OTHER_DIVISION else "",
    }
    return TransferFields(
        head=head(case, paper),
        customer=customer(lead, language),
        channel=labels.CHANNELS[lead.channel].in_(language),
        received_at=printed.time(lead.received_at, paper.zone, language),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        product=value(asked.product),
        quantity=value(asked.quantity),
        needed_by=value(asked.needed_by),
        summary=value(asked.summary),
        attached=attached(case.received, language),
        signers=signers(lead, paper.territory),
        **filled(TransferFields, {**known, **case.said}, paper),
    )


def _only_head(territory: Territory) -> str:
    """Return the head of the other division where there is but one; of several nobody can tell which."""
    heads = territory.with_role(Role.DIVISION)
    return heads[0].name if len(heads) == 1 else ""

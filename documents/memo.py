"""The memo 备忘录 after a technical exchange (P3.5): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.fields import Rows
from documents.filled import filled
from documents.head import Head, head
from documents.points import DAY, NEEDED, OPTIONAL, OpenPoint
from documents.signers import Signers, signers
from sales.blank import Blank, Format
from sales.people import Role
from sales.words import Words

SALES = (Role.MANAGER, Role.COORDINATOR)  # they hear from the customer


@dataclass(frozen=True, slots=True)
class Agreed:
    """A point that both sides agreed on."""

    point: Annotated[str, Words("双方商定事项", "Agreed"), OPTIONAL]
    party: Annotated[str, Words("落实方", "To be done by"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class MemoFields:
    """The memo: both sides sign it, and the customer's acknowledgement is put on record."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    party_a: Annotated[str, Words("甲方", "Party A")]
    party_b: Annotated[str, Words("乙方", "Party B")]
    subject: Annotated[str, Words("会谈事由", "Subject"), NEEDED]
    held_on: Annotated[str, Words("会谈日期", "Held on"), DAY]
    place: Annotated[str, Words("会谈地点", "Place"), NEEDED]
    their_people: Annotated[str, Words("甲方参加人员", "For Party A"), NEEDED]
    our_people: Annotated[str, Words("乙方参加人员", "For Party B"), NEEDED]
    agreed: Annotated[tuple[Agreed, ...], Words("商定事项", "Agreed points"), Rows(6)]
    open_points: Annotated[tuple[OpenPoint, ...], Words("待解决事项", "Open points"), Rows(4)]
    next_step: Annotated[str, Words("下一步安排", "Next step"), NEEDED]
    acknowledged_by: Annotated[str, Words("客户确认人", "Accepted by"), Blank(SALES)]
    acknowledged_on: Annotated[str, Words("客户确认日期", "Accepted on"), Blank(SALES, Format.DATE)]
    signers: Annotated[Signers, Words("签字人", "Who signs")]
    their_remark: Annotated[str, Words("甲方意见", "Party A's remark"), Blank(SALES)]
    our_remark: Annotated[str, Words("乙方意见", "Party B's remark"), OPTIONAL]


def fields(case: Case, paper: Paper) -> MemoFields:
    """Return the fields of the memo about ``case.lead``, as printed in ``paper.language``."""
    buyer, seller = customer(case.lead, paper.language), head(case, paper)
    return MemoFields(
        head=seller,
        customer=buyer,
        product_line=labels.term(labels.PRODUCT_LINES, value(case.lead.enquiry.product_line), paper.language),
        party_a=buyer.company,
        party_b=seller.company,
        signers=signers(case.lead, paper.territory),
        **filled(MemoFields, case.said, paper),
    )

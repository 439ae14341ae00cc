"""The request to send staff 申请派人交流单 (P2.3): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.filled import filled
from documents.head import Head, head
from documents.signers import Signers, signers
from sales.blank import Blank, Choice, Format
from sales.people import Role
from sales.words import Words

SALES = (Role.MANAGER, Role.COORDINATOR)  # while the manager travels, the coordinator fills in (P2.3)
OPTIONAL = Blank(SALES)
NEEDED = Blank(SALES, is_required=True)
DAY = Blank(SALES, Format.DATE, is_required=True)
COUNT = Blank(SALES, Format.NUMBER, is_required=True)
PAYER = Blank(
    SALES,
    Format.CHOICE,
    is_required=True,
    choices=(
        Choice("us", Words("我方承担", "We do")),
        Choice("customer", Words("客户承担", "The customer")),
        Choice("both", Words("双方各自承担", "Each side its own")),
    ),
)


@dataclass(frozen=True, slots=True)
class DispatchRequestFields:
    """The request: the manager says what for, where and when; the technical group names who goes."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    purpose: Annotated[str, Words("交流目的", "Purpose"), NEEDED]
    first_day: Annotated[str, Words("开始日期", "From"), DAY]
    last_day: Annotated[str, Words("结束日期", "To"), DAY]
    place: Annotated[str, Words("交流地点", "Place"), NEEDED]
    people_wanted: Annotated[str, Words("所需人数", "People wanted"), COUNT]
    specialty: Annotated[str, Words("专业要求", "Their field"), NEEDED]
    questions: Annotated[str, Words("需解决问题", "To be settled"), NEEDED]
    customer_people: Annotated[str, Words("客户参加人", "Customer's side"), OPTIONAL]
    to_bring: Annotated[str, Words("携带资料", "To bring"), OPTIONAL]
    payer: Annotated[str, Words("费用承担", "Who pays"), PAYER]
    travel: Annotated[str, Words("交通食宿", "Travel and stay"), OPTIONAL]
    site_contact: Annotated[str, Words("现场联系人", "Contact there"), NEEDED]
    site_phone: Annotated[str, Words("现场电话", "Phone there"), NEEDED]
    signers: Annotated[Signers, Words("签字人", "Who signs")]
    manager_opinion: Annotated[str, Words("申请说明", "Manager's remark"), OPTIONAL]
    director_opinion: Annotated[str, Words("审批意见", "Director's opinion"), Blank((Role.DIRECTOR,))]
    people_named: Annotated[str, Words("派出人员", "People sent"), Blank((Role.TECHNICAL,))]
    coordinator_note: Annotated[str, Words("备案说明", "Coordinator's note"), Blank((Role.COORDINATOR,))]


def fields(case: Case, paper: Paper) -> DispatchRequestFields:
    """Return the fields of the request about ``case.lead``, as printed in ``paper.language``."""
    asked, language = case.lead.enquiry, paper.language
    known = {
        "place": value(asked.address),
        "site_contact": value(asked.contact),
        "site_phone": value(asked.phone),
    }
    return DispatchRequestFields(
        head=head(case, paper),
        customer=customer(case.lead, language),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        quantity=value(asked.quantity),
        summary=value(asked.summary),
        signers=signers(case.lead, paper.territory),
        **filled(DispatchRequestFields, {**known, **case.said}, paper),
    )

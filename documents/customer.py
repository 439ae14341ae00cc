"""The customer, as every form about a lead prints them."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from sales.enquiry import Finding
from sales.lead import Lead
from sales.words import Language, Words


@dataclass(frozen=True, slots=True)
class Customer:
    """What the register knows of the customer; a template writes it ``{{ customer.company }}``."""

    company: Annotated[str, Words("客户名称", "Customer")]
    kind: Annotated[str, Words("客户类型", "Kind")]
    industry: Annotated[str, Words("所属行业", "Industry")]
    address: Annotated[str, Words("详细地址", "Address")]
    region: Annotated[str, Words("所属区域", "Sales region")]
    contact: Annotated[str, Words("联系人", "Contact")]
    position: Annotated[str, Words("职务", "Position")]
    phone: Annotated[str, Words("联系电话", "Phone")]
    fax: Annotated[str, Words("传真", "Fax")]
    email: Annotated[str, Words("电子邮箱", "E-mail")]


def customer(lead: Lead, language: Language) -> Customer:
    """Return the customer of a lead; what nobody knows is ""."""
    asked = lead.enquiry
    return Customer(
        company=value(asked.company) or value(asked.contact),
        kind=labels.term(labels.CUSTOMER_KINDS, value(asked.customer_kind), language),
        industry=labels.term(labels.INDUSTRIES, value(asked.industry), language),
        address=value(asked.address),
        region=lead.whose.region,
        contact=value(asked.contact),
        position=value(asked.position),
        phone=value(asked.phone),
        fax=value(asked.fax),
        email=value(asked.email),
    )


def value(finding: Finding | None) -> str:
    """Return what was found, or ""."""
    return finding.value if finding else ""

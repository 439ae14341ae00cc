"""The customer, as every form about a lead prints them."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from sales.enquiry import Finding
from sales.lead import Lead
from sales.legible import shortened
from sales.words import Language, Words

WANTED = Words("焊接设备", "welding equipment")
"""What a customer wants who has named nothing."""
LONGEST_SUBJECT = 80  # characters, beside what is asked, the number and the code
TITLES = (
    "先生",
    "女士",
    "小姐",
    "总",
    "经理",
    "部长",
    "处长",
    "科长",
    "厂长",
    "主任",
    "老板",
    "老师",
    "师傅",
)
STOPS = "。．.；; \n"


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


def called(lead: Lead) -> str:
    """Return what the customer is called, by what is known of them, else by where the lead came from."""
    asked = lead.enquiry
    known = (asked.company, asked.contact, asked.email, asked.phone)
    return next((finding.value for finding in known if finding), lead.source)


def salutation(lead: Lead, language: Language) -> str:
    """Return how a letter begins; nobody can tell a gentleman from a lady by the name, but by a title."""
    if contact := value(lead.enquiry.contact):
        if contact.endswith(TITLES):
            return Words(f"尊敬的{contact}：", f"Dear {contact},").in_(language)
        return Words(f"尊敬的{contact}先生/女士：", f"Dear {contact},").in_(language)
    return Words("尊敬的客户：", "Dear Sir or Madam,").in_(language)


def wanted(lead: Lead, language: Language) -> str:
    """Return what the customer wants, in a few words: the product, else its line."""
    line = labels.term(labels.PRODUCT_LINES, value(lead.enquiry.product_line), language)
    return clause(value(lead.enquiry.product) or line, WANTED, language)


def for_subject(customer: str, product: str) -> str:
    """Return customer and product, short enough for the subject of a mail; its text has the whole of them."""
    return shortened(f"{customer} {product}".strip(), LONGEST_SUBJECT)


def clause(text: str, otherwise: Words, language: Language) -> str:
    """Return a text that a sentence can go on behind, or what is said instead where there is none."""
    return text.strip().rstrip(STOPS) or otherwise.in_(language)

"""The technical group's written refusal 不参与书面回复 (P2.4): exactly the fields its template may use."""

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

OPTIONAL = Blank((Role.TECHNICAL,))
NEEDED = Blank((Role.TECHNICAL,), is_required=True)
GROUND = Blank(
    (Role.TECHNICAL,),
    Format.CHOICE,
    choices=(
        Choice("technical", Words("超出技术能力", "Beyond our technical means")),
        Choice("capacity", Words("生产能力不足", "No capacity")),
        Choice("time", Words("周期不能满足", "Not in the time wanted")),
        Choice("information", Words("资料不全", "Too little is known")),
        Choice("risk", Words("风险过大", "Too much risk")),
        Choice("other", Words("其他", "Other")),
    ),
)


@dataclass(frozen=True, slots=True)
class RefusalFields:
    """The answer of the technical group's head; sales accepts it, or disagrees (P2.5)."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    request: Annotated[str, Words("答复的申请", "Request answered")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    ground: Annotated[str, Words("原因类别", "Kind of reason"), GROUND]
    reason: Annotated[str, Words("不参与原因", "Reasons"), NEEDED]
    conditions: Annotated[str, Words("可参与条件", "What would change it"), OPTIONAL]
    suggestion: Annotated[str, Words("对销售的建议", "Suggestion to sales"), OPTIONAL]
    signers: Annotated[Signers, Words("签字人", "Who signs")]
    technical_opinion: Annotated[str, Words("技术负责人意见", "Head's remark"), OPTIONAL]
    manager_opinion: Annotated[str, Words("业务经理意见", "Manager's opinion"), Blank((Role.MANAGER,))]
    director_opinion: Annotated[str, Words("销售部长意见", "Director's opinion"), Blank((Role.DIRECTOR,))]
    coordinator_note: Annotated[str, Words("归档说明", "Filing note"), Blank((Role.COORDINATOR,))]


def fields(case: Case, paper: Paper) -> RefusalFields:
    """Return the fields of the refusal about ``case.lead``, as printed in ``paper.language``."""
    asked, language, number = case.lead.enquiry, paper.language, case.lead.number
    request = Words(
        f"项目信息及方案申请表（{number}）", f"Project information and proposal request ({number})"
    )
    return RefusalFields(
        head=head(case, paper),
        customer=customer(case.lead, language),
        request=request.in_(language),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        quantity=value(asked.quantity),
        summary=value(asked.summary),
        signers=signers(case.lead, paper.territory),
        **filled(RefusalFields, case.said, paper),
    )

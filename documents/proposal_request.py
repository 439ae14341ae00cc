"""The proposal request 项目信息及方案申请表 (P2.3): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels, printed
from documents.attached import Attached, attached
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
PROPOSAL = Blank(
    SALES,
    Format.CHOICE,
    is_required=True,
    choices=(
        Choice("outline", Words("概略方案", "Outline")),
        Choice("full", Words("详细方案", "Full proposal")),
        Choice("reference", Words("参考方案", "Reference proposal")),
    ),
)
PRICE = Blank(
    SALES,
    Format.CHOICE,
    is_required=True,
    choices=(
        Choice("budgetary", Words("预算价", "Budgetary price")),
        Choice("firm", Words("正式报价", "Firm price")),
    ),
)
IMPORTANCE = Blank(
    SALES,
    Format.CHOICE,
    is_required=True,
    choices=tuple(Choice(each, Words(f"{each} 级", f"Class {each}")) for each in "ABC"),
)

KNOWN = ("workpiece", "material", "sizes", "process")
"""What the enquiry may say already; the manager knows better and may change it."""


@dataclass(frozen=True, slots=True)
class ProposalRequestFields:
    """The request: what the register knows is printed, the manager completes the rest."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    channel: Annotated[str, Words("信息渠道", "Channel")]
    received_at: Annotated[str, Words("收到时间", "Received")]
    product: Annotated[str, Words("需求产品", "Product")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    needed_by: Annotated[str, Words("要求交期", "Required by")]
    budget: Annotated[str, Words("项目预算", "Budget")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    background: Annotated[str, Words("项目背景", "Background"), NEEDED]
    project_stage: Annotated[str, Words("项目阶段", "Stage of the project"), NEEDED]
    decision_makers: Annotated[str, Words("决策人员", "Decision makers"), OPTIONAL]
    competitors: Annotated[str, Words("竞争对手", "Competitors"), OPTIONAL]
    funds: Annotated[str, Words("资金落实情况", "Funds"), OPTIONAL]
    workpiece: Annotated[str, Words("工件名称", "Workpiece"), NEEDED]
    drawings: Annotated[str, Words("图纸编号", "Drawing no."), OPTIONAL]
    material: Annotated[str, Words("工件材质", "Material"), OPTIONAL]
    sizes: Annotated[str, Words("规格尺寸", "Sizes"), OPTIONAL]
    output: Annotated[str, Words("班产量", "Output per shift"), OPTIONAL]
    process: Annotated[str, Words("焊接工艺", "Process"), OPTIONAL]
    precision: Annotated[str, Words("精度要求", "Precision"), OPTIONAL]
    power: Annotated[str, Words("电源条件", "Power supply"), OPTIONAL]
    site: Annotated[str, Words("现场条件", "Site"), OPTIONAL]
    automation: Annotated[str, Words("自动化程度", "Automation"), OPTIONAL]
    brands: Annotated[str, Words("指定品牌", "Brands wanted"), OPTIONAL]
    standards: Annotated[str, Words("执行标准", "Standards"), OPTIONAL]
    acceptance: Annotated[str, Words("验收要求", "Acceptance"), OPTIONAL]
    scope: Annotated[str, Words("供货范围", "Scope of supply"), NEEDED]
    delivery: Annotated[str, Words("交货要求", "Delivery wanted"), OPTIONAL]
    payment: Annotated[str, Words("付款意向", "Payment wanted"), OPTIONAL]
    proposal_kind: Annotated[str, Words("方案要求", "Proposal wanted"), PROPOSAL]
    price_kind: Annotated[str, Words("报价要求", "Price wanted"), PRICE]
    wanted_by: Annotated[str, Words("要求完成日", "Wanted by"), DAY]
    importance: Annotated[str, Words("重要程度", "Importance"), IMPORTANCE]
    attached: Annotated[tuple[Attached, ...], Words("随附资料", "Received with it")]
    signers: Annotated[Signers, Words("签字人", "Who signs")]
    manager_opinion: Annotated[str, Words("业务经理意见", "Manager's remark"), OPTIONAL]
    director_opinion: Annotated[str, Words("销售部长意见", "Director's opinion"), Blank((Role.DIRECTOR,))]
    technical_receipt: Annotated[
        str, Words("技术项目组签收", "Technical group's receipt"), Blank((Role.TECHNICAL,))
    ]
    coordinator_note: Annotated[str, Words("业务主管备注", "Coordinator's note"), Blank((Role.COORDINATOR,))]


def fields(case: Case, paper: Paper) -> ProposalRequestFields:
    """Return the fields of the request about ``case.lead``, as printed in ``paper.language``."""
    asked, language = case.lead.enquiry, paper.language
    known = {name: value(getattr(asked, name)) for name in KNOWN}
    return ProposalRequestFields(
        head=head(case, paper),
        customer=customer(case.lead, language),
        channel=labels.CHANNELS[case.lead.channel].in_(language),
        received_at=printed.time(case.lead.received_at, paper.zone, language),
        product=value(asked.product),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        quantity=value(asked.quantity),
        needed_by=value(asked.needed_by),
        budget=value(asked.budget),
        summary=value(asked.summary),
        attached=attached(case.received, language),
        signers=signers(case.lead, paper.territory),
        **filled(ProposalRequestFields, {**known, **case.said}, paper),
    )

"""The lead registration form 信息登记表 (P1.1, P2.1): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels, printed
from documents.attached import Attached, attached
from documents.case import Case, Paper
from documents.filled import filled
from documents.head import Head, head
from sales.blank import Blank
from sales.enquiry import Finding
from sales.handing_out import acting_manager, why_theirs
from sales.people import Role
from sales.words import Language, Words


@dataclass(frozen=True, slots=True)
class RegistrationFields:
    """The registration form, each field with its label; what nobody knows is "" and leaves room for a pen."""

    head: Annotated[Head, Words("表头", "The head")]
    channel: Annotated[str, Words("接收渠道", "Channel")]
    source: Annotated[str, Words("信息来源", "Source")]
    received_at: Annotated[str, Words("收到时间", "Received at")]
    registered_by: Annotated[str, Words("登记人", "Registered by")]
    registered_at: Annotated[str, Words("登记时间", "Registered at")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    customer_kind: Annotated[str, Words("客户类型", "Kind")]
    industry: Annotated[str, Words("所属行业", "Industry")]
    address: Annotated[str, Words("详细地址", "Address")]
    place: Annotated[str, Words("省份／城市", "Province, city")]
    region: Annotated[str, Words("所属区域", "Sales region")]
    contact: Annotated[str, Words("联系人", "Contact")]
    position: Annotated[str, Words("职务", "Position")]
    phone: Annotated[str, Words("联系电话", "Phone")]
    fax: Annotated[str, Words("传真", "Fax")]
    email: Annotated[str, Words("电子邮箱", "E-mail")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    product: Annotated[str, Words("需求产品", "Product")]
    workpiece: Annotated[str, Words("工件名称", "Workpiece")]
    material: Annotated[str, Words("工件材质", "Material")]
    sizes: Annotated[str, Words("规格尺寸", "Sizes")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    process: Annotated[str, Words("焊接工艺", "Process")]
    needed_by: Annotated[str, Words("要求交期", "Required by")]
    budget: Annotated[str, Words("项目预算", "Budget")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    attached: Annotated[tuple[Attached, ...], Words("随附资料", "Received with it")]
    verdict: Annotated[str, Words("判定结论", "Verdict")]
    confidence: Annotated[str, Words("可信度", "Confidence")]
    reason: Annotated[str, Words("判定依据", "Reason")]
    handed_to: Annotated[str, Words("承办人", "Handed to")]
    first_contact_due: Annotated[str, Words("首次联系期限", "Contact by")]
    why_them: Annotated[str, Words("分派依据", "Why assigned")]
    coordinator: Annotated[str, Words("业务主管姓名", "Name of the coordinator")]
    manager: Annotated[str, Words("业务经理姓名", "Name of the manager")]
    coordinator_opinion: Annotated[
        str, Words("业务主管意见", "Coordinator's opinion"), Blank((Role.COORDINATOR,))
    ]
    manager_receipt: Annotated[str, Words("业务经理签收说明", "Manager's remark"), Blank((Role.MANAGER,))]


def fields(case: Case, paper: Paper) -> RegistrationFields:
    """Return the fields of the registration form of ``case.lead``, as printed in ``paper.language``."""
    lead, asked, language, zone = case.lead, case.lead.enquiry, paper.language, paper.zone
    manager = acting_manager(lead, paper.territory)
    coordinator = next(iter(paper.territory.with_role(Role.COORDINATOR)), None)
    due = lead.first_contact_due
    return RegistrationFields(
        head=head(case, paper),
        channel=labels.CHANNELS[lead.channel].in_(language),
        # Where a lead that was registered by hand names no source, it is whoever registered it.
        source=printed.person(lead.source, paper.territory, language),
        received_at=printed.time(lead.received_at, zone, language),
        registered_by=printed.person(lead.registered_by, paper.territory, language),
        registered_at=printed.time(lead.registered_at, zone, language),
        customer=_value(asked.company),
        customer_kind=labels.term(labels.CUSTOMER_KINDS, _value(asked.customer_kind), language),
        industry=labels.term(labels.INDUSTRIES, _value(asked.industry), language),
        address=_value(asked.address),
        place=_place(_value(lead.whose.province), _value(lead.whose.city), language),
        region=lead.whose.region,
        contact=_value(asked.contact),
        position=_value(asked.position),
        phone=_value(asked.phone).replace(" / ", " /\n"),  # else the second number is broken at its dash
        fax=_value(asked.fax),
        email=_value(asked.email),
        product_line=labels.term(labels.PRODUCT_LINES, _value(asked.product_line), language),
        product=_value(asked.product),
        workpiece=_value(asked.workpiece),
        material=_value(asked.material),
        sizes=_value(asked.sizes),
        quantity=_value(asked.quantity),
        process=_value(asked.process),
        needed_by=_value(asked.needed_by),
        budget=_value(asked.budget),
        summary=_value(asked.summary),
        attached=attached(case.received, language),
        verdict=labels.KINDS[lead.kind].in_(language),
        confidence=f"{lead.confidence:.0%}",
        reason=lead.reason.in_(language),
        handed_to=_handed_to(manager.name if manager else "", coordinator.name if coordinator else "", paper),
        first_contact_due=printed.time(due, zone, language) if due else "",
        why_them=why_theirs(lead).in_(language),
        coordinator=coordinator.name if coordinator else "",
        manager=manager.name if manager else "",
        **filled(RegistrationFields, case.said, paper),
    )


def _handed_to(manager: str, coordinator: str, paper: Paper) -> str:
    if manager:
        return manager
    # The coordinator finds the manager (P2.1), or who else is to have it (P1.2, P1.3).
    return Words(f"{coordinator}（待分派）", f"{coordinator} (to be assigned)").in_(paper.language).strip()


def _place(province: str, city: str, language: Language) -> str:
    """Return where the customer is; of Shanghai, which is both, its name once."""
    return Words(" ", ", ").in_(language).join(filter(None, dict.fromkeys((province, city))))


def _value(finding: Finding | None) -> str:
    return finding.value if finding else ""

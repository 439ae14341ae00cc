"""What the customer wants, from the register and the proposal request, as the technical papers print it."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from documents.case import Case, Paper
from documents.customer import value
from documents.fields import fields_of
from documents.filled import shown
from documents.proposal_request import KNOWN, ProposalRequestFields
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Requirements:
    """The customer's wishes; a template writes them ``{{ requirements.workpiece }}``."""

    product_line: Annotated[str, Words("产品类别", "Product line")]
    product: Annotated[str, Words("需求产品", "Product")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    workpiece: Annotated[str, Words("工件名称", "Workpiece")]
    drawings: Annotated[str, Words("图纸编号", "Drawing no.")]
    material: Annotated[str, Words("工件材质", "Material")]
    sizes: Annotated[str, Words("规格尺寸", "Sizes")]
    process: Annotated[str, Words("焊接工艺", "Process")]
    output: Annotated[str, Words("班产量", "Output per shift")]
    precision: Annotated[str, Words("精度要求", "Precision")]
    automation: Annotated[str, Words("自动化程度", "Automation")]
    power: Annotated[str, Words("电源条件", "Power supply")]
    site: Annotated[str, Words("现场条件", "Site")]
    brands: Annotated[str, Words("指定品牌", "Brands wanted")]
    standards: Annotated[str, Words("执行标准", "Standards")]
    acceptance: Annotated[str, Words("验收要求", "Acceptance wanted")]
    scope: Annotated[str, Words("供货要求", "Supply wanted")]
    delivery: Annotated[str, Words("交货要求", "Delivery wanted")]
    summary: Annotated[str, Words("需求摘要", "In short")]


def requirements(case: Case, paper: Paper) -> Requirements:
    """Return the wishes as the request says them, else as the register does; what nobody knows is ""."""
    asked = case.lead.enquiry
    blanks = {field.name: field.blank for field in fields_of(ProposalRequestFields)}
    wishes = {field.name: case.request.get(field.name, "") for field in fields_of(Requirements)}
    known = {name: value(getattr(asked, name)) for name in (*KNOWN, "product", "quantity", "summary")}
    known["product_line"] = labels.term(labels.PRODUCT_LINES, value(asked.product_line), paper.language)
    return Requirements(
        **{name: shown(said, blanks.get(name), paper) or known.get(name, "") for name, said in wishes.items()}
    )

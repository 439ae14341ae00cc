"""The cost price sheet 成本价格表 (P3.6): exactly the fields its template may use."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

from documents import labels, money
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.fields import Rows
from documents.filled import filled
from documents.head import Head, head
from documents.signers import Signers, signers
from sales.blank import Blank, Format
from sales.costing import counted
from sales.people import Role
from sales.pricing import COST_KINDS, CostLine, to_the_cent
from sales.words import Language, Words

TECHNICAL = (Role.TECHNICAL,)
TEXT = Blank(TECHNICAL)
NUMBER = Blank(TECHNICAL, Format.NUMBER)
COST = Blank(TECHNICAL, Format.MONEY)
DAY = Blank(TECHNICAL, Format.DATE, is_required=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One item; its nine costs are for one piece, before tax."""

    description: Annotated[str, Words("名称", "Description"), TEXT]
    model: Annotated[str, Words("型号规格", "Model"), TEXT]
    quantity: Annotated[str, Words("数量", "Qty"), NUMBER]
    unit: Annotated[str, Words("单位", "Unit"), TEXT]
    materials: Annotated[str, Words("材料费", "Materials"), COST]
    bought_in: Annotated[str, Words("外购件", "Bought-in"), COST]
    machining: Annotated[str, Words("加工费", "Machining"), COST]
    assembly: Annotated[str, Words("装配费", "Assembly"), COST]
    control: Annotated[str, Words("电控费", "Control"), COST]
    packing: Annotated[str, Words("包装费", "Packing"), COST]
    freight: Annotated[str, Words("运输费", "Freight"), COST]
    installation: Annotated[str, Words("安装费", "Installation"), COST]
    training: Annotated[str, Words("培训费", "Training"), COST]
    cost: Annotated[str, Words("单台成本", "Unit cost")] = ""  # printed once the form is back
    amount: Annotated[str, Words("金额", "Amount")] = ""


@dataclass(frozen=True, slots=True)
class CostSheetFields:
    """The sheet: the technical group fills in the items, sums are printed once it is back."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    wanted: Annotated[str, Words("需求数量", "Wanted")]
    currency: Annotated[str, Words("币种", "Currency")]
    lines: Annotated[tuple[Line, ...], Words("成本明细", "Items"), Rows(4)]
    subtotal: Annotated[str, Words("小计", "Subtotal")]
    contingency: Annotated[str, Words("预备费率％", "Contingency %"), NUMBER]
    reserve: Annotated[str, Words("预备费", "Contingency")]
    total: Annotated[str, Words("成本合计", "Net cost")]
    tax: Annotated[str, Words("税额", "Tax")]
    total_with_tax: Annotated[str, Words("含税合计", "Total with tax")]
    stated_total: Annotated[
        str,
        Words("填报合计", "Your total"),
        Blank(TECHNICAL, Format.MONEY, is_required=True),
    ]
    valid_until: Annotated[str, Words("有效期至", "Valid until"), DAY]
    assumptions: Annotated[str, Words("编制说明", "Assumptions"), TEXT]
    signers: Annotated[Signers, Words("签字人", "Who signs")]


def fields(case: Case, paper: Paper) -> CostSheetFields:
    """Return the fields of the cost price sheet about ``case.lead``, as printed in ``paper.language``."""
    asked, language = case.lead.enquiry, paper.language
    written = filled(CostSheetFields, case.said, paper)
    sheet = counted(case.said)
    rate = paper.pricing.tax_rate
    tax = to_the_cent(sheet.total * rate)
    return CostSheetFields(
        head=head(case, paper),
        customer=customer(case.lead, language),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        wanted=value(asked.quantity),
        currency=money.currency(paper.pricing.currency, language),
        subtotal=money.figures(sheet.subtotal),
        reserve=money.figures(sheet.reserve),
        total=money.figures(sheet.total),
        tax=_at(rate, tax, paper.language),
        total_with_tax=money.figures(sheet.total + tax),
        signers=signers(case.lead, paper.territory),
        **(written | {"lines": _summed(written["lines"], sheet.lines)}),
    )


def _at(rate: Decimal, tax: Decimal, language: Language) -> str:
    """Return the tax with its rate, or the rate alone where nothing is costed yet."""
    share = money.per_cent(rate)
    if not tax:
        return share
    return Words(f"{money.figures(tax)}（{share}）", f"{money.figures(tax)} ({share})").in_(language)


def _summed(rows: tuple[Line, ...], lines: tuple[CostLine, ...]) -> tuple[Line, ...]:
    """Return the rows with what each comes to; an empty row has no item, and keeps its place."""
    items = iter(lines)
    return tuple(_row(row, next(items)) if _is_filled(row) else row for row in rows)


def _is_filled(row: Line) -> bool:
    return any(getattr(row, name) for name in ("description", "model", "quantity", "unit", *COST_KINDS))


def _row(row: Line, line: CostLine) -> Line:
    costs = {kind: money.short(cost) for kind in COST_KINDS if (cost := _cost(line, kind))}
    return replace(row, cost=money.short(line.cost), amount=money.short(line.amount), **costs)


def _cost(line: CostLine, kind: str) -> Decimal:
    cost: Decimal = getattr(line, kind)
    return cost

"""The quote 报价单 (P3.6): exactly the fields its template may use."""

from dataclasses import dataclass, replace
from typing import Annotated

from documents import money
from documents.case import Case, Paper
from documents.customer import Customer, customer
from documents.fields import Rows
from documents.filled import filled
from documents.head import Head, head
from documents.signers import Signers, signers
from sales import quoting
from sales.blank import Blank, Choice, Format
from sales.people import Role
from sales.pricing import PriceKind
from sales.said import rows
from sales.words import Words

SALES = (Role.MANAGER, Role.COORDINATOR)
TEXT = Blank(SALES)
NEEDED = Blank(SALES, is_required=True)
KIND = Blank(
    SALES,
    Format.CHOICE,
    is_required=True,
    choices=(
        Choice(PriceKind.USER, Words("用户价", "User price")),
        Choice(PriceKind.DEALER, Words("经销商价", "Dealer price")),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item, its price tax included."""

    description: Annotated[str, Words("产品名称", "Description"), TEXT]
    model: Annotated[str, Words("型号规格", "Model"), TEXT]
    quantity: Annotated[str, Words("数量", "Qty"), Blank(SALES, Format.NUMBER)]
    unit: Annotated[str, Words("单位", "Unit"), TEXT]
    price: Annotated[str, Words("单价", "Unit price"), Blank(SALES, Format.MONEY)]
    amount: Annotated[str, Words("金额", "Amount")] = ""  # printed once the price is set


@dataclass(frozen=True, slots=True)
class QuoteFields:
    """The quote: proposed by the rules, set by manager and coordinator."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    quote_number: Annotated[str, Words("报价单号", "Quote no.")]
    price_kind: Annotated[str, Words("价格类别", "Price kind"), KIND]
    currency: Annotated[str, Words("币种", "Currency")]
    lines: Annotated[tuple[Line, ...], Words("报价明细", "Items"), Rows(1)]
    total: Annotated[str, Words("含税合计", "Total")]
    total_in_full: Annotated[str, Words("大写金额", "In words")]
    tax_rate: Annotated[
        str, Words("税率（%）", "Tax rate (%)"), Blank(SALES, Format.NUMBER, is_required=True)
    ]
    net: Annotated[str, Words("不含税额", "Net of tax")]
    tax: Annotated[str, Words("其中税额", "Tax")]
    delivery: Annotated[str, Words("交货期", "Delivery"), NEEDED]
    place: Annotated[str, Words("交货地点", "Delivered to"), TEXT]
    payment: Annotated[str, Words("付款方式", "Payment"), NEEDED]
    valid_until: Annotated[str, Words("有效期至", "Valid until"), Blank(SALES, Format.DATE, is_required=True)]
    warranty: Annotated[str, Words("质保期", "Warranty"), NEEDED]
    bank: Annotated[str, Words("开户银行", "Bank"), TEXT]
    notes: Annotated[str, Words("备注", "Notes"), TEXT]
    signers: Annotated[Signers, Words("签字人", "Who signs")]


def fields(case: Case, paper: Paper) -> QuoteFields:
    """Return the fields of the quote to ``case.lead``'s customer, as printed in ``paper.language``."""
    written, sums = filled(QuoteFields, case.said, paper), quoting.totals(case.said)
    code = paper.pricing.currency
    return QuoteFields(
        head=head(case, paper),
        customer=customer(case.lead, paper.language),
        quote_number=f"{case.lead.number}-Q{case.version}",
        currency=money.currency(code, paper.language),
        total=money.figures(sums.total),
        total_in_full=money.in_full(sums.total, code, paper.language),
        net=money.figures(sums.net),
        tax=money.figures(sums.tax) or ("0.00" if sums.total else ""),
        signers=signers(case.lead, paper.territory),
        **(written | {"lines": _with_amounts(written["lines"], case)}),
    )


def _with_amounts(lines: tuple[Line, ...], case: Case) -> tuple[Line, ...]:
    said = (*rows(case.said, "lines"), *({} for _ in lines))
    return tuple(
        replace(line, amount=money.figures(quoting.amount(row)))
        for line, row in zip(lines, said, strict=False)
    )

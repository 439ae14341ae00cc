"""The quote: proposed by the rules, set by the manager, and what the director has to be told (P3.6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sales.costing import PER_CENT, gaps, number
from sales.pricing import (
    LARGEST,
    CostLine,
    CostSheet,
    Priced,
    PriceKind,
    PriceRules,
    Rate,
    outside_the_rules,
    priced,
    to_the_cent,
)
from sales.said import Said, rows
from sales.terms import terms_in
from sales.words import Language, Words

AGREED = {"payment": Words("付款方式", "Payment"), "warranty": Words("质保期", "Warranty")}
"""The terms that only the director may grant otherwise."""


NONE = "—"
"""Stands where an item has no model or unit: a prompt must not go to the customer."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a quote is measured by."""

    sheet: CostSheet
    product_line: str
    rules: PriceRules
    today: date
    language: Language
    costs_until: date | None = None  # how long the cost prices hold


def proposed(basis: Basis, kind: PriceKind) -> dict[str, str]:
    """Return what the rules write into a new quote, by field; the manager may change it."""
    rules = basis.rules
    until = basis.today + timedelta(days=rules.validity_days)
    said = {
        "price_kind": kind.value,
        "tax_rate": f"{(rules.tax_rate * PER_CENT).normalize():f}",
        "valid_until": min(until, basis.costs_until or until).isoformat(),
        **terms_in(basis.language, rules.terms),
    }
    for row, item in enumerate(priced(basis.sheet, kind, basis.product_line, rules)):
        line = item.line
        said |= {
            f"lines.{row}.description": line.description,
            f"lines.{row}.model": line.model or NONE,
            f"lines.{row}.quantity": f"{line.quantity.normalize():f}",
            f"lines.{row}.unit": line.unit or NONE,
            f"lines.{row}.price": f"{item.price:.2f}",
        }
    return said


def faults(said: Said) -> tuple[Words, ...]:
    """Return what keeps a quote from being used: no items, items with gaps, a total that nobody pays."""
    filled = [(item, row) for item, row in enumerate(rows(said, "lines"), start=1) if row]
    if not filled:
        return (Words("报价单没有任何项目，请至少填写一项。", "The quote has no items; write at least one."),)
    wrong = [each for item, row in filled for each in gaps(item, row, row.get("price", ""))]
    rate = number(said.get("tax_rate", ""))
    if not 0 <= rate < PER_CENT:
        wrong.append(
            Words(
                f"税率 {rate} 应在 0 到 100 之间，如 13 表示 13%。",
                f"The tax rate of {rate} has to be from 0 to 100; 13 means 13%.",
            )
        )
    elif (total := totals(said).total) >= LARGEST:
        wrong.append(
            Words(
                f"报价合计 {total:,} 过大，请核对数量和单价。",
                f"The total of {total:,} is too large; check quantities and prices.",
            )
        )
    return tuple(wrong)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a quote comes to; ``net`` and ``tax`` add up to ``total``."""

    total: Decimal  # tax included
    net: Decimal
    tax: Decimal


def totals(said: Said) -> Totals:
    """Return what a quote comes to; each row counts with the amount that is printed in it.

    A tax rate that can't be counts as none: the form that goes back for it is printed all the same.
    """
    total = sum((amount(row) for row in rows(said, "lines")), Decimal(0))
    rate = number(said.get("tax_rate", ""))
    net = to_the_cent(total / (1 + rate / PER_CENT)) if rate >= 0 else total
    return Totals(total, net, total - net)


def amount(row: Said) -> Decimal:
    """Return what one row of a quote comes to, 0 where it is not filled in."""
    return to_the_cent(number(row.get("quantity", "")) * number(row.get("price", "")))


def quoted(said: Said, basis: Basis) -> tuple[Priced, ...]:
    """Return every item of a filled-in quote beside the price that the rules make of its cost.

    What the cost sheet does not have costs nothing here; :func:`departures` names it.
    """
    rules = replace(basis.rules, tax_rate=number(said.get("tax_rate", "")) / PER_CENT)
    kind = PriceKind(said.get("price_kind") or PriceKind.USER)
    rate = Rate(kind, basis.product_line, basis.sheet.contingency, rules)
    costed = _costed(said, basis.sheet)
    return tuple(
        rate.priced(_as_quoted(row, costed.get(index)), number(row.get("price", "")))
        for index, row in enumerate(rows(said, "lines"))
        if row
    )


def cost_of(said: Said, basis: Basis) -> Decimal:
    """Return the cost price of what a quote offers, reserve included, before tax; 0 where none is known."""
    cost = sum((item.line.amount for item in quoted(said, basis)), Decimal(0))
    return to_the_cent(cost * (1 + basis.sheet.contingency))


def departures(said: Said, basis: Basis) -> tuple[Words, ...]:
    """Return what the director has to be told before approving: all that the rules would have otherwise."""
    return (
        *outside_the_rules(quoted(said, basis)),
        *_not_as_costed(said, basis.sheet),
        *_otherwise(said, basis),
        *_too_long(said, basis),
    )


def _costed(said: Said, sheet: CostSheet) -> Mapping[int, CostLine]:
    """Return the item of the cost sheet that each row quotes: of the same name, else in the same place.

    A place whose item another row has by name is not taken again: who puts a row in between must not have
    the prices below it measured by other machines' costs.
    """
    asked = {index: _name(row) for index, row in enumerate(rows(said, "lines")) if row}
    left = dict(enumerate(sheet.lines))
    found: dict[int, CostLine] = {}
    for index, name in asked.items():
        places = [index, *left] if index in left else [*left]
        at = next((place for place in places if left[place].name == name), None)
        if at is not None:
            found[index] = left.pop(at)
    return found | {index: left[index] for index in asked if index not in found and index in left}


def _name(row: Said) -> str:
    return f"{row.get('description', '')} {_model(row)}".strip()


def _model(row: Said) -> str:
    model = row.get("model", "")
    return "" if model == NONE else model


def _as_quoted(row: Said, cost: CostLine | None) -> CostLine:
    return replace(
        cost or CostLine("", "", Decimal(0), ""),
        description=row.get("description", ""),
        model=_model(row),
        quantity=number(row.get("quantity", "")),
        unit=row.get("unit", ""),
    )


def _not_as_costed(said: Said, sheet: CostSheet) -> Iterator[Words]:
    if not sheet.lines:
        yield Words("没有成本价格表，价格未经成本核算", "There is no cost sheet to measure the prices by")
        return
    costed = _costed(said, sheet)
    for index, row in enumerate(rows(said, "lines")):
        name, quantity = _name(row), number(row.get("quantity", ""))
        if row and index not in costed:
            yield Words(f"{name}：成本价格表中没有此项", f"{name}: the cost sheet does not have it")
        elif row and quantity != costed[index].quantity:
            was = costed[index].quantity
            yield Words(
                f"{name}：数量 {quantity:f} 与成本价格表的 {was:f} 不同",
                f"{name}: the quantity is {quantity:f}, the cost sheet has {was:f}",
            )
    for line in sheet.lines:
        if not any(line is each for each in costed.values()):
            yield Words(f"{line.name}：已计成本，未报价", f"{line.name}: costed, but not quoted")


def _otherwise(said: Said, basis: Basis) -> Iterator[Words]:
    rate, rule = number(said.get("tax_rate", "")), basis.rules.tax_rate * PER_CENT
    if rate != rule:
        yield Words(
            f"税率 {rate.normalize():f}% 与规定的 {rule.normalize():f}% 不同",
            f"The tax rate is {rate.normalize():f}%, not {rule.normalize():f}%",
        )
    usual = terms_in(basis.language, basis.rules.terms)
    for name, called in AGREED.items():
        if said.get(name, usual[name]) != usual[name]:
            yield Words(
                f"{called.zh}与公司规定不同：{said[name] or '（空）'}",
                f"{called.en} is not as the company has it: {said[name] or '(empty)'}",
            )


def _too_long(said: Said, basis: Basis) -> Iterator[Words]:
    if not said.get("valid_until"):
        return
    until = date.fromisoformat(said["valid_until"])
    if until < basis.today:
        yield Words(f"报价有效期 {until} 已过", f"The quote has lapsed on {until}")
    if until > basis.today + timedelta(days=basis.rules.validity_days):
        days = basis.rules.validity_days
        yield Words(
            f"报价有效期至 {until}，超过规定的 {days} 天",
            f"The quote holds until {until}, longer than the {days} days of the rules",
        )
    if basis.costs_until and until > basis.costs_until:
        yield Words(
            f"报价有效期至 {until}，成本价只保持到 {basis.costs_until}",
            f"The quote holds until {until}, the cost prices only until {basis.costs_until}",
        )

"""Prices follow the rules of the company, and a departure from them is named (P3.6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.pricing import COST_KINDS, CostLine, CostSheet, PriceKind, PriceRules, outside_the_rules, priced

RULES = PriceRules(margins={"welding-line": Decimal("0.30")})
MANIPULATOR = CostLine(
    "焊接操作机",
    "WH-500A",
    Decimal(2),
    "台",
    materials=Decimal(40000),
    bought_in=Decimal(20000),
    assembly=Decimal(5000),
)
SHEET = CostSheet((MANIPULATOR,), contingency=Decimal("0.05"))


def test_the_cost_sheet_adds_up():
    assert SHEET.subtotal == 130_000
    assert SHEET.total == Decimal("136500.00")


def test_the_columns_of_costs_are_those_of_the_form():
    assert (
        *("materials", "bought_in", "machining", "assembly", "control"),
        *("packing", "freight", "installation", "training"),
    ) == COST_KINDS


@pytest.mark.parametrize(
    ("kind", "product_line", "price"),
    [
        # 65,000 x 1.05 contingency x 1.13 tax x margin, up to the next hundred
        (PriceKind.USER, "single-machine", 96_500),
        (PriceKind.USER, "welding-line", 100_300),
        (PriceKind.DEALER, "single-machine", 88_800),
    ],
)
def test_prices_by_the_rules(kind, product_line, price):
    (item,) = priced(SHEET, kind, product_line, RULES)
    assert item.price == price
    assert item.amount == price * 2
    assert not outside_the_rules((item,))


def test_a_price_below_the_rules_is_named():
    items = priced(SHEET, PriceKind.USER, "single-machine", RULES, {0: Decimal(90_000)})
    (departure,) = outside_the_rules(items)
    assert departure.en == "焊接操作机 WH-500A: 90,000 is below 96,500, which the rules make it"


def test_a_price_below_the_floor_is_named():
    (item,) = items = priced(SHEET, PriceKind.USER, "single-machine", RULES, {0: Decimal(80_000)})
    assert item.is_below_floor
    (departure,) = outside_the_rules(items)
    assert departure.zh == "焊接操作机 WH-500A：单价 80,000 低于底价 84,900"


@given(
    st.decimals(min_value=0, max_value=10**7, places=2),
    st.decimals(min_value=0, max_value=1, places=2),
    st.sampled_from(PriceKind),
)
def test_no_listed_price_is_below_the_floor(cost, discount, kind):
    rules = PriceRules(dealer_discount=discount)
    (item,) = priced(CostSheet((CostLine("", "", Decimal(1), "", cost),)), kind, "", rules)
    assert item.floor <= item.price == item.listed
    assert item.price % rules.rounding == 0

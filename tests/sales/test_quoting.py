"""The quote follows the rules, and the director is told wherever it does not (P3.6)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.pricing import CostLine, CostSheet, PriceKind, PriceRules
from sales.quoting import Basis, departures, faults, proposed, quoted, totals
from sales.terms import Terms
from sales.words import Language

MACHINE = CostLine("焊接操作机", "WH-500A", Decimal(2), "台", materials=Decimal(65_000))
ROBOT = CostLine("焊接机器人", "HR-20", Decimal(1), "套", bought_in=Decimal(300_000))
BASIS = Basis(
    CostSheet((MACHINE, ROBOT), Decimal("0.05")),
    "single-machine",
    PriceRules(terms=Terms(payment="款到发货")),
    date(2026, 11, 23),
    Language.ZH,
    date(2027, 1, 31),
)
SAID = proposed(BASIS, PriceKind.USER)


def test_the_rules_propose_the_whole_quote() -> None:
    assert SAID["lines.0.price"] == "96500.00"
    assert SAID["lines.0.quantity"] == "2"
    assert SAID["tax_rate"] == "13"
    assert SAID["valid_until"] == "2026-12-23"
    assert SAID["payment"] == "款到发货"
    assert not faults(SAID)
    assert not departures(SAID, BASIS)


def test_a_quote_holds_no_longer_than_the_cost_prices() -> None:
    basis = replace(BASIS, costs_until=date(2026, 12, 1))
    assert proposed(basis, PriceKind.USER)["valid_until"] == "2026-12-01"


def test_a_dealer_price_is_no_departure_but_as_a_user_price_it_is() -> None:
    said = proposed(BASIS, PriceKind.DEALER)
    assert not departures(said, BASIS)
    told = departures({**said, "price_kind": "user"}, BASIS)
    assert [each.zh for each in told] == [
        "焊接操作机 WH-500A：单价 88,800.00 低于按规定计算的 96,500",
        "焊接机器人 HR-20：单价 409,400.00 低于按规定计算的 445,000",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lines.0.price": "80000.00"}, "焊接操作机 WH-500A：单价 80,000.00 低于底价 84,900"),
        ({"lines.0.quantity": "3"}, "焊接操作机 WH-500A：数量 3 与成本价格表的 2 不同"),
        ({"payment": "货到付款"}, "付款方式与公司规定不同：货到付款"),
        ({"warranty": ""}, "质保期与公司规定不同：（空）"),
        ({"valid_until": "2026-11-01"}, "报价有效期 2026-11-01 已过"),
        ({"valid_until": "2027-01-31"}, "报价有效期至 2027-01-31，超过规定的 30 天"),
    ],
)
def test_a_departure_is_told_to_the_director(change: dict[str, str], told: str) -> None:
    (departure,) = departures({**SAID, **change}, BASIS)
    assert departure.zh == told


def test_another_tax_rate_is_told_and_prices_are_measured_by_it() -> None:
    told = departures({**SAID, "tax_rate": "0"}, BASIS)
    assert [each.zh for each in told] == ["税率 0% 与规定的 13% 不同"]


def test_costs_that_lapse_before_the_quote_are_told() -> None:
    (departure,) = departures(SAID, replace(BASIS, costs_until=date(2026, 12, 1)))
    assert departure.en == "The quote holds until 2026-12-23, the cost prices only until 2026-12-01"


def test_an_item_that_was_never_costed_is_told_wherever_it_stands() -> None:
    """Who puts a row in between must not have the machines below it measured by other costs."""
    shifted = {
        name.replace("lines.0.", "lines.9.").replace("lines.1.", "lines.2."): v for name, v in SAID.items()
    }
    said = {
        **shifted,
        "lines.1.description": "防护房",
        "lines.1.quantity": "1",
        "lines.1.price": "50000.00",
    }
    assert [each.zh for each in departures(said, BASIS)] == ["防护房：成本价格表中没有此项"]
    assert [item.line.cost for item in quoted(said, BASIS)] == [0, 300_000, 65_000]


def test_an_item_that_was_left_out_is_told() -> None:
    said = {name: value for name, value in SAID.items() if not name.startswith("lines.1.")}
    assert [each.en for each in departures(said, BASIS)] == ["焊接机器人 HR-20: costed, but not quoted"]


def test_two_items_of_one_name_keep_their_own_costs() -> None:
    twin = replace(MACHINE, materials=Decimal(10_000))
    basis = replace(BASIS, sheet=CostSheet((MACHINE, twin)))
    said = proposed(basis, PriceKind.USER)
    assert [item.line.cost for item in quoted(said, basis)] == [65_000, 10_000]
    assert not departures(said, basis)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines.0.price": ""}, "Item 1 has no amount; write what one piece comes to."),
        ({"lines.1.quantity": ""}, "The quantity of item 2 has to be more than 0."),
        ({"tax_rate": "130"}, "The tax rate of 130 has to be from 0 to 100; 13 means 13%."),
        (
            {"lines.0.quantity": "1000000000000"},
            "The total of 96,500,000,000,445,000.00 is too large; check quantities and prices.",
        ),
    ],
)
def test_what_keeps_a_quote_from_being_used_is_named(change: dict[str, str], said: str) -> None:
    found = [each.en for each in faults({**SAID, **change})]
    assert found == [said]


def test_a_quote_without_items_is_refused() -> None:
    (fault,) = faults({"tax_rate": "13"})
    assert fault.zh == "报价单没有任何项目，请至少填写一项。"


PRICES = st.lists(
    st.tuples(
        st.decimals(min_value="0.001", max_value=999, places=3),
        st.decimals(min_value="0.01", max_value=10**7, places=2),
    ),
    min_size=1,
    max_size=8,
)


@given(PRICES, st.decimals(min_value=0, max_value=99, places=1))
def test_net_and_tax_add_up_to_the_total_and_the_total_to_its_rows(
    items: list[tuple[Decimal, Decimal]], rate: Decimal
) -> None:
    said = {"tax_rate": str(rate)}
    for row, (quantity, price) in enumerate(items):
        said |= {f"lines.{row}.quantity": str(quantity), f"lines.{row}.price": str(price)}
    sums = totals(said)
    assert sums.net + sums.tax == sums.total
    assert min(sums.net, sums.tax) >= 0
    for amount in (sums.total, sums.net, sums.tax):
        assert amount == Decimal(f"{amount:.2f}")
    assert abs(sums.net * (1 + rate / 100) - sums.total) <= Decimal("0.01")


LINES = st.lists(
    st.builds(
        CostLine,
        st.sampled_from(("操作机", "机器人", "变位机")),
        st.sampled_from(("", "A", "B")),
        st.integers(min_value=1, max_value=9).map(Decimal),
        st.just("台"),
        st.decimals(min_value=1, max_value=10**6, places=2),
    ),
    min_size=1,
    max_size=5,
)


@given(LINES, st.sampled_from(PriceKind), st.decimals(min_value=0, max_value="0.9", places=2))
def test_what_the_rules_propose_is_never_a_departure(
    lines: list[CostLine], kind: PriceKind, discount: Decimal
) -> None:
    basis = replace(BASIS, sheet=CostSheet(tuple(lines)), rules=PriceRules(dealer_discount=discount))
    said = proposed(basis, kind)
    assert not faults(said)
    assert not departures(said, basis)


@given(LINES, st.data())
def test_no_price_below_the_floor_goes_untold(lines: list[CostLine], data: st.DataObject) -> None:
    basis = replace(BASIS, sheet=CostSheet(tuple(lines)))
    said = proposed(basis, PriceKind.USER)
    row = data.draw(st.integers(min_value=0, max_value=len(lines) - 1))
    floor = quoted(said, basis)[row].floor
    said[f"lines.{row}.price"] = f"{floor - Decimal('0.01'):.2f}"
    assert any("低于底价" in each.zh for each in departures(said, basis))

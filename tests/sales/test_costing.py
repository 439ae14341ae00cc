"""A cost price sheet is counted as it is printed, and what does not add up is named (P3.6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.costing import cost_sheet, counted, faults
from sales.pricing import COST_KINDS
from sales.words import Failure

MACHINE = {
    "lines.0.description": "焊接操作机",
    "lines.0.model": "WH-500A",
    "lines.0.quantity": "2",
    "lines.0.unit": "台",
    "lines.0.materials": "40000.00",
    "lines.0.assembly": "5000.00",
}
ROBOT = {
    "lines.2.description": "焊接机器人",
    "lines.2.quantity": "1",
    "lines.2.bought_in": "110000.00",
}
SAID = {**MACHINE, **ROBOT, "contingency": "5", "stated_total": "210000.00"}


def test_the_items_are_counted_and_an_empty_row_is_none() -> None:
    sheet = cost_sheet(SAID)
    assert [line.amount for line in sheet.lines] == [90_000, 110_000]
    assert (sheet.subtotal, sheet.reserve, sheet.total) == (200_000, 10_000, 210_000)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines.0.description": ""}, "Item 1 has no description; write what it is."),
        ({"lines.2.quantity": "0"}, "The quantity of item 3 has to be more than 0."),
        ({"lines.2.quantity": "-1"}, "The quantity of item 3 has to be more than 0."),
        ({"lines.2.bought_in": ""}, "Item 3 has no amount; write what one piece comes to."),
        ({"contingency": "105"}, "The contingency of 105 has to be from 0 to 100; 5 means 5%."),
        (
            {"lines.2.quantity": "1000000000000"},
            "The total of 115,500,000,000,094,500.00 is too large; check quantities and costs.",
        ),
    ],
)
def test_what_is_wrong_with_an_item_is_named(change: dict[str, str], said: str) -> None:
    assert faults({**SAID, **change})[0].en == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (
            "200000.00",
            "填报合计 200,000.00 与各项相加所得 210,000.00 不符，相差 -10,000.00。填报合计似乎未计预备费。",
        ),
        (
            "94500.00",
            "填报合计 94,500.00 与各项相加所得 210,000.00 不符，"
            "相差 -115,500.00。请核对第 3 项（焊接机器人）。",
        ),
        (
            "210000.01",
            "填报合计 210,000.01 与各项相加所得 210,000.00 不符，相差 +0.01。请核对各项数量和费用。",
        ),
    ],
)
def test_a_total_that_is_not_the_sum_is_named_with_what_went_wrong(stated: str, said: str) -> None:
    (fault,) = faults({**SAID, "stated_total": stated})
    assert fault.zh == said


def test_a_sheet_without_items_is_refused() -> None:
    with pytest.raises(Failure, match="has no items"):
        cost_sheet({"stated_total": "1.00"})


MONEY = st.decimals(min_value=0, max_value=10**6, places=2)


@given(
    st.lists(
        st.tuples(
            st.decimals(min_value="0.001", max_value=999, places=3), st.lists(MONEY, min_size=9, max_size=9)
        ),
        min_size=1,
        max_size=8,
    ),
    st.decimals(min_value=0, max_value=99, places=1),
)
def test_what_is_printed_adds_up_to_the_cent(
    items: list[tuple[Decimal, list[Decimal]]], share: Decimal
) -> None:
    said = {"contingency": str(share)}
    for row, (quantity, costs) in enumerate(items):
        said |= {f"lines.{row}.description": "x", f"lines.{row}.quantity": str(quantity)}
        said |= {f"lines.{row}.{kind}": str(cost) for kind, cost in zip(COST_KINDS, costs, strict=True)}
    sheet = counted(said)
    printed = [Decimal(f"{line.amount:.2f}") for line in sheet.lines]
    assert sum(printed) == Decimal(f"{sheet.subtotal:.2f}") == sheet.subtotal
    assert Decimal(f"{sheet.reserve:.2f}") + sheet.subtotal == sheet.total
    unrounded = sum(quantity * sum(costs) for quantity, costs in items) * (1 + share / 100)
    assert abs(sheet.total - unrounded) <= Decimal("0.02") * (len(items) + 1)

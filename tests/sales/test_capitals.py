"""Amounts in capitals, as a cashier writes them on a slip."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.capitals import FIGURES, in_capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1", "壹元整"),
        ("10.5", "壹拾元伍角整"),
        ("123000", "壹拾贰万叁仟元整"),
        ("100005", "壹拾万零伍元整"),
        ("1005.07", "壹仟零伍元零柒分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("10000001", "壹仟万零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("20000000000000", "贰拾万亿元整"),
        ("1680.325", "壹仟陆佰捌拾元叁角叁分"),
    ],
)
def test_amounts(amount, words):
    assert in_capitals(Decimal(amount)) == f"人民币{words}"


def value_of(words: str) -> Decimal:
    """Return the amount that the capitals say, read the way a person reads them."""
    total, group, figure = 0, 0, 0
    units = {"拾": 10, "佰": 100, "仟": 1000}
    whole, _, rest = words.removeprefix("人民币").rpartition("元")
    for sign in whole:
        if sign in FIGURES:
            figure = FIGURES.index(sign)
        elif sign in units:
            group, figure = group + figure * units[sign], 0
        elif sign == "万":
            total, group, figure = total + (group + figure) * 10_000, 0, 0
        else:
            total, group, figure = (total + group + figure) * 100_000_000, 0, 0
    cents = 0
    for sign, after in pairwise(rest):
        if after in "角分":
            cents += FIGURES.index(sign) * (10 if after == "角" else 1)
    return Decimal(total + group + figure) + Decimal(cents) / 100


@given(st.decimals(min_value=0, max_value=Decimal("9999999999999999.99"), places=2))
def test_capitals_say_the_amount(amount):
    assert value_of(in_capitals(amount)) == amount


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "1e16"])
def test_no_form_has_such_an_amount(amount):
    with pytest.raises(ValueError, match=r"."):
        in_capitals(Decimal(amount))

"""Amounts in English words, as a quotation says them."""

from decimal import Decimal

import pytest

from sales.capitals import LIMIT
from sales.in_words import in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zero"),
        ("0.50", "zero and 50/100"),
        ("12", "twelve"),
        ("21", "twenty-one"),
        ("90", "ninety"),
        ("105", "one hundred five"),
        ("123400", "one hundred twenty-three thousand four hundred"),
        ("1000000", "one million"),
        ("920600.05", "nine hundred twenty thousand six hundred and 05/100"),
        ("2000000019.995", "two billion twenty"),
        (
            "9999999999999999.99",
            "nine quadrillion nine hundred ninety-nine trillion nine hundred ninety-nine billion nine "
            "hundred ninety-nine million nine hundred ninety-nine thousand nine hundred ninety-nine "
            "and 99/100",
        ),
    ],
)
def test_amounts_are_said_as_an_office_says_them(amount: str, words: str) -> None:
    assert in_words(Decimal(amount), "CNY") == f"CNY {words} only"


@pytest.mark.parametrize("amount", [Decimal(-1), Decimal("NaN"), Decimal("Infinity"), LIMIT])
def test_what_no_form_has_is_refused(amount: Decimal) -> None:
    with pytest.raises(ValueError, match=r"."):
        in_words(amount, "USD")

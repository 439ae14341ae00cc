"""Quotes of standard products at their reference prices (P3.1)."""

from datetime import date
from decimal import Decimal

import pytest

from sales.offering import offered
from sales.pricing import CostSheet, PriceKind, PriceRules
from sales.quoting import Basis, departures, faults, totals
from sales.reference import Reference
from sales.words import Language

REFERENCE = Reference("环缝焊机 HF-1", "single-machine", "a.docx", Decimal(186000))
BASIS = Basis(CostSheet(()), "single-machine", PriceRules(), date(2026, 11, 23), Language.ZH)


@pytest.mark.parametrize(
    ("wished", "quantity", "unit"),
    [
        ("两台", "2", "台"),
        ("3 套", "3", "套"),
        ("2 sets", "2", "sets"),
        ("十条", "10", "条"),
        ("5", "5", "台"),
        ("滚轮架4台、变位机1台", "1", "台"),
        ("0 台", "1", "台"),
        ("", "1", "台"),
    ],
)
def test_the_customers_number_counts_where_it_is_all_they_say(wished: str, quantity: str, unit: str) -> None:
    said = offered(REFERENCE, wished, PriceKind.USER, BASIS)
    assert (said["lines.0.quantity"], said["lines.0.unit"]) == (quantity, unit)


def test_a_quote_at_the_reference_price_is_whole_and_has_the_companys_terms() -> None:
    said = offered(REFERENCE, "2 台", PriceKind.USER, BASIS)
    assert faults(said) == ()
    assert totals(said).total == Decimal("372000.00")
    assert said["valid_until"] == "2026-12-23"
    assert said["payment"].startswith("合同签订后预付 30%")


def test_a_dealer_gets_the_discount_of_the_rules() -> None:
    assert offered(REFERENCE, "", PriceKind.DEALER, BASIS)["lines.0.price"] == "171120.00"


def test_the_director_is_told_once_that_there_are_no_costs() -> None:
    (told,) = departures(offered(REFERENCE, "2 台", PriceKind.USER, BASIS), BASIS)
    assert told.zh == "没有成本价格表，价格未经成本核算"

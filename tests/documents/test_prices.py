"""The cost price sheet and the quote on paper: what people fill in, and the sums that are printed of it."""

from dataclasses import replace
from datetime import date

import pytest

from documents import cost_sheet, quote
from documents.case import Paper
from documents.make import make
from documents.returned import read
from sales.costing import counted
from sales.paper import DocumentKind
from sales.pricing import PriceKind, PriceRules
from sales.quoting import Basis, proposed
from sales.words import Language
from tests.documents.cases import CASE, NOW, paper

COSTS = {
    "lines.0.description": "焊接操作机",
    "lines.0.model": "WH-500A",
    "lines.0.quantity": "2",
    "lines.0.unit": "台",
    "lines.0.materials": "120350.50",
    "lines.2.description": "机器人工作站",
    "lines.2.quantity": "1",
    "lines.2.bought_in": "380000.00",
    "contingency": "5",
    "stated_total": "651736.05",
    "valid_until": "2027-01-31",
}
BASIS = Basis(counted(COSTS), "welding-robot", PriceRules(), date(2026, 11, 23), Language.ZH)
QUOTED = proposed(BASIS, PriceKind.USER)


def test_the_cost_sheet_prints_sums_beside_what_was_filled_in() -> None:
    printed = cost_sheet.fields(replace(CASE, said=COSTS), paper())
    machine, empty, robot = printed.lines[:3]
    assert (machine.materials, machine.cost, machine.amount) == ("120,350.50", "120,350.50", "240,701")
    assert (empty.description, empty.amount) == ("", "")
    assert (robot.bought_in, robot.amount) == ("380,000", "380,000")
    assert (printed.subtotal, printed.reserve) == ("620,701.00", "31,035.05")
    assert (printed.total, printed.tax) == ("651,736.05", "84,725.69（13%）")
    assert printed.total_with_tax == "736,461.74"
    assert cost_sheet.fields(replace(CASE, said=COSTS), paper(Language.EN)).tax == "84,725.69 (13%)"


def test_an_empty_cost_sheet_offers_four_rows_and_no_sums() -> None:
    """With five, a Chinese sheet of ordinary figures would end on a second page."""
    printed = cost_sheet.fields(CASE, paper())
    assert len(printed.lines) == 4
    assert (printed.subtotal, printed.total, printed.total_with_tax) == ("", "", "")


def test_the_quote_prints_amounts_and_capitals() -> None:
    printed = quote.fields(replace(CASE, said=QUOTED, version=3), paper())
    assert printed.quote_number == "LW-2026-00042-Q3"
    assert [line.amount for line in printed.lines] == ["357,000.00", "563,600.00"]
    assert (printed.total, printed.net, printed.tax) == ("920,600.00", "814,690.27", "105,909.73")
    assert printed.total_in_full == "人民币玖拾贰万零陆佰元整"


def test_foreign_money_has_no_capitals_and_is_said_in_words_in_english() -> None:
    rules = PriceRules(currency="USD")
    chinese: Paper = replace(paper(), pricing=rules)
    assert quote.fields(replace(CASE, said=QUOTED), chinese).total_in_full == "—"
    printed = quote.fields(replace(CASE, said=QUOTED), replace(paper(Language.EN), pricing=rules))
    assert printed.currency == "US dollars (USD)"
    assert printed.total_in_full == "USD nine hundred twenty thousand six hundred only"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("kind", "said"), [(DocumentKind.COST_SHEET, COSTS), (DocumentKind.QUOTE, QUOTED)], ids=str
)
def test_what_was_filled_in_is_read_back(
    kind: DocumentKind, said: dict[str, str], language: Language
) -> None:
    returned = read(make(kind, replace(CASE, said=said, version=2), paper(language)))
    assert returned is not None
    assert (returned.kind, returned.lead, returned.version) == (kind, "LW-2026-00042", 2)
    for place in ("lines.0.description", "lines.0.quantity"):
        assert returned.places[place] == said[place]
    assert returned.places["lines.0.materials" if kind is DocumentKind.COST_SHEET else "lines.0.price"]


def test_the_day_of_the_paper_is_that_of_the_tests() -> None:
    assert NOW.date() == BASIS.today

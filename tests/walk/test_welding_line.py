"""A welding line: the director travels, the technical group is late, and the customer wants a lower price."""

from datetime import UTC, datetime, timedelta

import pytest

from sales.lead import Stage
from sales.paper import DocumentKind as D
from sales.words import Language, Words
from tests.office import person
from tests.walk.conftest import NewCompany, on_sqlite
from tests.walk.words import YES

TODAY = datetime.now(UTC).date()
AWAY = f"""
[[absence]]
person = "zhao"
deputy = "wu"
from = {TODAY - timedelta(days=2)}
to = {TODAY + timedelta(days=2)}
"""
CALLS = {  # by whom they are read
    "tang": Words("【待办提醒】", "[Reminder]"),
    "zhao": Words("【逾期】", "[Overdue]"),
    "gao": Words("【逾期】", "[Overdue]"),
}
LOWER = Words("价格偏高，能否优惠？", "Your price is rather high. Can you do better?")


@on_sqlite
@pytest.mark.parametrize("language", Language)
def test_signed_by_a_deputy_late_and_requoted(new_company: NewCompany, language: Language) -> None:
    """P2.3's stand-in, P2.4's and P3.2's clocks with their tolerance, P3.6's revised quote."""
    company = new_company(language, AWAY + person("wu", "吴敏", "office"))
    company.enquire("welding-line")
    company.drop("li", D.PROPOSAL_REQUEST)
    assert company.stage is Stage.SIGNING
    company.answer("wu", YES)
    assert company.stage is Stage.REQUESTED
    assert company.moves()[-2].detail["for"] == "zhao"

    told: dict[str, int] = {}
    for quarter in range(4 * 20):  # of days: there may be holidays
        if len(told) == len(CALLS):
            break
        company.wait(hours=6)
        called = [who for who, words in CALLS.items() if company.subjects(who, words.in_(language))]
        told = dict.fromkeys(called, quarter) | told
    assert told["tang"] < told["zhao"] < told["gao"]
    company.answer("tang", YES)
    assert company.stage is Stage.PROPOSING
    company.send_back("tang", D.COST_SHEET, D.PROPOSAL)
    assert company.stage is Stage.PRICING

    company.send_back("wang", D.QUOTE)
    assert company.stage is Stage.CONFIRMING
    company.answer("li", YES)
    assert company.stage is Stage.REVIEWING
    company.answer("zhao", YES)
    assert company.stage is Stage.QUOTED

    company.customer.answer(company.customer.newest(), LOWER.in_(language))
    company.work()
    company.drop("li", D.QUOTE, **{"lines.0.price": "150,000"})
    assert company.stage is Stage.REVIEWING
    company.answer("zhao", YES)
    assert company.stage is Stage.QUOTED
    assert [name[-6:] for name in company.at_the_customers()] == ["V2.pdf", "V2.pdf", "V2.pdf", "V3.pdf"]
    assert company.filed() == [
        "cost-sheet-v1",
        "cost-sheet-v2",
        "proposal-request-v1",
        "proposal-request-v2",
        "proposal-v1",
        "proposal-v2",
        "quote-v1",
        "quote-v2",
        "quote-v3",
        "refusal-v1",
        "registration-v1",
    ]

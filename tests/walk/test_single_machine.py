"""A single machine: technical refuses, sales disagrees, and the director returns the first quote."""

import pytest

from sales.lead import Stage
from sales.paper import DocumentKind as D
from sales.words import Language, Words
from tests.walk.conftest import NewCompany, on_sqlite
from tests.walk.words import YES

DISAGREE = Words(
    "不同意。客户已立项，我方有同类业绩。", "Rejected. They have the budget, and we have built this before."
)
THANKS = Words("方案已收到，我们下周讨论后答复。", "We have your proposal, and shall answer next week.")
TOO_DEAR = Words("不同意。请再让利三个点。", "Rejected. Please come down by three per cent.")


@pytest.mark.parametrize("language", [Language.ZH, pytest.param(Language.EN, marks=on_sqlite)])
def test_refused_disputed_priced_twice_and_sent(new_company: NewCompany, language: Language) -> None:
    """P2.1 to P4.1, with P2.4's refusal, P2.5's decision, and a quote that the director returns (P3.6)."""
    company = new_company(language)
    company.enquire("single-machine")
    company.send_back("li", D.PROPOSAL_REQUEST)
    assert company.stage is Stage.SIGNING
    company.answer("zhao", YES)
    assert company.stage is Stage.REQUESTED

    company.send_back("tang", D.REFUSAL)
    assert company.stage is Stage.REFUSED
    company.answer("li", DISAGREE)
    assert company.stage is Stage.DISPUTED
    company.answer("gao", YES)
    assert company.stage is Stage.PROPOSING

    company.send_back("tang", D.PROPOSAL, D.COST_SHEET)
    assert company.stage is Stage.PRICING
    company.send_back("li", D.QUOTE)
    assert company.stage is Stage.REVIEWING
    company.answer("zhao", TOO_DEAR)
    assert company.stage is Stage.PRICING
    company.send_back("li", D.QUOTE, **{"lines.0.price": "150,000"})
    company.answer("zhao", YES)
    assert company.stage is Stage.QUOTED
    (proposal, quote) = company.at_the_customers()
    assert proposal.endswith("V2.pdf")
    assert quote.endswith("V3.pdf")
    company.customer.answer(company.customer.newest(), THANKS.in_(language))
    company.work()
    assert company.subjects("li", Words("【客户来信】", "[Customer wrote]").in_(language))
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
        "refusal-v2",
        "registration-v1",
        "review-record-v1",
    ]

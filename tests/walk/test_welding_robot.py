"""A welding robot: people are sent, the director signs on paper, the clock waits for the customer."""

import pytest

from sales.lead import Stage
from sales.paper import DocumentKind as D
from sales.words import Language, Words
from tests.walk.conftest import NewCompany, on_sqlite
from tests.walk.words import YES

PAUSE = Words("暂停：等客户图纸", "pause: waiting for the customer's drawings")
RESUME = Words("恢复", "resume")


@on_sqlite
@pytest.mark.parametrize("language", Language)
def test_signed_on_paper_and_paused_for_the_customer(new_company: NewCompany, language: Language) -> None:
    """P2.3 with the request to send staff, I11's signed scan, P3.3's pause, P4.1."""
    company = new_company(language)
    company.enquire("welding-robot")
    company.answer(
        "li", Words("已联系客户：需要一套，下月定标", "customer contacted: one cell, decision next month")
    )
    assert company.stage is Stage.ASSESSING
    company.send_back("li", D.DISPATCH_REQUEST)
    company.send_back("li", D.PROPOSAL_REQUEST)
    assert company.stage is Stage.SIGNING
    company.sign("zhao", "DIRECTOR", D.PROPOSAL_REQUEST, D.DISPATCH_REQUEST)
    assert company.stage is Stage.REQUESTED
    company.answer("tang", YES)
    company.answer("tang", PAUSE)
    assert company.moves()[-1].name == "pause"
    company.wait(days=30)
    assert not company.subjects("gao")  # nobody is late while the clock stands still
    company.answer("tang", RESUME)
    assert company.moves()[-1].name == "resume"
    company.send_back("tang", D.PROPOSAL, D.COST_SHEET)
    assert company.stage is Stage.PRICING
    company.send_back("li", D.QUOTE)
    company.answer("zhao", YES)
    assert company.stage is Stage.QUOTED
    assert company.filed() == [
        "cost-sheet-v1",
        "cost-sheet-v2",
        "dispatch-request-v1",
        "dispatch-request-v2",
        "proposal-request-v1",
        "proposal-request-v2",
        "proposal-v1",
        "proposal-v2",
        "quote-v1",
        "quote-v2",
        "refusal-v1",
        "registration-v1",
    ]

"""Leads that end otherwise: declined (P1.2), or handed to another division (P1.3)."""

import pytest

from documents.kinds import KINDS
from sales.lead import Stage
from sales.paper import DocumentKind as D
from sales.words import Language, Words
from tests.walk.conftest import NewCompany, on_sqlite
from tests.walk.words import YES

DECLINE = Words("谢绝：超出我公司产品范围", "decline: it is out of our range")
TRANSFER = Words(
    "转交 机器人事业部：属机器人事业部产品", "transfer to robots division: it is one of their products"
)


@on_sqlite
@pytest.mark.parametrize("language", Language)
def test_a_lead_is_declined_and_the_letter_goes_to_the_customer(
    new_company: NewCompany, language: Language
) -> None:
    company = new_company(language)
    company.enquire("single-machine")
    company.answer("wang", DECLINE)
    assert company.stage is Stage.DECLINING
    company.answer("wang", YES)
    assert company.stage is Stage.DECLINED
    (letter,) = company.at_the_customers()
    assert letter.endswith(".pdf")
    assert [move.name for move in company.moves()][-2:] == ["send-letter", "send"]


@on_sqlite
@pytest.mark.parametrize("language", Language)
def test_a_lead_goes_to_another_division_with_everything(new_company: NewCompany, language: Language) -> None:
    company = new_company(language)
    company.enquire("welding-robot")
    company.answer("wang", TRANSFER)
    assert company.stage is Stage.TRANSFERRING
    company.answer("zhao", YES)
    assert company.stage is Stage.TRANSFERRED
    mail = company["shen"].newest(company.lead.number)
    names = {str(part.get_filename()).partition(" LW-")[0] for part in mail.iter_attachments()}
    assert names >= {KINDS[kind].title.in_(language) for kind in (D.REGISTRATION, D.TRANSFER)}
    assert len(names) > 2, "and what the customer wrote"

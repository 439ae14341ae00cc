"""What was handed in once is put right by handing it in again: proposal, cost price, quote (P3.2, P3.6)."""

from __future__ import annotations

from hashlib import sha256

import pytest

from leadwright import writing
from leadwright.demo.word import fill_in
from leadwright.procedure import papers
from leadwright.procedure.forms import returning
from register import approvals, leads
from sales.approval import Approval
from sales.lead import Stage
from sales.paper import DocumentKind, Version
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk
from tests.leadwright.procedure.forms import test_returning_proposal as technical
from tests.leadwright.procedure.forms.test_bad_forms import ITEM, PRICED, paper
from tests.leadwright.procedure.forms.test_returning import NUMBER, TECHNICAL, came, person
from tests.office import mail

S, D = Stage, DocumentKind
CHEAPER = PRICED | {"lines.0.price": "140,000"}


@pytest.fixture
def desk(new_desk: NewDesk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a lead whose quote the customer has; LibreOffice, which takes its time, is not found."""
    desk = new_desk(extra=OTHERS + TECHNICAL)
    desk.register_mails(mail())
    monkeypatch.setenv("PATH", "")
    for kind in (D.PROPOSAL, D.COST_SHEET, D.QUOTE):
        writing.write_anew(desk.tools, kind, NUMBER, "wang")
    in_stage(desk, S.PRICING)
    price(desk, "li", PRICED)
    in_stage(desk, S.QUOTED)
    return desk


def in_stage(desk: Desk, stage: Stage) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage, is_announced=True)
        approvals.void_all(c, NUMBER, desk.tools.now())


def newest(desk: Desk, kind: DocumentKind) -> Version:
    with desk.tools.register.read() as c:
        return papers.latest(c, NUMBER)[kind]


def asked(desk: Desk) -> list[Approval]:
    with desk.tools.register.read() as c:
        return approvals.open_of(c, NUMBER)


def price(desk: Desk, by: str, written: dict[str, str]) -> None:
    form = paper(desk, D.QUOTE, written)
    returning.take_back(desk.tools, came(desk, len(desk.moves())), [form], person(desk, by))


@pytest.mark.parametrize(
    ("by", "move", "stage"), [("li", "requote", S.REVIEWING), ("wang", "prepare-requote", S.CONFIRMING)]
)
def test_a_lower_price_goes_to_the_director_again(desk: Desk, by: str, move: str, stage: Stage) -> None:
    """Whoever sends the quote in: what the coordinator writes, the manager confirms first."""
    before = newest(desk, D.QUOTE)
    price(desk, by, CHEAPER)
    after = newest(desk, D.QUOTE)
    assert (after.version, after.said["lines.0.price"]) == (before.version + 1, "140000.00")
    assert (desk.moves()[-1].name, desk.moves()[-1].document) == (move, after.sha256)
    assert desk.lead().stage is stage
    desk.work("announce")
    assert [each.sha256 for each in asked(desk)[0].papers] == [after.sha256]
    assert newest(desk, D.QUOTE) == after  # telling the turn writes no further one


def test_a_quote_that_is_sent_in_while_it_is_approved_goes_back(desk: Desk) -> None:
    """The director decides on what was shown; to change it, the quote is returned first."""
    in_stage(desk, S.REVIEWING)
    before = newest(desk, D.QUOTE)
    price(desk, "li", CHEAPER)
    assert newest(desk, D.QUOTE) == before
    assert desk.lead().stage is S.REVIEWING


def test_a_revised_cost_price_is_priced_anew(desk: Desk) -> None:
    """The rules set the price from the new costs."""
    form = paper(desk, D.COST_SHEET, ITEM | {"lines.0.materials": "120,000", "stated_total": "252,000"})
    returning.take_back(desk.tools, came(desk, 50), [form], person(desk, "tang"))
    assert desk.moves()[-1].name == "recost"
    assert desk.lead().stage is S.PRICING


def test_a_revised_proposal_is_costed_anew(desk: Desk) -> None:
    proposal = fill_in(technical.proposal(desk), {})
    technical.hand_in(desk, {"方案.docx": proposal})
    assert [each.name for each in desk.moves() if each.name == "repropose"] == ["repropose"]
    assert desk.lead().stage is S.COSTING
    assert newest(desk, D.PROPOSAL).created_by == "tang"


def test_both_in_one_mail_lead_to_the_price(desk: Desk) -> None:
    costs = fill_in(technical.blank(desk, D.COST_SHEET), ITEM)
    technical.hand_in(desk, {"成本.docx": costs, "方案.docx": technical.proposal(desk)})
    made = [each.name for each in desk.moves() if each.name in ("repropose", "cost", "recost")]
    assert made == ["repropose", "cost"]
    assert desk.lead().stage is S.PRICING
    assert sha256(costs).hexdigest() != newest(desk, D.COST_SHEET).sha256

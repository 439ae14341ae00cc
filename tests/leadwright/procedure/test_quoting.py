"""What the rules make of the lead's own cost price sheet, as the register has it (P3.6)."""

from dataclasses import replace
from datetime import timedelta

from leadwright.procedure import papers, quoting
from leadwright.tools import Tools
from leadwright.writing import write, write_anew
from register import documents
from sales.enquiry import Finding
from sales.lead import Lead
from sales.paper import DocumentKind
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk
from tests.office import mail

COSTS = {
    "lines.0.description": "环缝焊机",
    "lines.0.quantity": "2",
    "lines.0.unit": "台",
    "lines.0.materials": "65000.00",
    "stated_total": "130000.00",
    "valid_until": "2099-12-31",
}
RULES = """
[pricing]
margin = 0.20
rounding = 10
"""


def a_lead(desk: Desk) -> Lead:
    return desk.register_mails(mail())


def said(tools: Tools, lead: Lead, kind: DocumentKind, values: dict[str, str], hours: int = 0) -> None:
    """File a version of a document with what people have said in it, some hours later."""
    version = write(tools, kind, lead, said=values).version
    later = replace(version, created_at=version.created_at + timedelta(hours=hours))
    with tools.register.begin() as c:
        documents.add_version(c, later)


def test_a_quote_is_proposed_from_the_costs_and_goes_on_in_its_revision(new_desk: NewDesk) -> None:
    desk = new_desk(extra=RULES)
    tools, lead = desk.tools, a_lead(desk)
    said(tools, lead, DocumentKind.COST_SHEET, COSTS)
    with tools.register.read() as c:
        proposed = quoting.proposed(tools, c, lead)
    assert proposed["lines.0.price"] == "88140.00"  # 65,000 x 1.13 x 1.20

    changed = {**proposed, "lines.0.price": "80000.00"}
    said(tools, lead, DocumentKind.QUOTE, changed, hours=1)
    with tools.register.read() as c:
        assert quoting.proposed(tools, c, lead) == changed
        quote = papers.latest(c, lead.number)[DocumentKind.QUOTE]
        (told,) = quoting.departures(tools, c, lead, quote)
    assert told.zh == "环缝焊机：单价 80,000.00 低于底价 80,800"

    said(tools, lead, DocumentKind.COST_SHEET, {**COSTS, "lines.0.materials": "60000.00"}, hours=2)
    with tools.register.read() as c:
        assert quoting.proposed(tools, c, lead)["lines.0.price"] == "81360.00"


def test_a_dealer_is_proposed_the_dealer_price(new_desk: NewDesk) -> None:
    desk = new_desk()
    lead = a_lead(desk)
    with desk.tools.register.read() as c:
        assert quoting.proposed(desk.tools, c, lead)["price_kind"] == "user"
        dealer = replace(lead, enquiry=replace(lead.enquiry, customer_kind=Finding("dealer")))
        assert quoting.proposed(desk.tools, c, dealer)["price_kind"] == "dealer"


def test_a_sheet_that_does_not_add_up_is_named_by_its_kind() -> None:
    (fault,) = quoting.faults(DocumentKind.COST_SHEET, {**COSTS, "stated_total": "1.00"})
    assert "130,000.00" in fault.en
    assert quoting.faults(DocumentKind.MEMO, {}) == ()


def test_a_quote_that_is_written_anew_says_what_the_rules_propose(new_desk: NewDesk) -> None:
    desk = new_desk()
    lead = a_lead(desk)
    said(desk.tools, lead, DocumentKind.COST_SHEET, COSTS)
    written = write_anew(desk.tools, DocumentKind.QUOTE, lead.number, "li")
    assert written.version.said["lines.0.price"] == "91900.00"
    again = write_anew(desk.tools, DocumentKind.COST_SHEET, lead.number, "li")
    assert (again.version.version, again.version.said) == (2, COSTS)

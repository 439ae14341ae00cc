"""The technical group hands in its proposal, filed as the very file it is, and its costs, filed as values."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from io import BytesIO

import pytest

from documents.fields import blanks
from documents.kinds import KINDS
from leadwright import writing
from leadwright.demo.word import fill_in
from leadwright.procedure.forms import returning
from register import documents, leads, readings
from sales.lead import Stage
from sales.paper import DocumentKind, Version
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import Desk, body
from tests.leadwright.procedure.forms.test_returning import NUMBER, TECHNICAL
from tests.office import mail

PROPOSAL, COSTS = DocumentKind.PROPOSAL, DocumentKind.COST_SHEET
ITEM = {
    "lines.0.description": "环缝焊机",
    "lines.0.quantity": "2",
    "lines.0.materials": "100,000",
    "contingency": "5",
    "stated_total": "210,000",
    "valid_until": "2027-06-30",
}
DRAWING = bytes(range(256)) * 40


@pytest.fixture
def desk(new_desk: NewDesk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk where the technical group makes the proposal; LibreOffice, which is slow, is not found."""
    desk = new_desk(extra=TECHNICAL)
    desk.register_mails(mail())
    monkeypatch.setenv("PATH", "")
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.PROPOSING)
    for kind in (PROPOSAL, COSTS):
        writing.write_anew(desk.tools, kind, NUMBER, "wang")
    return desk


def newest(desk: Desk, kind: DocumentKind) -> Version:
    with desk.tools.register.read() as c:
        return [each for each in documents.versions(c, NUMBER) if each.kind == kind][-1]


def blank(desk: Desk, kind: DocumentKind) -> bytes:
    return desk.bytes_of(newest(desk, kind).path)


def proposal(desk: Desk) -> bytes:
    """Return the proposal filled in, with a drawing that Word has put among its media."""
    needed = [path for path, each in blanks(KINDS[PROPOSAL].fields_type).items() if each.is_required]
    filled = BytesIO(fill_in(blank(desk, PROPOSAL), {path: f"见{path}" for path in needed}))
    with zipfile.ZipFile(filled, "a") as parts:
        parts.writestr("word/media/layout.png", DRAWING)
    return filled.getvalue()


def hand_in(desk: Desk, files: Mapping[str, bytes]) -> None:
    """Let the technical group mail these files in."""
    message = EmailMessage()
    message["From"], message["To"] = "tang@example.com", "sales@example.com"
    message["Subject"] = f"{NUMBER} 方案 {len(desk.originals())}"
    message.set_content("请查收。")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    sha = desk.receive(bytes(message))
    desk.work("understand", "place")
    original = next(each for each in desk.originals() if each.sha256 == sha)
    with desk.tools.register.read() as c:
        forms = readings.forms(c, sha)
    returning.take_back(desk.tools, original, forms, desk.tools.territory.person("tang"))


def test_a_proposal_and_its_costs_are_taken_in_the_order_of_the_procedure(desk: Desk) -> None:
    """Whichever lies first in the mail; the drawing is in the version that is filed."""
    hand_in(desk, {"成本.docx": fill_in(blank(desk, COSTS), ITEM), "方案.docx": proposal(desk)})
    assert [each.name for each in desk.moves() if each.name in ("propose", "cost")] == ["propose", "cost"]
    assert desk.lead().stage is Stage.PRICING
    filed = newest(desk, PROPOSAL)
    assert (filed.version, filed.created_by) == (2, "tang")
    with zipfile.ZipFile(BytesIO(desk.bytes_of(filed.path))) as parts:
        assert parts.read("word/media/layout.png") == DRAWING
        assert b"<vt:lpwstr>2</vt:lpwstr>" in parts.read("docProps/custom.xml")
    assert newest(desk, COSTS).said["lines.0.materials"] == "100000.00"


def test_costs_that_do_not_add_up_go_back(desk: Desk) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.COSTING)
    hand_in(desk, {"成本.docx": fill_in(blank(desk, COSTS), ITEM | {"stated_total": "200,000"})})
    assert desk.lead().stage is Stage.COSTING
    assert "《成本价格表》（成本.docx）未能采用" in body(desk.handed_out())
    assert "210,000.00" in body(desk.handed_out())


def test_a_price_with_letters_is_named_with_its_row(desk: Desk) -> None:
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.COSTING)
    hand_in(desk, {"成本.docx": fill_in(blank(desk, COSTS), ITEM | {"lines.0.materials": "10万左右"})})
    assert "“材料费（第 1 行）”：“10万左右”不是数字，请写成 12300.50" in body(desk.handed_out())

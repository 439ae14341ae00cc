"""The last steps as the pipeline takes them: from a decision to the customer, or to a person (P4.1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.make import make
from leadwright.correct import correct
from leadwright.demo.word import fill_in
from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.asking import code_in, hash_of
from leadwright.procedure.forms.returning import take_back
from leadwright.writing import write_anew
from register import approvals, leads, readings
from sales.lead import Stage
from sales.paper import DocumentKind
from tests.documents.cases import CASE, paper
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body
from tests.leadwright.procedure.customer import ENQUIRY, NUMBER, PROPOSAL, QUOTE, decide, file, versions
from tests.leadwright.procedure.customers.test_customer_wrote import MEMO
from tests.office import PEOPLE, mail

REFERENCE = """
[[reference]]
name = "环缝焊机 HF-1"
product_line = "single-machine"
file = "{file}"
price = 186000
"""
CUSTOMER = "zhang@hongda.example"


pytestmark = pytest.mark.usefixtures("word_only")


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with the enquiry of 张伟, whose manager is 李明."""
    return asked(new_desk(people=PEOPLE + OTHERS))


def asked(desk: Desk, sender: str = f"张伟 <{CUSTOMER}>") -> Desk:
    desk.register_mails(mail(text=ENQUIRY, sender=sender))
    return desk


def move(desk: Desk, name: str, by: str, **said: str) -> None:
    """Make a move as the command would, and let the service go on."""
    with desk.tools.register.begin() as c:
        act(desk.tools, c, Attempt(NUMBER, name, by, "command", said))
    desk.work()


def approved(desk: Desk) -> None:
    """Let the director approve proposal and quote, and the service go on."""
    file(desk, desk.lead(), DocumentKind.PROPOSAL, PROPOSAL)
    file(desk, desk.lead(), DocumentKind.QUOTE, QUOTE)
    decide(desk, Stage.REVIEWING)
    desk.work()


def test_once_approved_the_quote_goes_out_and_the_manager_follows_it_up(desk: Desk) -> None:
    approved(desk)
    assert desk.lead().stage is Stage.QUOTED
    to_customer, told = [each for each in desk.outgoing() if each.purpose in ("to-customer", "turn")]
    assert [recipient.email for recipient in to_customer.recipients] == [CUSTOMER]
    assert "li@example.com" in [recipient.email for recipient in told.recipients]
    assert desk.held() == []


@pytest.mark.parametrize("sender", ["李明 <li@example.com>", "周红 <zhou@example.com>"])
def test_without_an_address_the_coordinator_faxes_and_says_so(new_desk: NewDesk, sender: str) -> None:
    """Whoever of the company passed the enquiry on is not the customer, in the settings or not."""
    desk = asked(new_desk(people=PEOPLE + OTHERS), sender)
    approved(desk)
    assert desk.lead().stage is Stage.APPROVED
    told = next(desk.message(each) for each in desk.outgoing() if each.purpose == "turn")
    assert str(told["To"]) == "王芳 <wang@example.com>"
    assert "没有客户的邮箱地址" in body(told)
    assert attached(told) == [f"技术方案 {NUMBER}-V1.docx", f"报价单 {NUMBER}-V1.docx"]
    move(desk, "send", "wang", way="fax")
    assert desk.lead().stage is Stage.QUOTED
    sent = next(each for each in desk.moves() if each.name == "send")
    assert (sent.by, sent.detail["way"]) == ("wang", "fax")


def test_a_letter_that_declines_goes_to_the_address_that_is_right_after_all(new_desk: NewDesk) -> None:
    """First it is known for none, so the coordinator is to fax it; then it is corrected, once more even."""
    desk = asked(new_desk(people=PEOPLE + OTHERS), "李明 <li@example.com>")
    file(desk, desk.lead(), DocumentKind.DECLINE_LETTER, {})
    decide(desk, Stage.DECLINING)
    desk.work()
    assert "用传真或电话答复客户" in body(desk.handed_out())
    for email in (CUSTOMER, "zhang.wei@hongda.example"):
        correct(desk.tools, NUMBER, {"email": email}, "wang")
        desk.work()
        assert desk.outgoing()[-1].recipients[0].email == email
    assert [each.purpose for each in desk.outgoing()].count("decline-to-customer") == 2
    assert desk.lead().stage is Stage.DECLINED


def test_a_reference_is_offered_with_its_price_and_waits_for_the_manager(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    """P3.1: the proposal as it is, the quote at the reference price for as many as the customer wants."""
    reference = tmp_path / "hf1.docx"
    reference.write_bytes(make(DocumentKind.PROPOSAL, CASE, paper()))
    desk = asked(new_desk(people=PEOPLE + OTHERS, extra=REFERENCE.format(file=reference)))
    move(desk, "offer-reference", "li", reference="环缝焊机 HF-1")
    assert desk.lead().stage is Stage.CONFIRMING
    filed = {each.kind: each for each in versions(desk)}
    assert desk.bytes_of(filed[DocumentKind.PROPOSAL].path) == reference.read_bytes()
    said = filed[DocumentKind.QUOTE].said
    assert (said["lines.0.description"], said["lines.0.price"]) == ("环缝焊机 HF-1", "186000.00")
    assert said["lines.0.quantity"] == "2"
    told = desk.message(next(each for each in desk.outgoing() if each.purpose == "decide"))
    assert str(told["To"]) == "李明 <li@example.com>"
    assert desk.held() == []


def hand_in_memo(desk: Desk) -> None:
    """Let 李明 hand in the memo of a technical exchange, while the proposal is being made."""
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.PROPOSING)
    written = write_anew(desk.tools, DocumentKind.MEMO, NUMBER, "li")
    sha256 = desk.receive(fill_in(written.data, MEMO), name="备忘录.docx")
    desk.work("understand", "place")
    original = next(each for each in desk.originals() if each.sha256 == sha256)
    with desk.tools.register.read() as c:
        forms = readings.forms(c, sha256)
    take_back(desk.tools, original, forms, desk.tools.territory.person("li"))


def test_a_memo_that_comes_in_goes_to_the_customer(desk: Desk) -> None:
    hand_in_memo(desk)
    letter = next(desk.message(each) for each in desk.outgoing() if each.purpose == "memo-to-customer")
    assert str(letter["To"]) == f"张伟 <{CUSTOMER}>"
    assert letter["Subject"] == f"会谈备忘录，请确认：环缝焊机技术交流（{NUMBER}）"
    assert "感谢贵公司2026年11月20日与我公司会谈（环缝焊机技术交流）" in body(letter)
    assert attached(letter) == [f"备忘录 {NUMBER}-V2.docx"]
    assert [each.version for each in versions(desk) if each.kind is DocumentKind.MEMO] == [1, 2]


def test_a_memo_that_can_not_be_mailed_is_taken_to_the_customer_by_the_manager(new_desk: NewDesk) -> None:
    desk = asked(new_desk(people=PEOPLE + OTHERS), "李明 <li@example.com>")
    hand_in_memo(desk)
    told = desk.handed_out()
    assert str(told["To"]) == "李明 <li@example.com>"
    assert "没有客户的邮箱地址" in body(told)
    assert "打印备忘录交客户确认" in body(told)
    assert "备忘录已确认" in body(told)
    with desk.tools.register.read() as c:
        assert approvals.by_code(c, hash_of(code_in(str(told["Subject"])))) is not None

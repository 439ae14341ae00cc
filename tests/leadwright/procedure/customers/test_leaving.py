"""What leaves the house, by a real mail server: exactly what was decided on, once, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from archive.verify import verify
from documents.outward import outward
from documents.sending import Smtp
from leadwright import delivery
from leadwright.correct import correct
from leadwright.procedure.customers import leaving
from register import leads
from sales.lead import Lead, Stage
from sales.paper import Delivery, DocumentKind
from sales.words import Failure
from tests.documents.libreoffice import needs_libreoffice
from tests.documents.test_outward import words
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, attached, body
from tests.leadwright.procedure.customer import ENQUIRY, NUMBER, PROPOSAL, QUOTE, decide, file, versions
from tests.office import PEOPLE, mail, person
from tests.servers.smtp import SmtpServer

DIVISION = person("he", "何军", "division") + person("gao", "高洁", "division")
ASKED = mail(text=ENQUIRY, message_id="<1@hongda.example>")


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk with the enquiry of 张伟, whose manager is 李明."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.register_mails(ASKED)
    return desk


def approved(desk: Desk) -> Lead:
    """Bring the lead to where the director has approved proposal and quote."""
    for kind, said in ((DocumentKind.PROPOSAL, PROPOSAL), (DocumentKind.QUOTE, QUOTE)):
        file(desk, desk.lead(), kind, said)
    return decide(desk, Stage.REVIEWING)


def send(desk: Desk, smtp: SmtpServer) -> None:
    """Let the outbox send by this server."""
    with closing(Smtp(smtp.host, smtp.port, "none")) as server:
        delivery.deliver(replace(desk.tools, smtp=server))


def delivered(smtp: SmtpServer, to: str) -> EmailMessage:
    """Return the one mail that somebody got."""
    (data,) = (each.data for each in smtp.deliveries if to in each.recipients)
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.usefixtures("word_only")
def test_the_approved_quote_reaches_the_customer_from_the_coordinator(desk: Desk, smtp: SmtpServer) -> None:
    assert leaving.leave(desk.tools, approved(desk))
    assert (desk.lead().stage, desk.lead().is_announced) == (Stage.QUOTED, False)
    send(desk, smtp)
    (taken,) = (each for each in smtp.deliveries if "zhang@hongda.example" in each.recipients)
    assert (taken.sender, taken.recipients) == ("sales@example.com", ("zhang@hongda.example",))
    letter = delivered(smtp, "zhang@hongda.example")
    assert (letter["From"], letter["Reply-To"]) == ("王芳 <wang@example.com>", "sales@example.com")
    assert (letter["To"], letter["In-Reply-To"]) == ("张伟 <zhang@hongda.example>", "<1@hongda.example>")
    assert letter["Subject"] == f"技术方案及报价单：环缝焊机（{NUMBER}）"
    text = body(letter)
    assert "尊敬的张伟先生/女士：" in text
    assert "报价有效期至2099年12月31日。" in text
    assert "业务经理李明联系（li@example.com）" in text
    assert "取代" not in text
    assert attached(letter) == [f"技术方案 {NUMBER}-V1.docx", f"报价单 {NUMBER}-V1.docx"]
    for part in letter.iter_attachments():
        theirs = words(part.get_content())
        assert not any(ours in theirs for ours in ("请勾选一项", "点击", "不同意"))


@pytest.mark.only("sqlite", because="how it is printed has no part in the register")
@needs_libreoffice
def test_what_is_sent_is_the_pdf_of_what_was_approved_and_a_changed_one_is_not(desk: Desk) -> None:
    lead = approved(desk)
    quote = next(each for each in versions(desk) if each.kind is DocumentKind.QUOTE)
    path = desk.tools.archive.absolute(quote.path).with_suffix(".pdf")
    genuine = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(genuine + b"%")
    with pytest.raises(Failure, match=r"quote-v1\.pdf"):
        leaving.leave(desk.tools, lead)
    path.write_bytes(genuine)
    assert leaving.leave(desk.tools, lead)
    assert attached(desk.handed_out()) == [f"技术方案 {NUMBER}-V1.pdf", f"报价单 {NUMBER}-V1.pdf"]
    assert [part.get_content() for part in desk.handed_out().iter_attachments()][1] == genuine


@pytest.mark.usefixtures("word_only")
def test_the_log_names_the_quote_that_was_sent_and_the_mail(desk: Desk) -> None:
    leaving.leave(desk.tools, approved(desk))
    quote = next(each for each in versions(desk) if each.kind is DocumentKind.QUOTE)
    move = desk.moves()[-1]
    assert (move.name, move.before, move.after, move.document) == (
        "send",
        "approved",
        "quoted",
        quote.sha256,
    )
    mail = desk.outgoing()[-1]
    assert (move.detail["to"], move.detail["message_id"]) == ("zhang@hongda.example", mail.message_id)
    sent = [part.get_content() for part in desk.message(mail).iter_attachments()]
    assert sent[1] == outward(desk.bytes_of(quote.path))


@pytest.mark.usefixtures("word_only")
def test_a_quote_written_after_the_approval_does_not_leave(desk: Desk) -> None:
    """I11: nobody has approved it, however little is changed in it."""
    lead = approved(desk)
    file(desk, lead, DocumentKind.QUOTE, QUOTE | {"lines.0.price": "1.00"})
    with pytest.raises(Failure, match="not those that were decided on"):
        leaving.leave(desk.tools, desk.lead())
    assert desk.lead().stage is Stage.APPROVED
    assert [each.purpose for each in desk.outgoing()] == ["hand-out"]


@pytest.mark.usefixtures("word_only")
def test_a_quote_that_was_changed_on_the_disk_does_not_leave(desk: Desk) -> None:
    lead = approved(desk)
    quote = next(each for each in versions(desk) if each.kind is DocumentKind.QUOTE)
    path = desk.tools.archive.absolute(quote.path)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"8", b"1", 1))
    with pytest.raises(Failure, match=path.name):
        leaving.leave(desk.tools, lead)


@pytest.mark.usefixtures("word_only")
def test_without_an_approval_nothing_leaves(desk: Desk) -> None:
    file(desk, desk.lead(), DocumentKind.QUOTE, QUOTE)
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=Stage.APPROVED)
    with pytest.raises(Failure):
        leaving.leave(desk.tools, desk.lead())


@pytest.mark.usefixtures("word_only")
def test_a_revised_quote_says_that_it_takes_the_place_of_the_first(desk: Desk) -> None:
    leaving.leave(desk.tools, approved(desk))
    leaving.leave(desk.tools, approved(desk))
    assert "本次报价取代我公司此前的报价。" in body(desk.handed_out())
    assert attached(desk.handed_out())[1] == f"报价单 {NUMBER}-V2.docx"


@pytest.mark.usefixtures("word_only")
def test_a_customer_without_an_address_is_left_to_a_person_with_the_files(new_desk: NewDesk) -> None:
    """What a colleague has forwarded is nobody's address; once it is known, the quote leaves by itself."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.register_mails(mail(text=ENQUIRY, sender="李明 <li@example.com>"))
    lead = approved(desk)
    assert not leaving.leave(desk.tools, lead)
    why = leaving.obstacle(desk.tools, lead)
    assert why is not None and why.zh == "没有客户的邮箱地址"
    assert [file.name for file in leaving.parcel(desk.tools, lead)] == [
        f"技术方案 {NUMBER}-V1.docx",
        f"报价单 {NUMBER}-V1.docx",
    ]
    correct(desk.tools, NUMBER, {"email": "zhang@hongda.example"}, "wang")
    assert leaving.leave(desk.tools, desk.lead())
    assert desk.lead().stage is Stage.QUOTED


@pytest.mark.usefixtures("word_only")
def test_files_too_large_for_a_mail_are_left_to_a_person(new_desk: NewDesk) -> None:
    desk = new_desk(people=PEOPLE + OTHERS, extra='attach_limit = "20KB"\n')
    desk.register_mails(ASKED)
    lead = approved(desk)
    assert not leaving.leave(desk.tools, lead)
    why = leaving.obstacle(desk.tools, lead)
    assert why is not None and "超过邮件附件上限 20 KB" in why.zh


@pytest.mark.usefixtures("word_only")
def test_the_letter_that_declines_leaves_and_the_lead_stays_declined(desk: Desk, smtp: SmtpServer) -> None:
    file(desk, desk.lead(), DocumentKind.DECLINE_LETTER, {"reason": "所需管径超出我公司设备能力"})
    assert leaving.leave(desk.tools, decide(desk, Stage.DECLINING))
    assert (desk.lead().stage, desk.lead().is_announced) == (Stage.DECLINED, True)
    send(desk, smtp)
    letter = delivered(smtp, "zhang@hongda.example")
    assert letter["Subject"] == f"关于贵公司询价的答复：环缝焊机（{NUMBER}）"
    assert attached(letter) == [f"复函 {NUMBER}-V1.docx"]


@pytest.mark.usefixtures("word_only")
@pytest.mark.parametrize(
    ("said", "to"),
    [
        ({"division": "切割事业部", "division_head": "高洁"}, "gao@example.com"),
        ({"division": "gao 那边"}, "gao@example.com"),
        ({"division": "切割事业部"}, "wang@example.com"),
    ],
)
def test_another_division_gets_the_whole_file(
    new_desk: NewDesk, smtp: SmtpServer, said: dict[str, str], to: str
) -> None:
    """P1.3: the head that the form names; where nobody can tell who that is, the coordinator passes it on."""
    desk = new_desk(people=PEOPLE + OTHERS + DIVISION)
    desk.register_mails(ASKED)
    file(desk, desk.lead(), DocumentKind.TRANSFER, said | {"reason": "属激光切割"})
    assert leaving.leave(desk.tools, decide(desk, Stage.TRANSFERRING))
    assert (desk.lead().stage, desk.lead().is_announced) == (Stage.TRANSFERRED, True)
    smtp.answer("250 ok", at="rcpt", times=0)
    send(desk, smtp)
    message = next(
        message_from_bytes(each.data, policy=policy.default)
        for each in smtp.deliveries
        if "信息转交" in str(message_from_bytes(each.data, policy=policy.default)["Subject"])
    )
    assert isinstance(message, EmailMessage)
    assert to in str(message["To"])
    assert attached(message) == [
        f"信息转交审批单 {NUMBER}.docx",
        f"信息登记表 {NUMBER}.docx",
        "询价：环缝焊机.eml",
    ]
    assert ("roles = [" in body(message)) is (to == "wang@example.com")
    assert "转交理由：属激光切割" in body(message)


@pytest.mark.usefixtures("word_only")
def test_beside_a_mail_to_the_customer_lies_what_the_server_said(desk: Desk, smtp: SmtpServer) -> None:
    """P4.1: the proof of sending, listed with its checksum as everything of the lead."""
    leaving.leave(desk.tools, approved(desk))
    send(desk, smtp)
    mail = next(each for each in desk.outgoing() if each.purpose == "to-customer")
    proof = desk.bytes_of(mail.path.replace(".eml", ".sent.txt")).decode("utf-8-sig")
    assert f"文件 SHA-256：{mail.sha256}\r\n" in proof
    assert "收件人：zhang@hongda.example\r\n服务器答复：250 2.0.0 Ok: queued\r\n" in proof
    assert list(verify(desk.tools.archive)) == []


@pytest.mark.usefixtures("word_only")
def test_what_was_refused_has_no_proof(desk: Desk, smtp: SmtpServer) -> None:
    smtp.answer("550 no such user", at="rcpt", to="zhang@hongda.example")
    leaving.leave(desk.tools, approved(desk))
    send(desk, smtp)
    assert not any(path.endswith(".sent.txt") for path in desk.files())


@pytest.mark.usefixtures("word_only")
def test_what_is_left_twice_after_a_crash_is_sent_once(desk: Desk) -> None:
    """The lead as it was is not left again: somebody else has moved it meanwhile."""
    lead = approved(desk)
    leaving.leave(desk.tools, lead)
    leaving.leave(desk.at(desk.tools.now() + timedelta(hours=1)).tools, lead)
    states = [r.state for m in desk.outgoing() if m.purpose == "to-customer" for r in m.recipients]
    assert states == [Delivery.QUEUED]


@pytest.mark.usefixtures("word_only")
def test_the_mail_to_the_customer_reads_in_english_too(new_desk: NewDesk) -> None:
    desk = new_desk(head='language = "en"', people=PEOPLE + OTHERS)
    desk.register_mails(ASKED)
    leaving.leave(desk.tools, approved(desk))
    letter = desk.handed_out()
    assert letter["Subject"] == f"Technical proposal and quotation: 环缝焊机 ({NUMBER})"
    assert "The quotation is valid until 31 Dec 2099." in body(letter)
    assert attached(letter)[1] == f"Quotation {NUMBER}-V1.docx"

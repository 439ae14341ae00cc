"""Mails about leads that did not arrive: refused by a real server, cut off, or come back (I9, I10)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from documents.sending import Smtp
from leadwright import delivery, holding, notices
from leadwright.correct import correct
from leadwright.procedure.customers import leaving
from sales.lead import Stage
from sales.paper import Delivery, DocumentKind, OutgoingMail
from tests.leadwright.conftest import NewDesk
from tests.leadwright.desk import OTHERS, Desk, body
from tests.leadwright.procedure.customer import ENQUIRY, NUMBER, decide, file
from tests.office import PEOPLE, mail
from tests.servers.smtp import SmtpServer

CUSTOMER = "zhang@hongda.example"
REPORT = """From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: sales@example.com
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce-{action}@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"

--=_report
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<{email}>: host mx.hongda.example[192.0.2.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command)

--=_report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {email}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown:
    no mailbox of this name

--=_report
Content-Type: {kind}

{sent}
--=_report--
"""
QQ = """From: PostMaster <postmaster@qq.example>
To: sales@example.com
Subject: =?utf-8?B?6YCA5L+h6YCa55+l?= {number}
Message-ID: <qq@qq.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

尊敬的用户，很抱歉您的邮件被退回。
收件人：{email}
退信原因：收件人邮箱已满，请通知对方清理后重发。
"""


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture
def desk(new_desk: NewDesk, word_only: None) -> Desk:
    """A desk whose letter that declines is on its way to the customer."""
    desk = new_desk(people=PEOPLE + OTHERS)
    desk.register_mails(mail(text=ENQUIRY))
    file(desk, desk.lead(), DocumentKind.DECLINE_LETTER, {})
    leaving.leave(desk.tools, decide(desk, Stage.DECLINING))
    return desk


def send(desk: Desk, smtp: SmtpServer) -> None:
    """Let the outbox send by this server, and the coordinators be told what is to be told."""
    with closing(Smtp(smtp.host, smtp.port, "none", final_timeout=0.5)) as server:
        delivery.deliver(replace(desk.tools, smtp=server))
    notices.tell_held(desk.tools)


def told(desk: Desk) -> list[OutgoingMail]:
    """Return the mails that tell of one that did not arrive."""
    return [mail for mail in desk.outgoing() if mail.purpose == "undelivered"]


def come_in(desk: Desk, report: str) -> None:
    """Let a bounce come in, and the coordinators be told what is to be told."""
    desk.receive(report.replace("\n", "\r\n").encode())
    desk.work("understand", "place", "answer")
    notices.tell_held(desk.tools)


def bounce(desk: Desk, action: str = "failed", email: str = CUSTOMER, kind: str = "message/rfc822") -> None:
    """Let the mail to the customer come back."""
    sent = next(mail for mail in desk.outgoing() if mail.purpose == "decline-to-customer")
    head = desk.bytes_of(sent.path).partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n")
    report = REPORT.format(action=action, email=email, kind=kind, sent=head)
    come_in(desk, report)


def test_a_customer_whose_server_refuses_is_told_of_once_with_address_and_reason(
    desk: Desk, smtp: SmtpServer
) -> None:
    smtp.answer("550 5.1.1 no such user", at="rcpt", to=CUSTOMER)
    send(desk, smtp)
    send(desk, smtp)
    (mail,) = told(desk)
    assert [recipient.email for recipient in mail.recipients] == ["li@example.com", "wang@example.com"]
    assert mail.subject.startswith(f"【未能送达】{NUMBER} 南京宏达机械有限公司：关于贵公司询价的答复")
    text = body(desk.message(mail))
    assert f"收件地址：{CUSTOMER}\n对方答复：550 5.1.1 no such user\n" in text
    assert "请电话或传真联系客户" in text
    assert "correct --by wang --set 'email=…'" in text
    assert " retry " in text
    assert [task.kind for task in desk.tasks()] == ["undelivered"]
    assert desk.outgoing("") == []
    assert [move.name for move in desk.moves()].count("undelivered") == 1


def test_the_task_ends_when_a_person_has_seen_to_it(desk: Desk, smtp: SmtpServer) -> None:
    """A mail that is sent again and refused again is told again, and is a task again."""
    smtp.answer("550 5.1.1 no such user", at="rcpt", to=CUSTOMER)
    send(desk, smtp)
    (item,) = desk.held()
    holding.retry(desk.tools, item.id, "wang")
    assert desk.tasks() == []
    send(desk, smtp)
    assert [task.kind for task in desk.tasks()] == ["undelivered"]
    assert len(told(desk)) == 2
    correct(desk.tools, NUMBER, {"email": "zhang2@hongda.example"}, "wang")
    assert desk.tasks() == []


def test_a_mail_cut_off_at_its_end_is_told_as_uncertain(desk: Desk, smtp: SmtpServer) -> None:
    smtp.drop(at="dot", to=CUSTOMER)
    send(desk, smtp)
    (mail,) = told(desk)
    assert mail.subject.startswith("【送达不明】")
    assert "不能确定对方是否已经收到" in body(desk.message(mail))


def test_a_colleague_whose_address_is_refused_is_not_written_to_there(desk: Desk, smtp: SmtpServer) -> None:
    """I10: the coordinators hear of it, and the very address that fails gets no mail about that."""
    smtp.answer("550 5.7.1 rejected", at="rcpt", to="li@example.com")
    send(desk, smtp)
    (mail,) = told(desk)
    assert [recipient.email for recipient in mail.recipients] == ["wang@example.com"]
    assert "请先当面或电话通知对方" in body(desk.message(mail))


def test_a_mail_that_came_back_is_told_with_what_the_report_says(desk: Desk, smtp: SmtpServer) -> None:
    send(desk, smtp)
    bounce(desk)
    (mail,) = told(desk)
    text = body(desk.message(mail))
    assert f"收件地址：{CUSTOMER}\n" in text
    assert "对方答复：550 5.1.1 User unknown: no mailbox of this name" in text
    assert " retry 1" in text
    (refused,) = next(each for each in desk.outgoing() if each.purpose == "decline-to-customer").recipients
    assert refused.state is Delivery.REFUSED
    holding.drop(desk.tools, 1, "已另行联系", "wang")
    assert desk.tasks() == []


def test_a_second_bounce_of_the_same_mail_is_filed_without_a_word(desk: Desk, smtp: SmtpServer) -> None:
    send(desk, smtp)
    bounce(desk)
    sent = told(desk)[0]
    come_in(desk, QQ.format(number=NUMBER, email=CUSTOMER))
    assert told(desk) == [sent]


def test_a_chinese_bounce_without_a_report_is_understood(desk: Desk, smtp: SmtpServer) -> None:
    send(desk, smtp)
    come_in(desk, QQ.format(number=NUMBER, email=CUSTOMER))
    (mail,) = told(desk)
    assert "对方答复：收件人邮箱已满，请通知对方清理后重发。" in body(desk.message(mail))


def test_a_bounce_that_encloses_no_more_than_the_head_finds_its_lead(desk: Desk, smtp: SmtpServer) -> None:
    """The number in our subject is in encoded words there; the Message-ID tells."""
    send(desk, smtp)
    bounce(desk, kind="text/rfc822-headers")
    assert len(told(desk)) == 1


def test_a_server_that_still_tries_is_no_failure(desk: Desk, smtp: SmtpServer) -> None:
    send(desk, smtp)
    bounce(desk, action="delayed")
    assert told(desk) == []


def test_a_bounce_that_names_nobody_of_ours_is_filed(desk: Desk, smtp: SmtpServer) -> None:
    send(desk, smtp)
    bounce(desk, email="somebody@else.example")
    assert [
        one for mail in told(desk) for one in mail.recipients if one.email == "somebody@else.example"
    ] == []


def test_a_refused_notice_about_a_refused_mail_makes_no_third(desk: Desk, smtp: SmtpServer) -> None:
    smtp.answer("550 no such user", at="rcpt", to=CUSTOMER)
    smtp.answer("550 no such user", at="rcpt", to="wang@example.com")
    send(desk, smtp)
    send(desk, smtp)
    send(desk, smtp)
    about = {mail.subject for mail in told(desk)}
    assert not any("未能送达】" in subject.partition("】")[2] for subject in about)

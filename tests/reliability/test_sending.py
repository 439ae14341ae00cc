"""A mail server that refuses, drops and disappears: a state for each recipient, nothing sent twice (I9)."""

import pytest

from leadwright import delivery, holding, notices
from leadwright.once import run_once
from leadwright.tools import Tools
from register import held, outbox
from sales.paper import Delivery, Held
from tests.clock import Clock
from tests.reliability import post
from tests.reliability.inventory import Inventory
from tests.servers.smtp import Place, SmtpServer

LI, WANG = "li@example.com", "wang@example.com"
BOTH = [LI, WANG]


@pytest.fixture(autouse=True)
def enquiry(inventory: Inventory) -> None:
    """Comes from Nanjing: its form goes to Li, and to Wang for information."""
    inventory.mails(post.enquiry(5))


@pytest.mark.parametrize(
    ("at", "said", "times"),
    [
        ("rcpt", "450 4.2.1 mailbox busy", 2),
        ("rcpt", "550 Connection frequency limited", 2),
        ("data", "451 4.3.0 try again", 1),
        ("dot", "451 4.3.0 try again", 1),
        ("dot", "554 DT:SPM please see http://mail.163.com/help", 1),
    ],
)
def test_not_now_is_tried_again_later_and_arrives_once(
    at: Place, said: str, times: int, tools: Tools, clock: Clock, smtp: SmtpServer
) -> None:
    smtp.answer(said, at=at, times=times)
    run_once(tools)
    assert Delivery.QUEUED in states(tools).values()
    clock.move(minutes=2)
    run_once(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.SENT)
    assert received(smtp) == BOTH
    assert waiting(tools) == []


def test_of_two_recipients_only_the_refused_one_waits_for_a_person(tools: Tools, smtp: SmtpServer) -> None:
    smtp.answer("550 5.1.1 no such user", at="rcpt", to=LI, times=1)
    run_once(tools)
    assert states(tools) == {LI: Delivery.REFUSED, WANG: Delivery.SENT}
    (item,) = waiting(tools)
    assert "no such user" in item.reason.en
    assert LI in item.reason.en
    holding.retry(tools, item.id)
    run_once(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.SENT)
    assert received(smtp) == BOTH


def test_a_dropped_mail_is_never_sent_again(tools: Tools, clock: Clock, smtp: SmtpServer) -> None:
    smtp.answer("550 5.1.1 no such user", at="rcpt", to=LI, times=1)
    run_once(tools)
    (item,) = waiting(tools)
    holding.drop(tools, item.id, "left the company")
    clock.move(days=1)
    run_once(tools)
    assert states(tools) == {LI: Delivery.DROPPED, WANG: Delivery.SENT}
    assert waiting(tools) == []


def test_a_refusal_does_not_keep_the_other_recipient_from_a_later_try(
    tools: Tools, clock: Clock, smtp: SmtpServer
) -> None:
    smtp.answer("550 5.1.1 no such user", at="rcpt", to=LI, times=1)
    smtp.answer("450 4.2.1 mailbox busy", at="rcpt", to=WANG, times=1)
    run_once(tools)
    clock.move(minutes=2)
    run_once(tools)
    assert states(tools) == {LI: Delivery.REFUSED, WANG: Delivery.SENT}


def test_giving_up_a_refused_recipient_leaves_the_other_its_later_try(
    tools: Tools, clock: Clock, smtp: SmtpServer
) -> None:
    smtp.answer("550 5.1.1 no such user", at="rcpt", to=LI, times=1)
    smtp.answer("450 4.2.1 mailbox busy", at="rcpt", to=WANG, times=1)
    run_once(tools)
    (item,) = waiting(tools)
    holding.drop(tools, item.id, "left the company")
    clock.move(minutes=2)
    run_once(tools)
    assert states(tools) == {LI: Delivery.DROPPED, WANG: Delivery.SENT}


def test_a_cut_before_the_final_dot_is_tried_again(tools: Tools, clock: Clock, smtp: SmtpServer) -> None:
    smtp.drop(at="data", times=1)  # within the body it is a race; tests/documents/test_sending.py wins it
    run_once(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.QUEUED)
    clock.move(minutes=2)
    run_once(tools)
    assert received(smtp) == BOTH


def test_a_cut_after_the_final_dot_is_uncertain_and_never_repeated_by_itself(
    tools: Tools, clock: Clock, smtp: SmtpServer
) -> None:
    smtp.drop(at="dot", times=1)
    run_once(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.UNCERTAIN)
    for _ in range(3):
        clock.move(days=1)
        run_once(tools)
    assert received(smtp) == BOTH
    (item,) = waiting(tools)
    holding.retry(tools, item.id)  # the person has found out that it did not arrive
    run_once(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.SENT)
    assert received(smtp) == [LI, LI, WANG, WANG]


def test_an_answer_that_could_not_be_noted_leaves_the_mail_uncertain_at_the_next_pass(
    tools: Tools, smtp: SmtpServer
) -> None:
    """The register's disk was full for the moment between the dot and the note, and the service runs on."""
    smtp.stop()
    run_once(tools)
    smtp.start()
    with tools.register.begin() as c:
        (mail,) = outbox.due(c, tools.now(), 10)
        outbox.sending(c, mail.message_id, BOTH)
    delivery.deliver(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.UNCERTAIN)
    assert [item.step for item in waiting(tools)] == [outbox.SEND]
    assert received(smtp) == []


def test_a_server_that_is_away_gets_everything_when_it_is_back(tools: Tools, smtp: SmtpServer) -> None:
    smtp.stop()
    (failure,) = run_once(tools).failures
    assert str(smtp.port) in failure.words.en
    assert states(tools) == dict.fromkeys(BOTH, Delivery.QUEUED)
    smtp.start()
    run_once(tools)
    assert states(tools) == dict.fromkeys(BOTH, Delivery.SENT)


def test_who_is_refused_is_told_of_it_by_no_mail(
    tools: Tools, clock: Clock, smtp: SmtpServer, inventory: Inventory
) -> None:
    """I10: nobody can be reached, and nobody is told so by a mail to the very address that fails."""
    smtp.answer("550 5.1.1 no such user", at="rcpt")
    for _ in range(5):
        run_once(tools)
        clock.move(minutes=5)
        notices.tick(tools)
    assert inventory.column("SELECT purpose FROM mails") == ["hand-out"]
    assert [item.step for item in waiting(tools)] == [outbox.SEND]


def states(tools: Tools) -> dict[str, Delivery]:
    """Return what became of the form that was handed out, by recipient."""
    with tools.register.read() as c:
        (mail,) = (mail for mail in outbox.mails_of(c, "LW-2026-00001") if mail.purpose == "hand-out")
    return {recipient.email: recipient.state for recipient in mail.recipients}


def waiting(tools: Tools) -> list[Held]:
    with tools.register.read() as c:
        return held.held(c)


def received(smtp: SmtpServer) -> list[str]:
    """Return who got the form, as often as they got it."""
    forms = [mail for mail in smtp.deliveries if b"wordprocessingml" in mail.data]
    return sorted(recipient for mail in forms for recipient in mail.recipients)

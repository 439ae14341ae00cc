"""Sending what waits in the outbox, one state per recipient (I9)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from documents.answers import Answer, Outcome
from leadwright import holding
from leadwright.proving import keep_proof
from leadwright.tools import Tools
from register import leads, outbox
from sales.paper import Delivery, OutgoingMail, Recipient
from sales.words import Failure, Unavailable

AT_ONCE = 20  # mails of one pass
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
GIVE_UP = timedelta(days=5)  # RFC 5321, 4.5.4.1

NEEDS_A_PERSON = frozenset({Delivery.REFUSED, Delivery.UNCERTAIN})
INTERRUPTED = "what the server answered could not be noted"

STATES = {
    Outcome.SENT: Delivery.SENT,
    Outcome.LATER: Delivery.QUEUED,
    Outcome.REFUSED: Delivery.REFUSED,
    Outcome.UNCERTAIN: Delivery.UNCERTAIN,
}


def deliver(tools: Tools) -> int:
    """Send the mails that are due; return how many were tried, 0 when none is due or there is no server to
    send by. Only for the one program that sends.
    """
    if tools.smtp is None:
        return 0
    with tools.register.read() as c:
        due = outbox.due(c, tools.now(), AT_ONCE)
        unnoted = outbox.left_sending(c)
    if unnoted:  # the last pass could not write down what the server said
        recover(tools)
    for mail in due:
        _send(tools, mail)
    return len(due)


def pause(attempts: int) -> timedelta:
    """Return how long to wait after the ``attempts``-th try: 1, 2, 4 … minutes, at most 4 hours."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)


def recover(tools: Tools) -> int:
    """Mark mails as uncertain whose final dot was on its way and whose answer was never noted: the service
    ended, or the register was away; return how many (I9).
    """
    with tools.register.begin() as c:
        for mail in outbox.left_sending(c):
            answers = {each.email: INTERRUPTED for each in mail.recipients}
            holding.hold_mail(c, mail, answers, tools.now())
        return outbox.interrupted(c, tools.now())


def _send(tools: Tools, mail: OutgoingMail) -> None:
    recipients = _allowed(tools, mail)
    if not recipients:
        return
    addresses = [recipient.email for recipient in recipients]
    assert tools.smtp is not None  # noqa: S101 - deliver() asked
    if (data := _bytes_of(tools, mail)) is None:
        return

    def before_final_dot() -> None:
        with tools.register.begin() as c:
            outbox.sending(c, mail.message_id, addresses)

    answers = tools.smtp.send(tools.settings.sender, addresses, data, before_final_dot)
    keep_proof(tools, mail, answers)
    now = tools.now()
    troubled: dict[str, str] = {}
    with tools.register.begin() as c:
        for recipient in recipients:
            answer = answers[recipient.email]
            state, next_try = _next(mail, recipient, answer, now)
            outbox.settle(c, mail.message_id, recipient.email, state, answer.text, next_try, now)
            if state in NEEDS_A_PERSON:
                troubled[recipient.email] = answer.text
        if troubled:
            holding.hold_mail(c, mail, troubled, now)


def _bytes_of(tools: Tools, mail: OutgoingMail) -> bytes | None:
    """Return the composed mail; None where it is not there: its folder is on its way, or it is held."""
    try:
        return tools.archive.read(mail.path, mail.sha256)
    except Unavailable:
        raise
    except Failure as missing:
        with tools.register.begin() as c:
            if _on_its_way(c, mail):
                for recipient in mail.recipients:
                    outbox.postpone(c, mail.message_id, recipient.email, "moving", tools.now() + FIRST_PAUSE)
            else:
                holding.hold_step(c, mail.message_id, holding.LOAD, mail.subject, missing.words, tools.now())
        return None


def _on_its_way(c: Connection, mail: OutgoingMail) -> bool:
    """Return whether the mail's folder moves, or has moved since the mail was found due (P3.4)."""
    known, lead = outbox.mail(c, mail.message_id), leads.lead(c, mail.lead)
    return bool((known and known.path != mail.path) or (lead and lead.next_folder))


def _next(
    mail: OutgoingMail, recipient: Recipient, answer: Answer, now: datetime
) -> tuple[Delivery, datetime | None]:
    """Return what became of the mail to this recipient, and when it is tried again, if it is."""
    if answer.outcome is not Outcome.LATER:
        return STATES[answer.outcome], None
    if now - mail.composed_at > GIVE_UP:
        return Delivery.REFUSED, None
    return Delivery.QUEUED, now + pause(recipient.attempts + 1)


def _allowed(tools: Tools, mail: OutgoingMail) -> list[Recipient]:
    """Return the due recipients who have not had their share of the day; the others wait an hour (I10)."""
    now = tools.now()
    allowed: list[Recipient] = []
    with tools.register.begin() as c:
        for recipient in mail.recipients:
            if outbox.sent_since(c, recipient.email, now - timedelta(days=1)) < tools.settings.daily_cap:
                allowed.append(recipient)
            else:
                outbox.postpone(c, mail.message_id, recipient.email, "daily cap", now + timedelta(hours=1))
    return allowed

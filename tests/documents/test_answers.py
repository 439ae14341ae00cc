"""What a server's answer means."""

import pytest

from documents.answers import Outcome, answer

LATER = [
    (421, "4.7.0 Too many connections"),
    (450, "4.2.1 mailbox busy"),
    (451, "DT:SPM 163 smtp1,please try again"),
    (452, "4.2.2 over quota"),
    (550, "Connection frequency limited"),
    (550, "Ip frequency limited"),
    (550, "Domain frequency limited [xxx]"),
    (554, "DT:SPM 163 smtp5,D9GowAB3 ... http://mail.163.com/help/help_spam_16.htm"),
    (554, "HL:ICC 163 smtp9"),
    (550, "RP:TRC"),
    (554, "5.7.1 rate limit exceeded"),
    (552, "5.5.3 Too many recipients"),  # RFC 5321, 4.5.3.1.10
    (554, "Service temporarily unavailable"),
    (300, "no such code"),
    (-1, ""),
]
REFUSED = [
    (550, "5.1.1 User unknown"),
    (553, "5.1.3 malformed address"),
    (552, "5.3.4 message too large"),
    (554, "5.7.1 Rejected for policy reasons"),
    (550, "Mail content denied"),
    (500, "Line too long"),
]


@pytest.mark.parametrize(("code", "text"), LATER)
def test_limits_and_4xx_are_for_now(code: int, text: str) -> None:
    assert answer(code, text).outcome is Outcome.LATER


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_every_other_5xx_is_for_good(code: int, text: str) -> None:
    assert answer(code, text).outcome is Outcome.REFUSED


def test_2xx_is_sent_whatever_it_says() -> None:
    assert answer(250, "too many thanks, see you later").outcome is Outcome.SENT


def test_the_words_of_a_server_stand_on_one_line_and_are_not_endless() -> None:
    said = answer(550, b"5.1.1 no\r\nsuch \xff user" + b"x" * 9999)
    assert said.text.startswith("550 5.1.1 no such \ufffd user")
    assert len(said.text) <= 504
    assert "\n" not in said.text

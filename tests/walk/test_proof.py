"""Answers over real servers count where their sender is proved, by either of the two ways, and only then
(I12).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

import pytest

from ingest.sender.keys import Dns
from leadwright.demo.colleague import Colleague
from leadwright.demo.word import fill_in
from sales.paper import DocumentKind
from sales.words import Language
from tests.clock import Clock
from tests.leadwright.procedure.answers.signing import record
from tests.leadwright.procedure.colleagues import COMPLETE, DOMAIN, NUMBER, SALES, by_dkim
from tests.office import Office, mail
from tests.servers.dns import DnsServer
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

OUR_SERVER = "mx.example.com"
VOUCHED = f"Authentication-Results: {OUR_SERVER}; dkim=pass header.d={DOMAIN}\r\n".encode()
ZHAO = '\n[[person]]\nid = "zhao"\nname = "赵刚"\nemail = "zhao@example.com"\nroles = ["director"]\n'


@pytest.fixture
def office(
    tmp_path: Path, database_url: str, warm: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """An office that believes its own mail server, and whose domain publishes its key."""
    with SmtpServer() as smtp, Dovecot(tmp_path / "dovecot") as dovecot, DnsServer(record(DOMAIN)) as dns:
        monkeypatch.setattr("leadwright.tools.Dns", partial(Dns, [dns.host], dns.port))
        office = Office(tmp_path / "home", dovecot, smtp, database_url=database_url, extra=ZHAO)
        settings = office.home / "leadwright.toml"
        pinned = f'[[mailbox]]\nauthserv_id = "{OUR_SERVER}"\n'
        settings.write_text(settings.read_text("utf-8").replace("[[mailbox]]\n", pinned), "utf-8")
        yield office


def colleague(office: Office, name: str, email: str, over: Callable[[bytes], bytes]) -> Colleague:
    """Return somebody at their mailbox; ``over`` is what the servers on the way do to their mails."""
    came = [
        message_from_bytes(each.data, policy=policy.default)
        for each in office.smtp.deliveries
        if email in each.recipients
    ]

    def post(letter: bytes) -> None:
        office.receive(over(letter))
        office.run_once()

    return Colleague(name, email, SALES, lambda: came, post, Clock(), Language.ZH)


def stage(office: Office) -> str:
    (lead,) = office.json("leads")
    return str(lead["stage"])


def test_a_form_and_an_approval_by_mail_move_the_lead_on(office: Office) -> None:
    """P2.3: our server vouches for the manager, a signature for the director, and nothing for a forger."""
    office.receive(mail())
    office.run_once()
    li = colleague(office, "李明", "li@example.com", lambda letter: VOUCHED + letter)
    name, form = li.form(DocumentKind.PROPOSAL_REQUEST)
    li.answer(li.newest(NUMBER), "请查收。", (name, fill_in(form, COMPLETE)))
    assert stage(office) == "signing"

    forger = colleague(office, "赵刚", "zhao@example.com", lambda letter: letter)
    forger.answer(forger.newest(NUMBER), "同意")
    assert stage(office) == "signing"

    zhao = colleague(office, "赵刚", "zhao@example.com", by_dkim)
    question = zhao.newest("审签")
    zhao.answer(question, "同意，请尽快。")
    zhao.answer(question, "同意，请尽快。")
    assert stage(office) == "requested"
    (lead,) = office.json("lead", NUMBER)
    assert [move["name"] for move in lead["moves"] if move["by"] != "leadwright"] == [
        *("take-form", "request", "sign"),
    ]
    assert [held["reason"] for held in office.json("held")] == []

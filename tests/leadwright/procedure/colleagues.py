"""People at a desk's office who have nothing but mail and Word, whose mail server signs what they send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

from ingest.sender.keys import Dns
from leadwright.demo.colleague import Colleague
from leadwright.demo.word import fill_in
from sales.paper import DocumentKind, OutgoingMail
from sales.words import Words
from tests.leadwright.desk import Desk
from tests.leadwright.procedure.answers.signing import signed
from tests.servers.dns import DnsServer

SALES, DOMAIN = "sales@example.com", "example.com"
NUMBER = "LW-2026-00001"
ENCLOSED = Words("请查收。", "Please find it attached.")
COMPLETE = {
    "background": "新建管道预制车间",
    "project_stage": "已立项",
    "workpiece": "不锈钢管道",
    "scope": "工作站两套，含培训",
    "proposal_kind": "详细方案",
    "price_kind": "预算价",
    "wanted_by": "2026-12-18",
    "importance": "A 级",
}
"""A proposal request as a manager fills it in."""

Sign = Callable[[bytes], bytes]


def by_dkim(mail: bytes) -> bytes:
    """Return the mail with the company's signature."""
    return signed(mail, DOMAIN)


class Colleagues:
    """The people of ``desk``, by id; each of their mails is taken in and acted on at once."""

    def __init__(self, desk: Desk, dns: DnsServer, sign: Sign = by_dkim) -> None:
        desk.tools = replace(desk.tools, keys=Dns([dns.host], dns.port))
        self.desk, self._sign = desk, sign

    def __getitem__(self, id_: str) -> Colleague:
        """Return the person of this id at their mailbox."""
        person = self.desk.tools.territory.person(id_)
        assert person, id_
        inbox = [self.desk.message(mail) for mail in self.desk.outgoing() if _is_to(person.email, mail)]
        now, language = self.desk.tools.clock, self.desk.tools.language
        return Colleague(person.name, person.email, SALES, lambda: inbox, self.post, now, language)

    def post(self, mail: bytes) -> None:
        """Let a colleague's mail come in over their server, and act on it."""
        self.desk.receive(self._sign(mail))
        self.desk.work()

    def answer(self, id_: str, words: str, *attached: tuple[str, bytes], to: str = NUMBER) -> EmailMessage:
        """Let a person answer the newest mail that they have about the lead; return what they sent."""
        person = self[id_]
        return person.answer(person.newest(to), words, *attached)

    def filled(self, id_: str, kind: DocumentKind, **written: str) -> tuple[str, bytes]:
        """Return the newest form of this kind that a person has, with these places filled in."""
        name, document = self[id_].form(kind)
        return name, fill_in(document, written)

    def send_request(self, id_: str = "li", words: str = ENCLOSED.zh, **changed: str) -> EmailMessage:
        """Let a person send the proposal request back, complete."""
        form = self.filled(id_, DocumentKind.PROPOSAL_REQUEST, **(COMPLETE | changed))
        return self.answer(id_, words, form)


def _is_to(email: str, mail: OutgoingMail) -> bool:
    return any(each.email == email for each in mail.recipients)

"""A company on real servers, whose people do everything by mail, Word and folders."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from ingest.sender.keys import Dns
from leadwright.demo import word
from leadwright.demo.colleague import ENCLOSED, Colleague
from leadwright.dossier import lead_named
from leadwright.once import run_once
from leadwright.tools import Tools
from register import documents, moves
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Move, Version
from sales.words import Language, Words
from tests.clock import Clock
from tests.leadwright.procedure.answers.signing import record, signed
from tests.office import Office, person
from tests.servers.dns import DnsServer
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer
from tests.walk.paper import approved
from tests.walk.words import ENQUIRIES, places

NUMBER = "LW-2026-00001"
DOMAIN = "example.com"
SALES = f"sales@{DOMAIN}"
NAMES: Mapping[str, tuple[str, str]] = {  # id: name, roles
    "zhao": ("赵刚", "director"),
    "gao": ("高总", "sales-gm"),
    "tang": ("唐工", "technical"),
    "xu": ("许主任", "technical"),
    "shen": ("沈洋", "division"),
}
CUSTOMER = "zhang@hongda.example"
FORMS = """
[[folder]]
path = "inbox/forms"
channel = "forms"
settle_seconds = 0.2
poll_seconds = 1
"""


class Company:
    """A sales department, its technical group and a customer, in front of ``tools``."""

    def __init__(self, office: Office, tools: Tools, clock: Clock, language: Language) -> None:
        self.office, self.tools, self.clock, self.language = office, tools, clock, language
        self.customer = self._colleague("张伟", CUSTOMER, office.receive)

    def __getitem__(self, id_: str) -> Colleague:
        """Return the person of this id at their mailbox; the company's server signs what they send."""
        person = self.tools.territory.person(id_)
        assert person, id_
        return self._colleague(person.name, person.email, self._send_signed)

    def work(self) -> None:
        """Take in, advance, call and send until nothing is ready."""
        report = run_once(self.tools)
        assert not report.failures, [str(failure.words) for failure in report.failures]

    def enquire(self, product_line: str) -> None:
        """Let the customer ask for a product of this line."""
        self.customer.write(*(words.in_(self.language) for words in ENQUIRIES[product_line]))
        self.work()

    def answer(self, id_: str, words: Words) -> None:
        """Let a person answer the newest mail that they have about the lead, with these words."""
        person = self[id_]
        person.answer(person.newest(f"[{NUMBER} "), words.in_(self.language))
        self.work()

    def send_back(self, id_: str, *kinds: DocumentKind, **changed: str) -> None:
        """Let a person send back the newest forms of these kinds that they have, in one mail."""
        forms = [self._filled(id_, kind, changed) for kind in kinds]
        person = self[id_]
        person.answer(person.newest(f"[{NUMBER} "), ENCLOSED.in_(self.language), *forms)
        self.work()

    def drop(self, id_: str, kind: DocumentKind, **changed: str) -> None:
        """Let a person put a form into the folder of forms."""
        self.office.drop(*self._filled(id_, kind, changed), "forms")
        self.work()

    def sign(self, id_: str, box: str, *kinds: DocumentKind) -> None:
        """Let a person print forms that they have, approve them with a pen, and fax what they signed."""
        documents = (self[id_].form(kind)[1] for kind in kinds)
        self.office.drop("signed.tif", approved(box, *documents))
        self.work()

    def _filled(self, id_: str, kind: DocumentKind, changed: Mapping[str, str]) -> tuple[str, bytes]:
        name, document = self[id_].form(kind)
        return name, word.fill_in(document, places(kind, self.language) | changed)

    @property
    def stage(self) -> Stage:
        """Where the lead is in the procedure."""
        return self.lead.stage

    @property
    def lead(self) -> Lead:
        """The one lead of a walk."""
        with self.tools.register.read() as c:
            return lead_named(c, NUMBER)

    def wait(self, **ahead: float) -> None:
        """Let so many hours or days go by, and the service do what it does by itself."""
        self.clock.move(**ahead)
        self.work()

    def subjects(self, id_: str, *words: str) -> list[str]:
        """Return the subjects of the mails that a person has, those with all these words."""
        subjects = [str(mail["Subject"]) for mail in self[id_].inbox()]
        return [subject for subject in subjects if all(each in subject for each in words)]

    def at_the_customers(self) -> list[str]:
        """Return the names of what hangs on the mails that the customer has, oldest first."""
        mails = self.customer.inbox()
        return [str(part.get_filename()) for mail in mails for part in mail.iter_attachments()]

    def versions(self, kind: DocumentKind) -> list[Version]:
        """Return the versions of a document of the lead."""
        with self.tools.register.read() as c:
            return [each for each in documents.versions(c, NUMBER) if each.kind == kind]

    def moves(self) -> list[Move]:
        """Return what was done with the lead, in order."""
        with self.tools.register.read() as c:
            return moves.moves(c, NUMBER)

    def filed(self) -> list[str]:
        """Return the names of the Word documents in the lead's folder, which lies by period and region.

        Every file there is as its manifest says (P3.4).
        """
        folder = self.tools.archive.absolute(self.lead.folder)
        assert folder.parts[-3:-1] == (self.lead.period, self.lead.whose.region)
        subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=folder, check=True)
        return sorted(path.stem for path in (folder / "documents").glob("*.docx"))

    def _inbox(self, address: str) -> Sequence[EmailMessage]:
        return [
            message_from_bytes(each.data, policy=policy.default)
            for each in self.office.smtp.deliveries
            if address in each.recipients
        ]

    def _send_signed(self, mail: bytes) -> None:
        self.office.receive(signed(mail, DOMAIN))

    def _colleague(self, name: str, email: str, post: object) -> Colleague:
        return Colleague(name, email, SALES, partial(self._inbox, email), post, self.clock, self.language)


@contextmanager
def company_at(folder: Path, language: Language, database_url: str, extra: str = "") -> Iterator[Company]:
    """Lend a company whose home, mailbox and name server are its own."""
    with ExitStack() as stack:
        smtp, dovecot = stack.enter_context(SmtpServer()), stack.enter_context(Dovecot(folder / "dovecot"))
        dns = stack.enter_context(DnsServer(record(DOMAIN)))
        people = "".join(person(id_, name, role) for id_, (name, role) in NAMES.items())
        office = Office(
            folder / "home",
            dovecot,
            smtp,
            database_url=database_url,
            language=language,
            extra=FORMS + people + extra,
        )
        (office.home / "inbox/forms").mkdir()
        tools, clock = stack.enter_context(office.tools()), Clock()
        tools = replace(tools, clock=clock, keys=Dns([dns.host], dns.port))
        yield Company(office, tools, clock, language)

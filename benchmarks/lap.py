"""One lap of an office: mails arrive, are taken in, registered and handed out, and each part has its rate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from benchmarks import bare
from benchmarks.figure import rate
from benchmarks.letters import enquiries
from documents.case import Case
from documents.find import template
from documents.kinds import KINDS
from ingest.mailbox.session import Mailbox
from leadwright import engine, intake, writing
from leadwright.pipeline import STEPS
from leadwright.tools import Tools
from register import leads
from sales.paper import DocumentKind
from tests.office import Office
from tests.servers.dovecot import Dovecot
from tests.servers.smtp import SmtpServer

HAND_OUT = tuple(step for step in STEPS if step.name == "hand-out")
REGISTER = tuple(step for step in STEPS if step not in HAND_OUT)

WARMING = 4  # mails, so that every child has read one
FORM = KINDS[DocumentKind.REGISTRATION]


@dataclass(frozen=True, slots=True)
class Lap:
    """What was done a second."""

    taken_in: float
    registered: float
    handed_out: float  # forms in the outbox


class Track:
    """An office to run laps in."""

    def __init__(self, office: Office, tools: Tools, mailbox: Mailbox, seed: int) -> None:
        self.tools, self.dovecot = tools, office.dovecot
        self._office, self._mailbox = office, mailbox
        self._mails = enquiries(seed)

    def receive(self, count: int) -> None:
        """Let mails arrive."""
        self._office.receive(*islice(self._mails, count))

    def take_in(self) -> float:
        """Return the rate of mails safe and acknowledged."""
        return rate(lambda: intake.take_mailbox(self.tools, self._mailbox))

    def register(self, count: int) -> float:
        """Return the rate of mails read, classified and laid in their folders; ``count`` of them wait."""

        def work() -> int:
            steps = engine.advance(self.tools, steps=REGISTER)
            assert steps == 2 * count, f"{steps} steps for {count} mails"  # understood and placed
            return count

        return rate(work)

    def hand_out(self) -> float:
        """Return the rate of leads whose form and mail are in the outbox."""
        return rate(lambda: engine.advance(self.tools, steps=HAND_OUT))

    def bare_forms(self, count: int) -> float:
        """Return the rate of the bare template engine on the forms of the first ``count`` leads that wait."""
        paper = writing.paper_of(self.tools)
        with self.tools.register.read() as c:
            waiting = leads.registered(c, count)
        due = [replace(lead, first_contact_due=paper.now) for lead in waiting]
        cases = [Case(lead, writing.received_with(self.tools, lead), 1, "leadwright") for lead in due]
        contexts = [bare.context_of(FORM.fields(case, paper)) for case in cases]
        path = template(FORM.template, paper.language)
        return rate(lambda: sum(bare.fill(path, context) for context in contexts))

    def lap(self, count: int) -> Lap:
        """Return the rates of one lap of ``count`` mails."""
        self.receive(count)
        return Lap(self.take_in(), self.register(count), self.hand_out())


@contextmanager
def track(folder: Path, seed: int) -> Iterator[Track]:
    """Lend a new office with servers of its own; its children are warm, its mailbox is logged in."""
    folder.mkdir()
    with ExitStack() as stack:
        dovecot, smtp = stack.enter_context(Dovecot(folder)), stack.enter_context(SmtpServer())
        office = Office(folder / "home", dovecot, smtp)
        tools = stack.enter_context(office.tools())
        (account,) = tools.settings.accounts()
        made = Track(office, tools, stack.enter_context(Mailbox(account, tools.now)), seed)
        made.lap(WARMING)
        yield made

"""A desk in the sales office: the program's tools on a home of its own, without servers or other processes
but those that read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import docx

from leadwright import engine
from leadwright.pipeline import STEPS
from leadwright.reader import Reader
from leadwright.settings import load_settings
from leadwright.tools import Tools, open_tools
from register import held, leads, moves, originals, outbox, tasks
from sales.lead import Lead
from sales.original import Channel, Original, Sighting
from sales.paper import Held, Move, OutgoingMail, Task
from tests.office import PEOPLE, person

COMPANY = """
[company]
name = "华远焊接设备有限公司"
name_en = "Huayuan Welding Equipment Co., Ltd."

[smtp]
host = "127.0.0.1"
port = 9
security = "none"
from = "sales@example.com"
"""
OTHERS = person("zhao", "赵刚", "director") + person("sun", "孙丽", "manager", "华北")


def write_home(
    home: Path, database_url: str, *, head: str = 'language = "zh"', people: str = PEOPLE, extra: str = ""
) -> Path:
    """Return ``home``, made, with these settings."""
    home.mkdir()
    database = f'[database]\nurl = "{database_url}"\n'
    (home / "leadwright.toml").write_text(f"{head}\n{database}{COMPANY}{extra}{people}", "utf-8")
    return home


@contextmanager
def desk_at(home: Path, reader: Reader) -> Iterator[Desk]:
    """Lend a desk at this home, where ``reader`` reads."""
    with open_tools(load_settings(home)) as tools:
        yield Desk(replace(tools, reader=reader))


class Desk:
    """What a coordinator has before her, and what she and the world can do to it."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    def at(self, now: datetime) -> Desk:
        """Return the same desk at another time."""
        return Desk(replace(self.tools, clock=lambda: now))

    def receive(
        self,
        data: bytes,
        *,
        name: str = "mail.eml",
        channel: Channel = Channel.EMAIL,
        source: str = "sales",
        at: datetime | None = None,
    ) -> str:
        """Take something in as a mailbox or a folder would; return its SHA-256."""
        received = at or datetime.now(UTC)
        (kept,) = self.tools.archive.keep([([data], Path(name).suffix, received)])
        with self.tools.register.begin() as c:
            sighting = Sighting(source, "INBOX", received)
            originals.take_in(c, kept, name=name, channel=channel, received_at=received, sighting=sighting)
        return kept.sha256

    def work(self, *steps: str) -> None:
        """Advance until nothing is ready, or only by these steps."""
        engine.advance(self.tools, steps=[step for step in STEPS if not steps or step.name in steps])

    def register_mails(self, *mails: bytes) -> Lead:
        """Take these in, work, and return the one lead that came of them."""
        for mail in mails:
            self.receive(mail)
        self.work()
        (lead,) = self.leads()
        return lead

    def leads(self) -> list[Lead]:
        with self.tools.register.read() as c:
            return list(leads.listing(c))

    def lead(self, number: str = "LW-2026-00001") -> Lead:
        with self.tools.register.read() as c:
            lead = leads.lead(c, number)
        assert lead is not None
        return lead

    def originals(self) -> list[Original]:
        with self.tools.register.read() as c:
            return list(originals.listing(c))

    def held(self) -> list[Held]:
        with self.tools.register.read() as c:
            return held.held(c)

    def moves(self, subject: str = "LW-2026-00001") -> list[Move]:
        with self.tools.register.read() as c:
            return list(moves.moves(c, subject))

    def tasks(self) -> list[Task]:
        with self.tools.register.read() as c:
            return tasks.tasks(c)

    def outgoing(self, lead: str = "LW-2026-00001") -> list[OutgoingMail]:
        """Return the mails about a lead, or, for "", about none."""
        with self.tools.register.read() as c:
            if lead:
                return outbox.mails_of(c, lead)
            far = datetime.now(UTC) + timedelta(days=400)
            return [mail for mail in outbox.due(c, far, 1000) if not mail.lead]

    def message(self, mail: OutgoingMail) -> EmailMessage:
        """Return a composed mail as its reader's program shows it."""
        data = self.bytes_of(mail.path)
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def handed_out(self, lead: str = "LW-2026-00001") -> EmailMessage:
        """Return the newest mail about a lead."""
        return self.message(self.outgoing(lead)[-1])

    def bytes_of(self, path: str) -> bytes:
        return self.tools.archive.absolute(path).read_bytes()

    def files(self) -> list[str]:
        """Return every file of the archive, relative to it."""
        root = self.tools.archive.root
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


def body(message: EmailMessage) -> str:
    """Return the plain text of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def attached(message: EmailMessage) -> list[str]:
    """Return the names of a mail's attachments."""
    return [part.get_filename() or "" for part in message.iter_attachments()]


def form_of(message: EmailMessage) -> str:
    """Return the words of the Word form that goes with a mail."""
    form = next(message.iter_attachments())
    document = docx.Document(io.BytesIO(form.get_content()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))

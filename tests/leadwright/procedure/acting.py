"""A lead in the register, its papers and the questions about them, without any mail or template."""

from __future__ import annotations

from hashlib import sha256

from archive.store import DOCUMENTS
from leadwright.procedure import papers
from register import approvals, documents, leads, tasks
from sales.approval import Approval, Paper
from sales.lead import Stage
from sales.paper import DocumentKind, Version
from sales.words import Language
from tests.leadwright.desk import OTHERS, Desk
from tests.office import PEOPLE, person
from tests.register import made

NUMBER = "LW-2026-00001"
STAFF = "".join(
    (
        PEOPLE,
        OTHERS,
        person("qian", "钱进", "director"),
        person("tang", "唐工", "technical"),
        person("zhou", "周总", "sales-gm"),
    )
)


def add(desk: Desk) -> None:
    """Register a lead that was handed to 李明."""
    with desk.tools.register.begin() as c:
        made.add_lead(c, stage=Stage.HANDED_OUT)
        tasks.open_task(c, made.task(NUMBER))


def file(desk: Desk, kind: DocumentKind, **said: str) -> Paper:
    """File the next version of a paper that says this, and return it."""
    with desk.tools.register.begin() as c:
        number = documents.next_version(c, NUMBER, kind)
        name = f"{kind}-v{number}.docx"
        kept = desk.tools.archive.add(desk.lead().folder, DOCUMENTS, name, name.encode())
        written = (kept.path, kept.sha256, kept.size, desk.tools.now(), "li", said)
        version = Version(NUMBER, kind, number, Language.ZH, *written)
        papers.filed(c, version, desk.tools.now())
    return Paper.of(version)


def ask(desk: Desk, stage: Stage, person: str, *asked: Paper) -> int:
    """Bring the lead to a stage where somebody is asked about papers; return the question's number."""
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage, is_announced=True)
        code = sha256(f"{person}{len(approvals.approvals_of(c, NUMBER))}".encode()).hexdigest()
        approvals.ask(c, Approval(NUMBER, stage, person, asked, code, desk.tools.now()))
        return approvals.open_of(c, NUMBER)[-1].id

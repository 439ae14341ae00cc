"""Writing a lead's documents: from what the register knows to a new version in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import Connection

from archive.store import DOCUMENTS
from documents.case import Case, Paper, Received
from documents.make import make
from leadwright.dossier import lead_named
from leadwright.filing import check_folder
from leadwright.home import one_writer
from leadwright.places import places_in
from leadwright.printing import PRINTED, keep_no_pdf, keep_pdf
from leadwright.procedure import papers, quoting
from leadwright.procedure.asking import has_code
from leadwright.tools import Tools
from register import documents as versions
from register import moves, originals, readings
from sales.lead import Lead
from sales.paper import DocumentKind, Move, Version
from sales.words import Language

BY_ITSELF = "leadwright"  # who writes what nobody has asked for
NOTHING: Mapping[str, str] = MappingProxyType({})
WORD = ".docx"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Written:
    """A document that lies in the archive; the register has still to be told of its version."""

    version: Version
    data: bytes
    case: Case  # what it was written from


def write(
    tools: Tools, kind: DocumentKind, lead: Lead, by: str = BY_ITSELF, said: Mapping[str, str] = NOTHING
) -> Written:
    """Return the next version of the lead's document, with what people have ``said`` in it, in the archive.

    A version that the register does not know yet was left behind by a crash: it is written over. The caller
    is the one writer of the home (:func:`leadwright.home.one_writer`) until the register knows this one.
    Failure where the template is missing or broken, or the lead's folder gone.
    """
    check_folder(tools, lead.number, lead.folder)
    with tools.register.read() as c:
        number = versions.next_version(c, lead.number, kind)
    case = case_of(tools, lead, number, by, said)
    return keep(tools, kind, case, make(kind, case, paper_of(tools), tools.settings.home))


def keep(tools: Tools, kind: DocumentKind, case: Case, data: bytes) -> Written:
    """Return the version of a document that ``case`` says, safe in the archive, under the same terms."""
    lead, number, by = case.lead, case.version, case.prepared_by
    name = f"{kind}-v{number}{WORD}"
    kept = tools.archive.add(lead.folder, DOCUMENTS, name, data, replace=True)
    if kind in PRINTED and by != BY_ITSELF:  # a form that is still to be filled in goes to no customer
        keep_pdf(tools, lead.folder, name, data)
    elif kind in PRINTED:
        keep_no_pdf(tools, lead.folder, name)
    file = (kept.path, kept.sha256, kept.size)
    made = (tools.now(), by, dict(case.said))
    return Written(Version(lead.number, kind, number, tools.language, *file, *made), data, case)


def case_of(
    tools: Tools, lead: Lead, version: int, by: str = BY_ITSELF, said: Mapping[str, str] = NOTHING
) -> Case:
    """Return what a document of the lead is made from, its places in the company's language."""
    printed = replace(lead, whose=places_in(tools.language, lead.whose))
    with tools.register.read() as c:
        request = versions.last_said(c, lead.number, DocumentKind.PROPOSAL_REQUEST)
    return Case(printed, customers(tools, received_with(tools, lead)), version, by, said, request)


def write_anew(tools: Tools, kind: DocumentKind, number: str, by: str) -> Written:
    """Return a new version of the lead's document, in archive and register: a person asked for it (P3.4).

    Failure where there is no such lead.
    """
    with one_writer(tools.settings.home):
        with tools.register.read() as c:
            lead = lead_named(c, number)
            said = quoting.said_so_far(tools, c, lead, kind)
        written = write(tools, kind, lead, by, said)
        version = written.version
        detail = {"document": kind, "version": str(version.version)}
        with tools.register.begin() as c:
            papers.filed(c, version, tools.now())
            moves.log(
                c,
                Move(
                    lead.number, "write", by, "command", tools.now(), detail=detail, document=version.sha256
                ),
            )
    return written


def paper_of(tools: Tools, language: Language | None = None) -> Paper:
    """Return the paper that forms and mails are written on now, in the company's language unless another is
    named.
    """
    settings = tools.settings
    return Paper(
        settings.company,
        tools.territory,
        language or tools.language,
        settings.zone,
        tools.now(),
        settings.pricing,
    )


def received_with(tools: Tools, lead: Lead) -> tuple[Received, ...]:
    """Return everything that came for this lead, in order of arrival, with what was read of it."""
    with tools.register.read() as c:
        return tuple(
            Received(original, readings.letter(c, original.sha256))
            for original in originals.listing(c, lead=lead.number)
        )


def customers(tools: Tools, received: Iterable[Received]) -> tuple[Received, ...]:
    """Return what is the customer's, without the answers and filled-in forms of our own people.

    What a colleague has passed on stays: an enquiry may have come to any of us.
    """
    with tools.register.read() as c:
        return tuple(each for each in received if not _is_answer(tools, c, each))


def _is_answer(tools: Tools, c: Connection, received: Received) -> bool:
    letter = received.letter
    if letter is None or (letter.sender and not tools.territory.by_email(letter.sender.email)):
        return False
    return has_code(letter.subject) or bool(readings.forms(c, received.original.sha256))

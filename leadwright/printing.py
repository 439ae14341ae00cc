"""PDF beside Word: what leaves the house is kept in both, where LibreOffice is installed.

The PDF belongs to its Word file and has no version of its own; the register names the Word file, whose hash
is what people approve (I11).
"""

import tempfile
from pathlib import Path, PurePosixPath

from archive.store import DOCUMENTS
from archive.verify import checksum_of
from archive.withdrawing import withdraw
from documents.outward import outward
from ingest.reading.part import Spool
from ingest.reading.programs import MissingProgramError, RefusedError, converted
from leadwright.tools import Tools
from sales.paper import DocumentKind, Version

PDF = ".pdf"
PDF_TYPE = "application/pdf"
PRINTED = frozenset(
    {DocumentKind.DECLINE_LETTER, DocumentKind.PROPOSAL, DocumentKind.QUOTE, DocumentKind.MEMO}
)
"""What goes to customers. A second of LibreOffice for each registration would be a second for each mail."""


def pdf(document: bytes) -> bytes | None:
    """Return a .docx as LibreOffice prints it for people outside.

    None where LibreOffice is not installed, or makes nothing of the file.
    Its limits are those under which files from outside are read: a proposal is as its author sent it.
    """
    with tempfile.TemporaryDirectory(prefix="leadwright-pdf-") as folder:
        try:
            return converted(outward(document), "docx", "pdf", Spool(Path(folder) / "spool"))
        except (MissingProgramError, RefusedError, ValueError):
            return None


def keep_pdf(tools: Tools, folder: str, name: str, document: bytes) -> None:
    """Keep a document of a lead's folder as PDF, too, under the name of its Word file.

    One that a crash has left there shows another document, and goes.
    """
    printed = pdf(document)
    if printed is not None:
        tools.archive.add(folder, DOCUMENTS, _beside(name), printed, replace=True)
    else:
        keep_no_pdf(tools, folder, name)


def keep_no_pdf(tools: Tools, folder: str, name: str) -> None:
    """Keep a document of a lead's folder as Word only."""
    withdraw(tools.archive, f"{folder}/{DOCUMENTS}/{_beside(name)}")


def kept_pdf(tools: Tools, version: Version) -> tuple[str, bytes] | None:
    """Return name and bytes of the PDF beside a version; None where there is none.

    Failure where it is no longer the one that was kept: what people approved is not what it says (I11).
    """
    path = _beside(version.path)
    if not tools.archive.absolute(path).exists():
        return None
    return PurePosixPath(path).name, tools.archive.read(path, checksum_of(tools.archive, path))


def _beside(name: str) -> str:
    """Return the name, or the path, of the PDF beside a Word file."""
    return str(PurePosixPath(name).with_suffix(PDF))

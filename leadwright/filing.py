"""Where things lie in the archive: the tree by period and region of P3.4."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath

from archive.names import lead_folder, safe_name, unfiled_folder
from archive.store import CORRESPONDENCE, ORIGINALS
from archive.trouble import in_words, missing_folder
from leadwright.tools import Tools
from register import leads
from sales.enquiry import Enquiry
from sales.lead import Lead
from sales.letter import Letter
from sales.original import Original, OriginalState


def period_name(tools: Tools, when: datetime) -> str:
    """Return the period ``when`` falls into: ``2026-11``, ``2026-Q4`` or ``2026`` by the setting."""
    return tools.settings.period.name_of(when.astimezone(tools.settings.zone))


def unfiled(tools: Tools, when: datetime) -> str:
    """Return the folder of what belongs to no lead, relative to the archive."""
    return unfiled_folder(period_name(tools, when))


def folder_of(tools: Tools, number: str, received: datetime, region: str, enquiry: Enquiry) -> str:
    """Return the lead's folder, relative to the archive: ``2026/2026-11/华东/LW-2026-00042 公司名``."""
    who = enquiry.company or enquiry.contact or enquiry.email or enquiry.phone
    return lead_folder(period_name(tools, received), region, number, who.value if who else "", tools.language)


def folder_above(path: str) -> str:
    """Return the lead's folder that ``path`` lies in: ``<folder>/<originals or correspondence>/<name>``."""
    return PurePosixPath(path).parent.parent.as_posix()


def check_folder(tools: Tools, number: str, folder: str) -> None:
    """Raise Failure where something of the lead lies in ``folder``, and that is not there.

    Made anew, it would part what belongs together, and nobody would notice.
    """
    with in_words(tools.archive.root):
        tools.archive.check()
        if tools.archive.absolute(folder).is_dir():
            return
    with tools.register.read() as c:
        if leads.has_papers(c, number, folder):
            raise missing_folder(folder)


def place_of(tools: Tools, original: Original, state: OriginalState, letter: Letter, lead: Lead) -> str:
    """Return where the original is to lie: what began the lead in ``originals/``, what followed beside it.

    The name says on which of the company's days it came and what it is about; eight digits of its checksum
    keep two of a name apart.
    """
    about = letter.subject or PurePosixPath(original.name).stem
    suffix = PurePosixPath(original.path).suffix
    name = f"{original.received_at.astimezone(tools.settings.zone):%Y-%m-%d} {about}"
    folder = ORIGINALS if state is OriginalState.REGISTERED else CORRESPONDENCE
    return f"{lead.folder}/{folder}/{safe_name(name, suffix=f' {original.sha256[:8]}{suffix}')}"

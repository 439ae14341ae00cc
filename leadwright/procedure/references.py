"""Offering a standard product at once: its reference proposal goes into the lead's folder as it is (P3.1)."""

from collections.abc import Iterable

from leadwright import writing
from leadwright.filing import check_folder
from leadwright.tools import Tools
from register import documents as versions
from sales.lead import Lead
from sales.paper import DocumentKind
from sales.reference import Reference
from sales.system import meaning
from sales.words import Failure, Words


def reference_named(references: Iterable[Reference], name: str) -> Reference:
    """Return the reference of this name; Failure lists those that there are."""
    known = tuple(references)
    found = next((each for each in known if each.is_called(name)), None)
    if found is None:
        names = [each.name for each in known]
        raise Failure(
            Words(
                f"没有参考方案“{name}”。现有：{'、'.join(names) or '（无）'}。",
                f'There is no reference proposal "{name}". There are: {"; ".join(names) or "none"}.',
            )
        )
    return found


def file_reference(tools: Tools, lead: Lead, reference: Reference, by: str) -> writing.Written:
    """Return the reference proposal as the next version of the lead's own, safe in the archive.

    The caller is the one writer of the home. Failure where its file is gone, or the lead's folder.
    """
    check_folder(tools, lead.number, lead.folder)
    path = tools.settings.home / reference.file
    try:
        document = path.read_bytes()
    except OSError as error:
        reason = meaning(error)
        raise Failure(
            Words(
                f"读不到参考方案“{reference.name}”的文件 {path}（{reason.zh}）。"
                "请把文件放回，或改 [[reference]] file。",
                f'The file {path} of the reference proposal "{reference.name}" can\'t be read ({reason.en}). '
                "Put it back, or correct [[reference]] file.",
            )
        ) from error
    with tools.register.read() as c:
        number = versions.next_version(c, lead.number, DocumentKind.PROPOSAL)
    case = writing.case_of(tools, lead, number, by, {"reference": reference.name})
    return writing.keep(tools, DocumentKind.PROPOSAL, case, document)

"""Making a document: the form of its kind, the fields of the case, the template of the language."""

from pathlib import Path

from documents import find, word
from documents.case import Case, Paper
from documents.kinds import KINDS
from sales.paper import DocumentKind
from sales.paper_code import PaperCode
from sales.words import Failure, Words


def make(kind: DocumentKind, case: Case, paper: Paper, home: Path | None = None) -> bytes:
    """Return the document as the bytes of a checked .docx; Failure where template or logo won't do."""
    form = KINDS[kind]
    template = find.template(form.template, paper.language, home)
    code = PaperCode(case.lead.number, kind, case.version)
    return word.fill(template, form.fields(case, paper), paper.language, code=code, logo=_logo(paper, home))


def _logo(paper: Paper, home: Path | None) -> bytes:
    if not paper.company.logo or home is None:
        return b""
    path = home / paper.company.logo
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(
            Words(
                f"读不到 [company] logo 指定的图片 {path}。请检查路径，或将该项留空。",
                f"The picture {path} of [company] logo can't be read. Correct the path, or leave it empty.",
            )
        ) from error

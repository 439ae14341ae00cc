"""The signed papers that a scan shows, each with the question that it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from leadwright.procedure.answers.boxes import boxes_on
from leadwright.procedure.answers.cases import Case
from leadwright.tools import Tools
from register import approvals, leads
from sales.approval import Approval
from sales.judgement import Verdict
from sales.lead import Lead
from sales.paper_code import PaperCode
from sales.people import Role
from sales.process import TURNS
from sales.returned import Returned, Way
from sales.slip import Slip


@dataclass(frozen=True)
class Sheet:
    """What a scan shows of the papers of one question."""

    lead: Lead
    code: PaperCode  # of the first of its papers
    slips: tuple[Slip, ...]  # none where the code of a box could not be read
    approval: Approval | None = None  # the question; None: nobody was asked about this version
    is_repeated: bool = False  # it was decided before, just as the paper says

    @property
    def verdict(self) -> Verdict | None:
        """What the paper says: the one thing that is ticked and signed wherever it is to be."""
        said = {slip.verdict for slip in self.slips}
        return said.pop() if len(said) == 1 else None

    @property
    def is_open(self) -> bool:
        """Whether the question is still to be decided."""
        return self.approval is not None and self.approval.is_open


def sheets_of(tools: Tools, case: Case) -> list[Sheet]:
    """Return the signed papers on the scan, those of one question together.

    An empty box that nobody is asked about is none: most forms have several.
    """
    with tools.register.read() as c:
        signed = [sheet for slip in case.letter.slips if (sheet := _signed(tools, c, slip))]
        unread = [sheet for form in case.forms if (sheet := _unread(tools, c, form, case.letter.slips))]
    return list(_joined((*signed, *unread)))


def _signed(tools: Tools, c: Connection, slip: Slip) -> Sheet | None:
    lead = leads.lead(c, slip.code.lead)
    if lead is None:
        return None
    asked = [each for each in approvals.approvals_of(c, lead.number) if _is_about(each, slip.code)]
    sheet = Sheet(lead, slip.code, (slip,))
    if is_open := [each for each in asked if each.is_open]:
        return replace(sheet, approval=_of_signer(tools, lead, slip.code.box, is_open))
    if slip.is_empty:
        return None
    decided = [each for each in asked if each.decided_at]
    is_repeated = any(each.verdict is sheet.verdict for each in decided)
    last = next(reversed(decided or asked), None)
    return replace(sheet, approval=last, is_repeated=is_repeated)


def _is_about(approval: Approval, code: PaperCode) -> bool:
    """Return whether it was asked of the role whose box it is, about this version of this paper."""
    papers = {(paper.kind, paper.version) for paper in approval.papers}
    return TURNS[approval.stage].role == code.box and (code.kind, code.version) in papers


def _of_signer(tools: Tools, lead: Lead, box: str, asked: list[Approval]) -> Approval:
    """Return what was asked of the person whose name is printed in the box, before anybody else."""
    first = next(iter(tools.territory.with_role(Role(box))), None)
    name = lead.whose.manager if box == Role.MANAGER else first.id if first else ""
    return next((each for each in asked if each.person == name), asked[0])


def _unread(tools: Tools, c: Connection, form: Returned, slips: Iterable[Slip]) -> Sheet | None:
    """Return the picture of a paper that is being decided on, where no box on it could be made out."""
    if form.way is not Way.PICTURE or any(
        (slip.code.lead, slip.code.kind) == (form.lead, form.kind) for slip in slips
    ):
        return None
    lead = leads.lead(c, form.lead)
    for asked in approvals.open_of(c, form.lead):
        of_kind = [paper for paper in asked.papers if paper.kind is form.kind]
        if lead and of_kind and TURNS[asked.stage].role in boxes_on(tools, form.kind):
            return Sheet(lead, PaperCode(form.lead, form.kind, form.version), (), asked)
    return None


def _joined(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Yield the sheets, those of one question as one."""
    by_question: dict[object, Sheet] = {}
    for sheet in sheets:
        question = sheet.approval.id if sheet.approval else sheet.code
        known = by_question.get(question)
        by_question[question] = replace(known, slips=known.slips + sheet.slips) if known else sheet
    yield from by_question.values()

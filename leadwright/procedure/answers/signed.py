"""Decisions on paper: from the scan of a signed form to the move it makes, or to a person (I11, I12).

Each box to sign says by its own QR code which version of which paper it stands on, and the scan reader says
what a pen has left in it (:mod:`ingest.reading.slips`). One box ticked and signed, on the very papers that
are being decided on, decides; whatever else was seen goes to the coordinators.
"""

from __future__ import annotations

from leadwright.procedure.acting import Attempt, act
from leadwright.procedure.answers.cases import Case, Settled
from leadwright.procedure.answers.deciding import rule_for
from leadwright.procedure.answers.sheets import Sheet, sheets_of
from leadwright.procedure.answers.signed_doubts import doubt_about, is_from_outside
from leadwright.procedure.answers.signed_mail import have_scan_looked_at
from leadwright.tools import Tools
from sales.judgement import NO_LEAD
from sales.returned import Way
from sales.words import Failure, Unavailable, Words

SCAN = "scan"


def decide(tools: Tools, case: Case, settled: Settled) -> bool:
    """Return whether the case is settled by the signed papers that it shows: decided, or with a person.

    False also where there is more in it, a form to be taken back: the papers are done with all the same.
    Repeating it changes nothing: what a paper has decided is not asked for again.
    """
    if case.judgement.kind in NO_LEAD:
        return False
    sheets = sheets_of(tools, case)
    if not sheets or (is_from_outside(tools, case) and all(sheet.is_repeated for sheet in sheets)):
        return False
    left = [(sheet, doubt) for sheet in sheets if (doubt := _doubt(tools, case, sheet))]
    is_all = all(form.way is Way.PICTURE for form in case.forms)
    if left:
        have_scan_looked_at(tools, case, left, settled if is_all else None)
    elif is_all:
        with tools.register.begin() as c:
            settled(c)
    return is_all


def _doubt(tools: Tools, case: Case, sheet: Sheet) -> Words | None:
    """Make the move that a sheet makes; return why it makes none, if so."""
    if sheet.is_repeated:
        return None
    return doubt_about(tools, case, sheet) or _acted(tools, case, sheet)


def _acted(tools: Tools, case: Case, sheet: Sheet) -> Words | None:
    approval, verdict = sheet.approval, sheet.verdict
    assert approval and verdict, "without them there was a doubt"  # noqa: S101
    rule = rule_for(approval, verdict)
    if rule is None:
        return Words("该事项不能这样答复", "the question can't be answered like this")
    if rule.needs:
        return Words(
            f"“{rule.words.zh}”须写明原因，而纸面上手写的内容无法识别",
            f'"{rule.words.en}" has to say why, and what was written by hand can\'t be read',
        )
    attempt = Attempt(approval.lead, rule.name, approval.person, SCAN, {}, case.original.sha256, approval.id)
    try:
        with tools.register.begin() as c:
            act(tools, c, attempt)
    except Unavailable:
        raise
    except Failure as failure:
        return failure.words
    return None

"""Why a signed paper decides nothing by itself: the doubts, in the order they are raised in (I11, I12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from documents.kinds import KINDS
from leadwright.procedure import papers
from leadwright.procedure.answers.boxes import boxes_on
from leadwright.procedure.answers.cases import Case
from leadwright.procedure.answers.objections import not_proven, papers_changed
from leadwright.procedure.answers.sheets import Sheet
from leadwright.tools import Tools
from sales.judgement import Verdict
from sales.process import TURNS
from sales.slip import Ink, Slip
from sales.words import Words

FROM_STAFF = frozenset({"forms", "fax"})
"""Channels of folders that a colleague lays a scan into, or sends it to from on the road."""


def doubt_about(tools: Tools, case: Case, sheet: Sheet) -> Words | None:
    """Return why the paper is left to a person, or None where it decides."""
    return next((words for doubt in _DOUBTS if (words := doubt(tools, case, sheet))), None)


def is_from_outside(tools: Tools, case: Case) -> bool:
    """Return whether nobody of ours has sent it, or has dropped it where signed papers are laid."""
    return case.sender is None if case.is_mail else not _was_laid_down(tools, case)


def _not_from_us(tools: Tools, case: Case, _: Sheet) -> Words | None:
    if case.is_mail:
        if case.sender is None:
            return Words(
                "发件人不是本公司登记的人员", "its sender is none of the people named in the settings"
            )
        return not_proven(tools, case)
    if _was_laid_down(tools, case):
        return None
    return Words(
        "签字扫描件应放入表格文件夹或传真文件夹",
        "a signed scan belongs into the forms folder or the fax folder",
    )


def _was_laid_down(tools: Tools, case: Case) -> bool:
    folders = {folder.name for folder in tools.settings.folders() if folder.channel in FROM_STAFF}
    return any(sighting.source in folders for sighting in case.original.sightings)


def _not_asked(_tools: Tools, _case: Case, sheet: Sheet) -> Words | None:
    if sheet.is_open:
        return None
    if sheet.approval and sheet.approval.decided_at:
        return Words("该事项已有决定，不能再次决定", "the decision was made before, and stands")
    return Words(
        "该版文件现在不在审批中：已有新版本、已进入下一环节，或尚未送审",
        "nobody is asked about this version now: there is a newer one, the matter has moved on, or it is "
        "still to be asked",
    )


def _not_found(_tools: Tools, _case: Case, sheet: Sheet) -> Words | None:
    if sheet.slips:
        return None
    return Words(
        "扫描件中找不到审批栏，或其中的二维码无法识别；"
        "请将签字的那一页完整、平整地重新扫描（不低于 200 dpi）",
        "the box to sign is not on the scan, or its QR code can't be read; scan the signed page again, "
        "whole, flat, and at 200 dpi or more",
    )


def _not_clear(_tools: Tools, _case: Case, sheet: Sheet) -> Words | None:
    if sheet.verdict:
        return None
    faults = list(dict.fromkeys(_fault(slip) for slip in sheet.slips))
    if len(faults) > 1 or faults[0] is None:
        return Words("各处勾选、签字不一致", "its boxes do not all say the same")
    return faults[0]


def _fault(slip: Slip) -> Words | None:
    """Return why a box says neither yes nor no; None where it does."""
    if Ink.UNSURE in (slip.yes, slip.no):
        return Words(
            "勾选处看不清，或有涂改、圈划", "the ticks are not clear, or something is struck or ringed"
        )
    if slip.yes is slip.no is Ink.CLEAR:
        return Words("“同意”“不同意”都勾了", "both boxes are ticked")
    if slip.yes is slip.no:
        return Words("“同意”“不同意”都没有勾", "neither box is ticked")
    return {
        Ink.NONE: Words("没有签字", "it is not signed"),
        Ink.UNSURE: Words("签字处看不清", "the signature is not clear"),
    }.get(slip.signature)


def _not_all(tools: Tools, _case: Case, sheet: Sheet) -> Words | None:
    """Return that a paper is missing: who decides on two signs both (P2.3)."""
    assert sheet.approval, "without one there was a doubt"  # noqa: S101
    role = TURNS[sheet.approval.stage].role
    here = {slip.code.kind for slip in sheet.slips}
    for paper in sheet.approval.papers:
        if paper.kind not in here and role in boxes_on(tools, paper.kind):
            title = KINDS[paper.kind].title
            return Words(
                f"一并送审的《{title.zh}》不在扫描件中；两份都签字后请一起扫描",
                f'the "{title.en}", which is decided together with it, is not on the scan; sign both and '
                "scan them together",
            )
    return None


def _otherwise(_tools: Tools, case: Case, sheet: Sheet) -> Words | None:
    if case.judgement.decision.verdict in (Verdict.NONE, sheet.verdict):
        return None
    return Words("邮件正文与扫描件的意见不一致", "the mail's own words do not say what the paper says")


def _changed(tools: Tools, case: Case, sheet: Sheet) -> Words | None:
    with tools.register.read() as c:
        newest = papers.latest(c, sheet.lead.number)
    return papers_changed(tools, replace(case, approval=sheet.approval, latest=newest, spoken=None))


_DOUBTS: tuple[Callable[[Tools, Case, Sheet], Words | None], ...] = (
    _not_asked,
    _not_found,
    _not_clear,
    _not_all,
    _otherwise,
    _changed,
    _not_from_us,  # last: it asks the DNS
)

"""Why an answer by mail decides nothing by itself: the objections, in the order in which they are raised
(I11, I12).

An answer that none of them stops was written by who was asked, or who stands in for them, in words that can
be read one way only, about papers that have not changed since. A move that is named in one line may come from
anybody of ours who was told the code of the stage.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.sender.signature import LARGEST
from leadwright.procedure.answers.authentic import doubt_about, with_remedy
from leadwright.procedure.answers.cases import Case
from leadwright.tools import Tools
from sales.judgement import NO_LEAD, Verdict
from sales.people import Person
from sales.returned import Way
from sales.words import Failure, Unavailable, Words

SEALED = frozenset({"eml"})  # formats that come with the head that a server signed
_FORWARDED = re.compile(r"\s*(?:转发|轉寄|fwd?|wg|tr)\s*[:：]", re.IGNORECASE)


def objection(tools: Tools, case: Case) -> Words | None:
    """Return why the answer is left to a person, or None where it decides."""
    return next((words for object_ in _OBJECTIONS if (words := object_(tools, case))), None)


def _no_code(tools: Tools, case: Case) -> Words | None:
    if case.approval:
        return None
    return Words(
        "主题中没有校验码，或校验码不对，或不止一个",
        "the code in its subject is missing, is none that we gave out, or is not the only one",
    )


def _no_person(tools: Tools, case: Case) -> Words | None:
    if case.judgement.kind not in NO_LEAD:
        return None
    return Words(
        f"这是自动回复或群发邮件（{case.judgement.reason.zh}）",
        f"no person wrote it: {case.judgement.reason.en}",
    )


def _is_over(tools: Tools, case: Case) -> Words | None:
    approval = case.approval
    if approval is None or approval.is_open:
        return None
    if approval.decided_at:
        return Words("该事项已有决定，不能再次决定", "the decision was made before, and stands")
    return Words(
        "所审批的文件或所处阶段已变更，该校验码已作废",
        "the papers have changed since, or the matter has moved on: the code is void",
    )


def _another_lead(tools: Tools, case: Case) -> Words | None:
    named = (case.original.lead, case.judgement.lead)
    number = next((each for each in named if case.lead and each and each != case.lead.number), None)
    if case.lead is None or number is None:
        return None
    return Words(
        f"校验码属于 {case.lead.number}，而邮件属于 {number}",
        f"its code belongs to {case.lead.number}, and the mail to {number}",
    )


def _another_person(tools: Tools, case: Case) -> Words | None:
    if case.sender is None:
        return Words("发件人不是本公司登记的人员", "its sender is none of the people named in the settings")
    if case.names_a_move:  # the stage's code is proof enough of having been written to; ``act`` says who may
        return None
    if case.approval is None or may_answer_for(tools, case.sender, case.approval.person):
        return None
    return Words(
        "发件人既不是审批人本人，也不是其登记的代理人",
        "its sender is neither who was asked nor named as standing in for them",
    )


def may_answer_for(tools: Tools, sender: Person, asked: str) -> bool:
    """Return whether ``sender`` was asked, or stands in today for who was (P2.3)."""
    today = tools.now().date()
    return sender.id == asked or any(
        (away.person, away.deputy) == (asked, sender.id) and away.first <= today <= away.last
        for away in tools.settings.absences
    )


def _forwarded(tools: Tools, case: Case) -> Words | None:
    if not _FORWARDED.match(case.letter.subject):
        return None
    return Words("这是转发的邮件，不是本人的直接答复", "it was forwarded, and is no direct answer")


def not_proven(tools: Tools, case: Case) -> Words | None:
    """Return why nobody can tell that the mail is its sender's, and what to set where that would help.

    The one objection that asks the DNS: last of those about the sender.
    """
    if case.letter.format not in SEALED or case.letter.sender is None:
        return Words("邮件格式不带签名，不能证明由本人发出", "its format bears no proof of who sent it")
    with tools.archive.open(case.original.path) as file:
        mail = file.read(LARGEST + 1)
    mailboxes = tools.settings.mailboxes_among(case.original.sightings)
    server = next(filter(None, map(tools.settings.authserv_id, mailboxes)), "")
    doubt = doubt_about(mail, case.letter.sender.email, tools.keys, server)
    return with_remedy(doubt, mailboxes[0]) if doubt and mailboxes and not server else doubt


def _unclear(tools: Tools, case: Case) -> Words | None:
    verdict = case.judgement.decision.verdict
    if case.spoken or verdict in (Verdict.APPROVE, Verdict.REJECT):
        return None
    if case.is_spoken_below:
        return Words("要办的事没有写在正文第一行", "what is to be done does not stand in its first line")
    if verdict is Verdict.NONE:
        return Words(
            "正文中没有“同意”或“不同意”",
            "it says neither yes nor no in words of its sender's own",
        )
    return Words(
        "答复附有条件、转述他人，或可作两种理解",
        "it sets a condition, reports somebody else, or can be read in two ways",
    )


def _with_a_form(tools: Tools, case: Case) -> Words | None:
    """The form was dealt with before; what the words mean beside it, only a person can tell."""
    if case.spoken or all(form.way is Way.PICTURE for form in case.forms):
        return None
    return Words(
        "邮件另附有填写的表格，正文的答复须与表格一并核对",
        "it came with a form that was filled in, and its words have to be read together with that",
    )


def papers_changed(tools: Tools, case: Case) -> Words | None:
    """Return that what was asked about is not what lies there now, or None where it is (I11)."""
    papers = case.approval.papers if case.approval and not case.spoken else ()
    for paper in papers:
        version = case.latest.get(paper.kind)
        if version is None or (version.version, version.sha256) != (paper.version, paper.sha256):
            return Words("送审后文件已有新版本", "there is a newer version of the papers than was shown")
        try:
            tools.archive.genuine(version.path, version.sha256)
        except Unavailable:
            raise
        except Failure as failure:
            return failure.words
    return None


_OBJECTIONS: tuple[Callable[[Tools, Case], Words | None], ...] = (
    _no_code,
    _no_person,
    _is_over,
    _another_lead,
    _another_person,
    _forwarded,
    not_proven,
    _with_a_form,
    _unclear,
    papers_changed,
)

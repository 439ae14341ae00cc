"""A signed paper that decides nothing by itself goes to a person: the mail to the coordinators (I12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents import printed
from documents.case import Received
from documents.kinds import KINDS
from documents.signed_scan import SignedPaper, SignedScan, seen
from leadwright import enclosing, mailing
from leadwright.home import one_writer
from leadwright.procedure.answers.cases import Case, Settled
from leadwright.procedure.answers.deciding import rule_for
from leadwright.procedure.answers.sheets import Sheet
from leadwright.procedure.turns.ways import command_line
from leadwright.tools import Tools
from register import moves, outbox
from sales.judgement import Verdict
from sales.paper import Move, OutgoingMail
from sales.people import Role
from sales.process import TURNS
from sales.words import Words

Left = Sequence[tuple[Sheet, Words]]
"""The papers that are left to a person, each with the reason."""


def have_scan_looked_at(tools: Tools, case: Case, left: Left, settled: Settled | None) -> None:
    """Ask the coordinators, note that in the log of each lead, and settle the original, all at once."""
    with one_writer(tools.settings.home):
        mail = _mail(tools, case, left)
        with tools.register.begin() as c:
            if mail:
                outbox.post(c, mail)
            for line in _lines(tools, case, left):
                moves.log(c, line)
            if settled:
                settled(c)


def _lines(tools: Tools, case: Case, left: Left) -> Iterator[Move]:
    for sheet, doubt in left:
        shown = "; ".join(seen(sheet.slips, tools.language))
        detail = {"sha256": case.original.sha256, "remark": shown, "reason": doubt.in_(tools.language)}
        yield Move(sheet.lead.number, "look", "leadwright", "service", tools.now(), detail=detail)


def _mail(tools: Tools, case: Case, left: Left) -> OutgoingMail | None:
    """Return the mail; None where the company has no coordinator."""
    to = tools.territory.with_role(Role.COORDINATOR)
    if not to:
        return None
    files, _ = enclosing.gathered(tools, (), [Received(case.original, case.letter)])
    text = SignedScan(
        addressee=printed.names(to, tools.language),
        numbers=Words("、", ", ").in_(tools.language).join(dict.fromkeys(s.lead.number for s, _ in left)),
        file=case.letter.subject or case.original.name,
        path=case.original.path,
        is_attached=bool(files),
        papers=tuple(_paper(tools, sheet, doubt) for sheet, doubt in left),
    )
    return mailing.compose_mail(tools, text, to=to, lead=left[0][0].lead, attached=files)


def _paper(tools: Tools, sheet: Sheet, doubt: Words) -> SignedPaper:
    approval, lead, language = sheet.approval, sheet.lead, tools.language
    asked = tools.territory.person(approval.person) if approval else None
    task = TURNS[approval.stage].task if approval else None
    company = lead.enquiry.company
    return SignedPaper(
        number=lead.number,
        customer=company.value if company else "",
        paper=_called(sheet).in_(language),
        asked=asked.name if asked else "",
        question=task.in_(language) if task else "",
        seen=seen(sheet.slips, language),
        reason=doubt.in_(language),
        is_open=sheet.is_open,
        commands=tuple(_commands(tools, sheet)) if sheet.is_open else (),
    )


def _called(sheet: Sheet) -> Words:
    code = sheet.code
    assert code.kind, "a box stands on a form"  # noqa: S101
    title = KINDS[code.kind].title
    if not code.version:
        return Words(f"《{title.zh}》", f'"{title.en}"')
    return Words(f"《{title.zh}》第 {code.version} 版", f'"{title.en}", version {code.version}')


def _commands(tools: Tools, sheet: Sheet) -> Iterator[str]:
    """Yield the lines that record yes and no in the name of who was asked."""
    assert sheet.approval  # noqa: S101 - the question is open
    by = tools.territory.person(sheet.approval.person)
    for verdict in (Verdict.APPROVE, Verdict.REJECT):
        rule = rule_for(sheet.approval, verdict)
        if rule and by:
            yield command_line(tools, sheet.lead, rule, by)

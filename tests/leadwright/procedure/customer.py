"""Leads whose papers are decided on and wait to leave, for the tests of what leaves the house."""

from __future__ import annotations

from collections.abc import Mapping

from leadwright import writing
from leadwright.procedure import papers
from leadwright.procedure.asking import question
from register import approvals, documents, leads
from sales.approval import Paper
from sales.judgement import Verdict
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Version
from tests.leadwright.desk import Desk

NUMBER = "LW-2026-00001"
ENQUIRY = (
    "江苏省南京市，我公司需要环缝焊机两台，请报价。\n\n南京宏达机械有限公司\n张伟 经理\n电话 025-84567890\n"
)
PROPOSAL = {"subject": "环缝焊机技术方案"}
QUOTE = {
    "price_kind": "user",
    "tax_rate": "13",
    "valid_until": "2099-12-31",
    "delivery": "合同生效后 90 天",
    "payment": "预付 30%",
    "warranty": "12 个月",
    "lines.0.description": "环缝焊机",
    "lines.0.model": "—",
    "lines.0.quantity": "2",
    "lines.0.unit": "台",
    "lines.0.price": "88140.00",
}
DECIDED = {
    Stage.REVIEWING: (Stage.APPROVED, "zhao"),
    Stage.DECLINING: (Stage.DECLINED, "wang"),
    Stage.TRANSFERRING: (Stage.TRANSFERRED, "zhao"),
}
"""Where a yes leads from these stages, and who says it."""


def file(desk: Desk, lead: Lead, kind: DocumentKind, said: Mapping[str, str]) -> Version:
    """Write a version of a paper, and register it."""
    version = writing.write(desk.tools, kind, lead, "li", said).version
    with desk.tools.register.begin() as c:
        papers.filed(c, version, desk.tools.now())
    return version


def decide(desk: Desk, stage: Stage) -> Lead:
    """Let the lead's newest papers be decided on in ``stage`` with a yes; return the lead after it."""
    after, by = DECIDED[stage]
    lead, person = desk.lead(), desk.tools.territory.person(by)
    assert person is not None
    now = desk.tools.now()
    with desk.tools.register.begin() as c:
        leads.change(c, NUMBER, stage=stage)
        lead = leads.lead(c, NUMBER) or lead
        newest = papers.to_decide(stage, papers.latest(c, NUMBER))
        shown = [Paper(each.kind, each.version, each.sha256) for each in newest]
        asked = question(lead, person, shown, now).approval
        approvals.void_all(c, NUMBER, now)
        approvals.ask(c, asked)
        (known,) = approvals.open_of(c, NUMBER)
        approvals.decide(c, known.id, verdict=Verdict.APPROVE, by=by, way="mail", remark="", now=now)
        leads.change(c, NUMBER, stage=after, is_announced=False)
    return desk.lead()


def versions(desk: Desk) -> list[Version]:
    """Return everything that was written about the lead."""
    with desk.tools.register.read() as c:
        return documents.versions(c, NUMBER)

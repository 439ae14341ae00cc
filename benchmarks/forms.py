"""A form that people fill in, there and back: written and checked, read again, every field checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import bare
from benchmarks.figure import Figure, Scale, rate, ratio
from documents import checked_form, returned
from documents.find import template
from documents.kinds import KINDS
from documents.make import make
from sales.paper import DocumentKind
from sales.people import Role
from tests.documents.cases import CASE, paper

KIND = DocumentKind.PROPOSAL_REQUEST
FILLED = {
    "background": "新建管道预制车间",
    "project_stage": "已立项",
    "scope": "工作站两套，含培训",
    "proposal_kind": "full",
    "price_kind": "budgetary",
    "wanted_by": "2026-12-18",
    "importance": "A",
}


def measure(scale: Scale, _folder: Path) -> Iterator[Figure]:
    """Yield the rate of forms that go out and come back, beside that of filling the same template."""
    there_and_back()  # compiles the template: the service does it once
    context = bare.context_of(KINDS[KIND].fields(CASE, paper()))
    path = template(KINDS[KIND].template, paper().language)
    floors: list[float] = []
    ours: list[float] = []
    for _ in range(scale.rounds):
        floors.append(rate(lambda: sum(bare.fill(path, context) for _ in range(scale.forms))))
        ours.append(rate(lambda: sum(there_and_back() for _ in range(scale.forms))))
    yield ratio("form filled, read and checked", ours, floors, 0.8, "bare docxtpl", "forms/s")


def there_and_back() -> int:
    """Write a form, read it as one that came back, and check it; return 1."""
    form = returned.read(make(KIND, replace(CASE, said=FILLED), paper()))
    assert form is not None
    before = KINDS[KIND].fields(CASE, paper())
    checked = checked_form.check(form, before, frozenset({Role.MANAGER}))
    assert not checked.problems
    return 1

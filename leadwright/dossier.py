"""Everything about one lead, gathered from the whole register."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from leadwright.views import View, Views
from register import approvals, documents, leads, moves, originals, outbox, readings, tasks
from register.portions import portions
from sales.lead import Lead
from sales.memos import memos_of
from sales.original import Original
from sales.words import Failure, Words


def lead_named(c: Connection, number: str) -> Lead:
    """Return the lead of this number; Failure where there is none."""
    if (lead := leads.lead(c, number)) is None:
        raise Failure(
            Words(
                f"没有登记号 {number}。用 leadwright leads 查看全部登记号。",
                f"There is no lead {number}. `leadwright leads` lists them all.",
            )
        )
    return lead


def original_views(c: Connection, views: Views, found: Iterable[Original]) -> Iterator[View]:
    """Return a line of ``leadwright originals`` for each, with what it is about where that was read."""
    for some in portions(found):
        subjects = readings.subjects(c, [each.sha256 for each in some])
        yield from (views.original(each) | {"subject": subjects.get(each.sha256) or None} for each in some)


def dossier(c: Connection, views: Views, lead: Lead) -> View:
    """Return one lead with everything that belongs to it.

    A question about no paper only gave somebody a code to answer with: it is no approval.
    """
    number = lead.number
    asked = [each for each in approvals.approvals_of(c, number) if each.papers]
    papers, log = documents.versions(c, number), moves.moves(c, number)
    known = tasks.tasks_of(c, number)
    paused = min((each.paused_at for each in known if each.paused_at and not each.done_at), default=None)
    return views.lead(lead) | {
        "paused": views.time(paused),
        "fields": views.evidence(lead),
        "originals": list(original_views(c, views, originals.listing(c, lead=number))),
        "documents": [views.document(each) for each in papers],
        "memos": [views.memo(each) for each in memos_of(papers, log)],
        "tasks": [views.task(each) for each in known],
        "approvals": [views.approval(each) for each in asked],
        "moves": [views.move(each) for each in log],
        "mails": [views.mail(each) for each in outbox.mails_of(c, number)],
    }

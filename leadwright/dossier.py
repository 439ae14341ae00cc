"""Everything about one lead, gathered from the whole register."""

from sqlalchemy import Connection

from leadwright.views import View, Views
from register import documents, leads, moves, originals, outbox, tasks
from sales.lead import Lead
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


def dossier(c: Connection, views: Views, lead: Lead) -> View:
    """Return one lead with everything that belongs to it."""
    number = lead.number
    return views.lead(lead) | {
        "fields": views.evidence(lead),
        "originals": [views.original(each) for each in originals.listing(c, lead=number)],
        "documents": [views.document(each) for each in documents.versions(c, number)],
        "tasks": [views.task(each) for each in tasks.tasks_of(c, number)],
        "approvals": [],  # the procedure has none before a request is made (P2.3)
        "moves": [views.move(each) for each in moves.moves(c, number)],
        "mails": [views.mail(each) for each in outbox.mails_of(c, number)],
    }

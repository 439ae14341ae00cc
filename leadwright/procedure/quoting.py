"""The lead's own cost price sheet and quote, as the rules of the company see them (P3.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from documents.customer import value
from leadwright.tools import Tools
from register import documents as versions
from register import moves
from sales import costing, offering, quoting
from sales.lead import Lead
from sales.paper import DocumentKind, Version
from sales.pricing import PriceKind
from sales.quoting import Basis
from sales.reference import Reference
from sales.said import Said
from sales.words import Words

OFFER = "offer-reference"

FAULTS: Mapping[str, Callable[[Said], tuple[Words, ...]]] = {
    DocumentKind.COST_SHEET: costing.faults,
    DocumentKind.QUOTE: quoting.faults,
}


def faults(kind: str, said: Said) -> tuple[Words, ...]:
    """Return what is wrong with a form as a whole, beyond its single places: what does not add up."""
    return FAULTS[kind](said) if kind in FAULTS else ()


def said_so_far(tools: Tools, c: Connection, lead: Lead, kind: DocumentKind) -> dict[str, str]:
    """Return what a document of the lead says before anybody writes on: its last version, or by the rules."""
    if kind is DocumentKind.QUOTE:
        return proposed(tools, c, lead)
    last = _last(c, lead, kind)
    return dict(last[1]) if last else {}


def proposed(tools: Tools, c: Connection, lead: Lead) -> dict[str, str]:
    """Return what the rules write into the lead's quote, by field.

    What was said in its last version goes on in a revision, unless the costs have been given anew since, or a
    reference was taken (P3.1).
    """
    costs, quote = (_last(c, lead, kind) for kind in (DocumentKind.COST_SHEET, DocumentKind.QUOTE))
    taken = _reference_taken(tools, c, lead)
    newest = max((each[0] for each in (costs, taken) if each), default=None)
    if quote and (newest is None or quote[0] >= newest):
        return dict(quote[1])
    is_dealer = value(lead.enquiry.customer_kind) == "dealer"
    kind = PriceKind.DEALER if is_dealer else PriceKind.USER
    basis = basis_of(tools, c, lead)
    if taken and newest == taken[0]:
        return offering.offered(taken[1], value(lead.enquiry.quantity), kind, basis)
    return quoting.proposed(basis, kind)


def _reference_taken(tools: Tools, c: Connection, lead: Lead) -> tuple[datetime, Reference] | None:
    """Return when a reference was last taken for the lead, and which; None where none was, or it is gone."""
    made = [move for move in moves.moves(c, lead.number) if move.name == OFFER]
    name = made[-1].detail.get("reference", "") if made else ""
    found = next((each for each in tools.settings.references if each.is_called(name)), None)
    return (made[-1].at, found) if found else None


def departures(tools: Tools, c: Connection, lead: Lead, quote: Version | None) -> tuple[Words, ...]:
    """Return what the director has to be told of a quote of the lead before approving it."""
    return quoting.departures(quote.said, basis_of(tools, c, lead)) if quote else ()


def basis_of(tools: Tools, c: Connection, lead: Lead) -> Basis:
    """Return what a quote of the lead is measured by now."""
    costs = _last(c, lead, DocumentKind.COST_SHEET)
    said = costs[1] if costs else {}
    until = said.get("valid_until", "")
    settings = tools.settings
    return Basis(
        costing.counted(said),
        value(lead.enquiry.product_line),
        settings.pricing,
        tools.now().astimezone(settings.zone).date(),
        tools.language,
        date.fromisoformat(until) if until else None,
    )


def _last(c: Connection, lead: Lead, kind: DocumentKind) -> tuple[datetime, Said] | None:
    """Return when the last filled-in version of a document was written, and what is said in it."""
    filled = [each for each in versions.versions(c, lead.number) if each.kind == kind and each.said]
    last = max(filled, key=lambda each: each.version, default=None)
    return (last.created_at, last.said) if last else None

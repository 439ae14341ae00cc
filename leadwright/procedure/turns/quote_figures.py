"""What a quote comes to, as the mails say it that have it confirmed and approved (P3.6, P4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from documents import money
from documents.quote import QuoteFields, fields
from documents.turn import Way
from leadwright import writing
from leadwright.procedure import quoting
from leadwright.tools import Tools
from register import documents as versions
from register import moves
from sales.costing import PER_CENT
from sales.lead import Lead
from sales.paper import DocumentKind, Version
from sales.quoting import cost_of, totals
from sales.words import Words

SEND = "send"


def figures(tools: Tools, lead: Lead, quote: Version, *, with_costs: bool) -> tuple[Way, ...]:
    """Return a quote in short; ``with_costs`` what it costs us and leaves us, which is the director's to see.

    A revised quote is followed by what the customer was last sent.
    """
    printed = _printed(tools, lead, quote)
    told = [
        (Words("报价合计", "Total"), _total(tools, printed)),
        (Words("价格类别", "Price kind"), Words(printed.price_kind, printed.price_kind)),
        *(_costs(tools, lead, quote) if with_costs else ()),
        (Words("报价有效期至", "Valid until"), Words(printed.valid_until, printed.valid_until)),
    ]
    if sent := _last_sent(tools, lead):
        told.append((Words("上次发给客户", "Last sent"), _as_sent(tools, lead, sent)))
    each = ((label.in_(tools.language), said.in_(tools.language)) for label, said in told)
    return tuple(Way(label, said) for label, said in each if said)


def _printed(tools: Tools, lead: Lead, quote: Version) -> QuoteFields:
    """Return the fields of a quote as they stand on its paper."""
    case = writing.case_of(tools, lead, quote.version, quote.created_by, quote.said)
    return fields(case, writing.paper_of(tools))


def _total(tools: Tools, printed: QuoteFields) -> Words:
    total = money.named(printed.total, tools.settings.pricing.currency)
    rate = printed.tax_rate
    return Words(f"{total.zh}（含税，税率 {rate}%）", f"{total.en} (with {rate}% tax)")


def _costs(tools: Tools, lead: Lead, quote: Version) -> Iterator[tuple[Words, Words]]:
    """Yield the cost price of what is quoted, and the margin on it as the rules count it: before tax."""
    with tools.register.read() as c:
        basis = quoting.basis_of(tools, c, lead)
    if cost := cost_of(quote.said, basis):
        yield (
            Words("成本价（不含税）", "Cost price (net of tax)"),
            money.named(money.figures(cost), basis.rules.currency),
        )
        margin = f"{(totals(quote.said).net / cost - 1) * PER_CENT:.1f}%"
        yield Words("成本利润率（不含税）", "Margin on cost (net of tax)"), Words(margin, margin)


def _last_sent(tools: Tools, lead: Lead) -> Version | None:
    """Return the quote that the customer was sent last; None where they have none yet."""
    with tools.register.read() as c:
        sent = [move for move in moves.moves(c, lead.number) if move.name == SEND]
        quotes = [each for each in versions.versions(c, lead.number) if each.kind is DocumentKind.QUOTE]
    before = [each for each in quotes if sent and each.created_at <= sent[-1].at]
    return max(before, key=lambda each: each.version, default=None)


def _as_sent(tools: Tools, lead: Lead, sent: Version) -> Words:
    printed = _printed(tools, lead, sent)
    total = money.named(printed.total, tools.settings.pricing.currency)
    until, serial = printed.valid_until, f"V{sent.version}"
    return Words(f"{serial}，合计{total.zh}，有效期至 {until}", f"{serial}, {total.en}, valid until {until}")

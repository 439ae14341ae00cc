"""The judgement of a letter: what it is, whose it is, what is asked, what it decides, which lead it names."""

from collections.abc import Mapping

from classify.as_written import as_written
from classify.belongs import lead_named
from classify.decision import decision
from classify.enquiry import enquiry, postcode
from classify.labels import labelled
from classify.ours import ours
from classify.region import whose
from classify.rules import decide
from classify.view import view
from classify.wares import DIVISIONS
from sales.judgement import NO_LEAD, Judgement
from sales.letter import Letter
from sales.original import Channel
from sales.people import Company, Territory

NAMELESS = Company("")


def judge(
    letter: Letter,
    channel: Channel,
    territory: Territory,
    *,
    own_addresses: frozenset[str] = frozenset(),
    company: Company = NAMELESS,
    product_lines: Mapping[str, str] | None = None,
    divisions: Mapping[str, str] | None = None,
) -> Judgement:
    """Return all that the rules say of ``letter``; the register, the clock and the network are not asked.

    ``company`` and ``own_addresses`` are ours: nothing of them is taken for the customer's. ``product_lines``
    and ``divisions`` give names their words as a regular expression: further product lines, and what other
    divisions make (P1.3; None: the usual ones). Never raises for the content of a letter.
    """
    number = lead_named(letter)
    decided = decision(letter.own_text)
    us = ours(company, own_addresses, territory)
    seen = view(letter, channel, us, DIVISIONS if divisions is None else divisions, number, decided.verdict)
    rule, reason = decide(seen)
    if rule.kind in NO_LEAD:
        return Judgement(rule.kind, rule.name, reason, rule.confidence, decision=decided, lead=number)
    forms = labelled(seen)
    asked = enquiry(seen, forms, product_lines or {}, rule.kind)
    return Judgement(
        kind=rule.kind,
        rule=rule.name,
        reason=reason,
        confidence=rule.confidence,
        whose=whose(seen, asked, postcode(forms), territory),
        enquiry=as_written(asked, letter),
        decision=decided,
        lead=number,
    )

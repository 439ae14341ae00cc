"""The quote of a standard, mature product, offered at once at its reference price (P3.1)."""

import re

from sales.pricing import CENT, PriceKind
from sales.quoting import NONE, Basis, proposed
from sales.reference import Reference
from sales.words import Words

_COUNTED = re.compile(
    r"\s*(\d{1,4}|[一二两三四五六七八九十])\s*(台|套|条|组|个|件|sets?|units?|pcs)?\s*", re.IGNORECASE
)
_NUMBERS = {"两": 2} | {letter: count for count, letter in enumerate("一二三四五六七八九十", start=1)}
_UNIT = Words("台", "set")


def offered(reference: Reference, wished: str, kind: PriceKind, basis: Basis) -> dict[str, str]:
    """Return what a quote of the reference says, by field; the manager may change it.

    ``wished`` is the quantity in the customer's words: where it is more than a number and a unit, it is one.
    A dealer gets the discount of the rules on the reference price.
    """
    count, unit = _counted(wished)
    price = reference.price
    if kind is PriceKind.DEALER:
        price = (price * (1 - basis.rules.dealer_discount)).quantize(CENT)
    return proposed(basis, kind) | {
        "lines.0.description": reference.name,
        "lines.0.model": NONE,
        "lines.0.quantity": str(count),
        "lines.0.unit": unit or _UNIT.in_(basis.language),
        "lines.0.price": f"{price:.2f}",
    }


def _counted(wished: str) -> tuple[int, str]:
    found = _COUNTED.fullmatch(wished)
    if found is None or found[1] == "0":
        return 1, ""
    return _NUMBERS.get(found[1]) or int(found[1]), found[2] or ""

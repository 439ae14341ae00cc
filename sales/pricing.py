"""From the cost price to the user price or the dealer price, by the company's rules (P3.6).

Money is a ``Decimal`` in the currency of the rules. A price rounds up to the rules' step, so that rounding
never costs margin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from sales.words import Words

CENT = Decimal("0.01")


class PriceKind(StrEnum):
    """For whom a price is."""

    USER = "user"
    DEALER = "dealer"


@dataclass(frozen=True, slots=True)
class PriceRules:
    """The company's pricing rules; shares are of one: 0.25 is 25 %."""

    margin: Decimal = Decimal("0.25")  # on the cost price, before tax
    margins: Mapping[str, Decimal] = field(default_factory=dict)  # by product line, before ``margin``
    floor_margin: Decimal = Decimal("0.10")  # nobody goes below it on their own
    dealer_discount: Decimal = Decimal("0.08")  # off the user price
    tax_rate: Decimal = Decimal("0.13")
    rounding: Decimal = Decimal(100)  # prices are multiples of it
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class CostLine:
    """One item of the cost price sheet; costs are for one piece, before tax."""

    description: str
    model: str
    quantity: Decimal
    unit: str
    materials: Decimal = Decimal(0)
    bought_in: Decimal = Decimal(0)
    machining: Decimal = Decimal(0)  # labour of making its parts
    assembly: Decimal = Decimal(0)
    control: Decimal = Decimal(0)
    packing: Decimal = Decimal(0)
    freight: Decimal = Decimal(0)
    installation: Decimal = Decimal(0)
    training: Decimal = Decimal(0)

    @property
    def cost(self) -> Decimal:
        """Cost of one piece."""
        return sum((getattr(self, name) for name in COST_KINDS), Decimal(0))


COST_KINDS: tuple[str, ...] = tuple(each.name for each in fields(CostLine))[4:]


@dataclass(frozen=True, slots=True)
class CostSheet:
    """What the technical group says it costs (P3.6)."""

    lines: tuple[CostLine, ...]
    contingency: Decimal = Decimal(0)  # share of the subtotal

    @property
    def subtotal(self) -> Decimal:
        """Cost of all items."""
        return sum((line.cost * line.quantity for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Cost price: the subtotal and what it keeps for what nobody foresaw, to the cent."""
        return (self.subtotal * (1 + self.contingency)).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Priced:
    """One item of a quote, tax included."""

    line: CostLine
    price: Decimal  # of one piece
    floor: Decimal  # what one piece may not be sold below without the director's knowing
    listed: Decimal  # what the rules make of its cost

    @property
    def amount(self) -> Decimal:
        """Price of all pieces."""
        return self.price * self.line.quantity

    @property
    def is_below_floor(self) -> bool:
        """Whether it is cheaper than anybody may sell it by the rules."""
        return self.price < self.floor


def priced(
    sheet: CostSheet,
    kind: PriceKind,
    product_line: str,
    rules: PriceRules,
    wished: Mapping[int, Decimal] = MappingProxyType({}),
) -> tuple[Priced, ...]:
    """Return every item with its price, tax included; ``wished`` are prices set by hand, by item.

    The dealer price is the user price less the discount, and never below the floor by rule.
    """
    margin = rules.margins.get(product_line, rules.margin)
    discount = rules.dealer_discount if kind is PriceKind.DEALER else Decimal(0)
    items = []
    for index, line in enumerate(sheet.lines):
        cost = line.cost * (1 + sheet.contingency) * (1 + rules.tax_rate)
        floor = _rounded(cost * (1 + rules.floor_margin), rules)
        user = _rounded(cost * (1 + margin), rules)
        listed = max(_rounded(user * (1 - discount), rules), floor)
        items.append(Priced(line, wished.get(index, listed), floor, listed))
    return tuple(items)


def outside_the_rules(items: tuple[Priced, ...]) -> tuple[Words, ...]:
    """Return what the director has to know before approving: every price below the rules' (P3.6)."""
    return tuple(_departure(item) for item in items if item.price < item.listed)


def _departure(item: Priced) -> Words:
    name = f"{item.line.description} {item.line.model}".strip()
    if item.is_below_floor:
        return Words(
            f"{name}：单价 {item.price:,} 低于底价 {item.floor:,}",
            f"{name}: {item.price:,} is below the floor price of {item.floor:,}",
        )
    return Words(
        f"{name}：单价 {item.price:,} 低于按规定计算的 {item.listed:,}",
        f"{name}: {item.price:,} is below {item.listed:,}, which the rules make it",
    )


def _rounded(amount: Decimal, rules: PriceRules) -> Decimal:
    return (amount / rules.rounding).to_integral_value(ROUND_CEILING) * rules.rounding

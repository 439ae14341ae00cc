"""From the cost price to the user price or the dealer price, by the company's rules (P3.6).

Money is a ``Decimal`` in the currency of the rules. A price rounds up to the rules' step, so that rounding
never costs margin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import MappingProxyType

from sales.terms import Terms
from sales.words import Words

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 15  # what no total of ours reaches


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
    currency: str = "CNY"  # ISO 4217
    validity_days: int = 30  # calendar days that a quote holds
    terms: Terms = field(default_factory=Terms)


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

    @property
    def amount(self) -> Decimal:
        """Cost of all pieces, to the cent: what is printed is what is added up."""
        return to_the_cent(self.cost * self.quantity)

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return f"{self.description} {self.model}".strip()


COST_KINDS: tuple[str, ...] = tuple(each.name for each in fields(CostLine))[4:]


@dataclass(frozen=True, slots=True)
class CostSheet:
    """What the technical group says it costs (P3.6)."""

    lines: tuple[CostLine, ...]
    contingency: Decimal = Decimal(0)  # share of the subtotal

    @property
    def subtotal(self) -> Decimal:
        """Cost of all items."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def reserve(self) -> Decimal:
        """What is kept for what nobody foresaw, to the cent."""
        return to_the_cent(self.subtotal * self.contingency)

    @property
    def total(self) -> Decimal:
        """Cost price before tax: the subtotal and the reserve."""
        return self.subtotal + self.reserve


@dataclass(frozen=True, slots=True)
class Priced:
    """One item of a quote, tax included."""

    line: CostLine
    price: Decimal  # of one piece
    floor: Decimal  # what one piece may not be sold below without the director's knowing
    listed: Decimal  # what the rules make of its cost

    @property
    def amount(self) -> Decimal:
        """Price of all pieces, to the cent."""
        return to_the_cent(self.price * self.line.quantity)

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
    """Return every item with its price, tax included; ``wished`` are prices set by hand, by item."""
    rate = Rate(kind, product_line, sheet.contingency, rules)
    return tuple(rate.priced(line, wished.get(index)) for index, line in enumerate(sheet.lines))


@dataclass(frozen=True, slots=True)
class Rate:
    """What the rules make of a cost, for one kind of price and product line."""

    kind: PriceKind
    product_line: str
    contingency: Decimal  # share of the cost
    rules: PriceRules

    def priced(self, line: CostLine, wished: Decimal | None = None) -> Priced:
        """Return an item with the price wished for it, or the one by the rules.

        The dealer price is the user price less the discount, and never below the floor by rule.
        """
        rules = self.rules
        margin = rules.margins.get(self.product_line, rules.margin)
        discount = rules.dealer_discount if self.kind is PriceKind.DEALER else Decimal(0)
        cost = line.cost * (1 + self.contingency) * (1 + rules.tax_rate)
        floor = _rounded(cost * (1 + rules.floor_margin), rules)
        user = _rounded(cost * (1 + margin), rules)
        listed = max(_rounded(user * (1 - discount), rules), floor)
        return Priced(line, listed if wished is None else wished, floor, listed)


def outside_the_rules(items: tuple[Priced, ...]) -> tuple[Words, ...]:
    """Return what the director has to know before approving: every price below the rules' (P3.6)."""
    return tuple(_departure(item) for item in items if item.price < item.listed)


def _departure(item: Priced) -> Words:
    name = item.line.name
    if item.is_below_floor:
        return Words(
            f"{name}：单价 {item.price:,} 低于底价 {item.floor:,}",
            f"{name}: {item.price:,} is below the floor price of {item.floor:,}",
        )
    return Words(
        f"{name}：单价 {item.price:,} 低于按规定计算的 {item.listed:,}",
        f"{name}: {item.price:,} is below {item.listed:,}, which the rules make it",
    )


def to_the_cent(amount: Decimal) -> Decimal:
    """Return an amount with two places after the point, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def _rounded(amount: Decimal, rules: PriceRules) -> Decimal:
    return (amount / rules.rounding).to_integral_value(ROUND_CEILING) * rules.rounding

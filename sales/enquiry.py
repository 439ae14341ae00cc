"""What the customer asks for, each value with the words it was read from (registration form, P1.1)."""

from dataclasses import dataclass, fields

BY_HAND = "by hand"
"""The place of a finding that a person has typed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A value and its evidence."""

    value: str
    words: str = ""  # the source words it was read from
    place: str = ""  # "subject", "text", "sender", an attachment's name, or BY_HAND


@dataclass(frozen=True, slots=True)
class Enquiry:
    """The fields of the registration form that come from the customer."""

    company: Finding | None = None
    customer_kind: Finding | None = None  # "end-user", "dealer", "design-institute", "tender-agency"
    industry: Finding | None = None  # "boilers", "wind-power"…, or in the customer's words
    address: Finding | None = None
    contact: Finding | None = None
    position: Finding | None = None
    phone: Finding | None = None
    fax: Finding | None = None
    email: Finding | None = None
    product: Finding | None = None  # in the customer's words
    product_line: Finding | None = None  # "single-machine", "welding-line", "welding-robot"
    workpiece: Finding | None = None
    material: Finding | None = None
    sizes: Finding | None = None  # diameter, wall, length
    quantity: Finding | None = None
    process: Finding | None = None  # welding process
    needed_by: Finding | None = None
    budget: Finding | None = None
    summary: Finding | None = None  # the enquiry in one line

    def found(self) -> dict[str, Finding]:
        """Return the fields that have a value, by name, in the order of the form."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}


ENQUIRY_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Enquiry))

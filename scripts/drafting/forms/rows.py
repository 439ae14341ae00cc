"""Rows that several forms have alike: the customer in short, and what came with the lead."""

from drafting.form import Column, Listing, Row

CUSTOMER: tuple[Row, ...] = (
    ("customer.company",),
    ("customer.kind", "customer.industry"),
    ("customer.contact", "customer.phone"),
    ("customer.address",),
)
ATTACHED = Listing(
    "attached",
    (
        Column("no", 1, centred=True),
        Column("name", 3),
        Column("size", 1, centred=True),
        Column("remark", 1),
    ),
)

"""The quote 报价单, as it goes to the customer."""

from drafting.form import NUMBERS, Box, Boxes, Column, Form, Listing, Section, Sheet
from sales.paper import DocumentKind
from sales.words import Words

# Label 2.5 | value 5.8 | label 2.4 | value 6.1 cm; the other cuts are those of the items.
ITEMS = Sheet(21, 29.7, (1.0, 1.5, 3.1, 2.7, 1.3, 1.1, 2.9, 3.2), (2, 4, 6))

QUOTE = Form(
    DocumentKind.QUOTE,
    "XS-JL-09",
    "A/0",
    (
        Section(
            Words("客户信息", "Customer"),
            (
                ("customer.company",),
                ("customer.contact", "customer.phone"),
                ("customer.fax",),
                ("customer.email",),
                ("quote_number", "valid_until"),
                ("price_kind", "currency"),
            ),
        ),
        Section(
            Words("报价明细", "Items"),
            (
                Listing(
                    "lines",
                    (
                        NUMBERS,
                        Column("description", 2),
                        Column("model", 1),
                        Column("quantity", 1, centred=True),
                        Column("unit", 1, centred=True),
                        Column("price", 1, is_figure=True),
                        Column("amount", 1, is_figure=True),
                    ),
                ),
                ("total",),
                ("total_in_full",),
                ("net", "tax"),
                ("tax_rate",),
            ),
        ),
        Section(
            Words("商务条款", "Terms"),
            (("delivery",), ("place",), ("payment",), ("warranty",), ("bank",), ("notes",)),
        ),
        Section(
            Words("签字盖章", "Signatures"),
            (
                Boxes(
                    Box(Words("业务经理", "Regional manager"), "signers.manager", "", True),
                    Box(Words("业务主管", "Sales coordinator"), "signers.coordinator", ""),
                ),
                Boxes(
                    Box(Words("销售部长批准", "Approved by sales director"), "signers.director", "", True),
                    Box(Words("报价单位（盖章）", "Company stamp"), "head.company", ""),
                ),
            ),
        ),
    ),
    ITEMS,
    is_sent=True,
)

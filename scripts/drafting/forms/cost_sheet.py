"""The cost price sheet 成本价格表: across the page, for its nine columns of costs."""

from drafting.form import NUMBERS, Box, Boxes, Column, Form, Listing, Section, Sheet
from sales.paper import DocumentKind
from sales.pricing import COST_KINDS
from sales.words import Words

LANDSCAPE = Sheet(
    29.7,
    21,
    (0.9, 1.7, 1.2, 2.1, 1.1, 0.9, *(1.55 for _ in COST_KINDS), 1.75, 1.9),
    (2, 8, 10),
)

COST_SHEET = Form(
    DocumentKind.COST_SHEET,
    "XS-JL-08",
    "A/0",
    (
        Section(
            Words("项目", "Project"),
            (("customer.company", "product_line"), ("wanted", "currency")),
        ),
        Section(
            Words("成本明细（单台，不含税）", "Costs of one piece, before tax"),
            (
                Listing(
                    "lines",
                    (
                        NUMBERS,
                        Column("description", 2),
                        Column("model", 1),
                        Column("quantity", 1, centred=True),
                        Column("unit", 1, centred=True),
                        *(Column(kind, 1, is_figure=True) for kind in COST_KINDS),
                        Column("cost", 1, is_figure=True),
                        Column("amount", 1, is_figure=True),
                    ),
                    is_small=True,
                ),
            ),
        ),
        Section(
            Words("合计与签字", "Total and signatures"),
            (
                ("subtotal", "contingency"),
                ("reserve", "total"),
                ("tax", "total_with_tax"),
                ("stated_total", "valid_until"),
                ("assumptions",),
                Boxes(
                    Box(Words("编制（技术项目组）", "Prepared by (technical group)"), "", ""),
                    Box(Words("审核（技术负责人）", "Checked (head of technical)"), "signers.technical", ""),
                ),
            ),
        ),
    ),
    LANDSCAPE,
)

"""The review record 项目评审记录."""

from drafting.form import Box, Boxes, Column, Form, Listing, Section
from sales.paper import DocumentKind
from sales.words import Words

REVIEW_RECORD = Form(
    DocumentKind.REVIEW_RECORD,
    "XS-JL-05",
    "A/0",
    (
        Section(
            Words("评审项目", "Project"),
            (
                ("customer.company",),
                ("product_line", "quantity"),
                ("summary",),
                ("reviewed",),
                ("reviewed_on", "place"),
                ("present",),
            ),
        ),
        Section(
            Words("评审意见", "Opinions"),
            (
                Listing(
                    "points",
                    (
                        Column("point", 2, centred=True),
                        Column("opinion", 2),
                        Column("finding", 1, centred=True),
                        Column("reviewer", 1, centred=True),
                    ),
                ),
                ("reason",),
            ),
        ),
        Section(Words("评审结论", "Conclusion"), (("conclusion",), ("conditions",))),
        Section(
            Words("签字确认", "Signatures"),
            (
                Boxes(
                    Box(Words("业务经理", "Regional manager"), "signers.manager", "manager_opinion"),
                    Box(Words("技术项目组", "Technical group"), "signers.technical", "technical_opinion"),
                ),
                Boxes(
                    Box(Words("销售部长", "Sales director"), "signers.director", "director_opinion"),
                    Box(
                        Words("销售总经理（裁定是否制作方案）", "Sales general manager (is it made?)"),
                        "signers.sales_gm",
                        "sales_gm_opinion",
                        decides=True,
                    ),
                ),
            ),
        ),
    ),
)

"""The technical group's written refusal 不参与书面回复."""

from drafting.form import Box, Boxes, Form, Section
from sales.paper import DocumentKind
from sales.words import Words

REFUSAL = Form(
    DocumentKind.REFUSAL,
    "XS-JL-06",
    "A/0",
    (
        Section(
            Words("申请事项", "The request"),
            (
                ("request",),
                ("customer.company",),
                ("product_line", "quantity"),
                ("summary",),
            ),
        ),
        Section(
            Words("技术项目组答复", "The technical group's answer"),
            (("ground",), ("reason",), ("conditions",), ("suggestion",)),
        ),
        Section(
            Words("签字确认", "Signatures"),
            (
                Boxes(
                    Box(
                        Words("技术项目组负责人", "Head of technical"),
                        "signers.technical",
                        "technical_opinion",
                    ),
                    Box(
                        Words("业务经理（是否接受）", "Regional manager (accepted?)"),
                        "signers.manager",
                        "manager_opinion",
                        decides=True,
                    ),
                ),
                Boxes(
                    Box(Words("销售部长", "Sales director"), "signers.director", "director_opinion"),
                    Box(
                        Words("业务主管（归档）", "Sales coordinator, for the file"),
                        "signers.coordinator",
                        "coordinator_note",
                    ),
                ),
            ),
        ),
    ),
)

"""The project information and proposal request 项目信息及方案申请表."""

from drafting.form import Box, Boxes, Form, Section
from drafting.forms.rows import ATTACHED, CUSTOMER
from sales.paper import DocumentKind
from sales.words import Words

PROPOSAL_REQUEST = Form(
    DocumentKind.PROPOSAL_REQUEST,
    "XS-JL-02",
    "A/0",
    (
        Section(
            Words("客户信息", "Customer"),
            (
                ("channel", "received_at"),
                *CUSTOMER,
                ("customer.position", "customer.fax"),
                ("customer.email",),
                ("customer.region", "product_line"),
                ("product",),
                ("quantity", "needed_by"),
                ("budget",),
                ("summary",),
            ),
        ),
        Section(
            Words("项目情况", "Project"),
            (
                ("background",),
                ("project_stage", "importance"),
                ("decision_makers", "competitors"),
                ("funds",),
            ),
        ),
        Section(
            Words("技术要求", "Technical requirements"),
            (
                ("workpiece", "drawings"),
                ("material", "sizes"),
                ("output", "process"),
                ("precision", "automation"),
                ("power", "site"),
                ("brands", "standards"),
                ("acceptance",),
            ),
        ),
        Section(
            Words("供货与商务", "Supply and terms"),
            (
                ("scope",),
                ("delivery", "payment"),
                ("proposal_kind", "price_kind"),
                ("wanted_by",),
            ),
            starts_page=True,
        ),
        Section(Words("随附资料", "Received with it"), (ATTACHED,)),
        Section(
            Words("签字确认", "Signatures"),
            (
                Boxes(
                    Box(Words("业务经理", "Regional manager"), "signers.manager", "manager_opinion"),
                    Box(Words("业务主管", "Sales coordinator"), "signers.coordinator", "coordinator_note"),
                ),
                Boxes(
                    Box(
                        Words("销售部长", "Sales director"),
                        "signers.director",
                        "director_opinion",
                        decides=True,
                    ),
                    Box(
                        Words("技术项目组", "Technical group"),
                        "signers.technical",
                        "technical_receipt",
                        decides=True,
                    ),
                ),
            ),
        ),
    ),
)

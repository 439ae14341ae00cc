"""The lead registration form 信息登记表, in the order a coordinator asks."""

from drafting.form import Box, Boxes, Form, Section
from drafting.forms.rows import ATTACHED
from sales.paper import DocumentKind
from sales.words import Words

REGISTRATION = Form(
    DocumentKind.REGISTRATION,
    "XS-JL-01",
    "A/0",
    (
        Section(
            Words("信息来源", "Source"),
            (("channel", "received_at"), ("source",), ("registered_at", "registered_by")),
        ),
        Section(
            Words("客户信息", "Customer"),
            (
                ("customer",),
                ("customer_kind", "industry"),
                ("address",),
                ("place", "region"),
                ("contact", "position"),
                ("phone", "fax"),
                ("email",),
            ),
        ),
        Section(
            Words("需求内容", "Enquiry"),
            (
                ("product_line", "process"),
                ("product",),
                ("quantity",),
                ("workpiece", "material"),
                ("sizes",),
                ("needed_by", "budget"),
                ("summary",),
            ),
        ),
        Section(Words("随附资料", "Received with it"), (ATTACHED,)),
        Section(
            Words("判定与分派", "Verdict and assignment"),
            (("verdict", "confidence"), ("reason",), ("handed_to", "first_contact_due"), ("why_them",)),
        ),
        Section(
            Words("签字确认", "Signatures"),
            (
                Boxes(
                    Box(Words("业务主管", "Sales coordinator"), "coordinator", "coordinator_opinion"),
                    Box(
                        Words("业务经理（签收）", "Regional manager, on receipt"),
                        "manager",
                        "manager_receipt",
                    ),
                ),
            ),
        ),
    ),
)

"""The request to send staff 申请派人交流单."""

from drafting.form import Box, Boxes, Form, Section
from drafting.forms.rows import CUSTOMER
from sales.paper import DocumentKind
from sales.words import Words

DISPATCH_REQUEST = Form(
    DocumentKind.DISPATCH_REQUEST,
    "XS-JL-03",
    "A/0",
    (
        Section(Words("客户信息", "Customer"), (*CUSTOMER, ("product_line", "quantity"), ("summary",))),
        Section(
            Words("交流安排", "The exchange"),
            (
                ("purpose",),
                ("first_day", "last_day"),
                ("place",),
                ("questions",),
                ("customer_people",),
                ("site_contact", "site_phone"),
            ),
        ),
        Section(
            Words("派人要求", "People to be sent"),
            (("people_wanted", "payer"), ("specialty",), ("to_bring",), ("travel",)),
        ),
        Section(
            Words("审批与派员", "Consent and people"),
            (
                Boxes(
                    Box(Words("业务经理（申请）", "Regional manager"), "signers.manager", "manager_opinion"),
                    Box(
                        Words("销售部长（审批）", "Sales director"),
                        "signers.director",
                        "director_opinion",
                        decides=True,
                    ),
                ),
                Boxes(
                    Box(
                        Words("技术项目组（派员）", "Technical group"),
                        "signers.technical",
                        "people_named",
                        decides=True,
                    ),
                    Box(
                        Words("业务主管（备案）", "Sales coordinator"),
                        "signers.coordinator",
                        "coordinator_note",
                    ),
                ),
            ),
        ),
    ),
)

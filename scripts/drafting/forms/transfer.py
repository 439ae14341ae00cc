"""The transfer to another division 信息转交审批单."""

from drafting.form import Box, Boxes, Form, Section
from drafting.forms.rows import ATTACHED, CUSTOMER
from sales.paper import DocumentKind
from sales.words import Words

TRANSFER = Form(
    DocumentKind.TRANSFER,
    "XS-JL-04",
    "A/0",
    (
        Section(
            Words("客户信息", "Customer"),
            (*CUSTOMER, ("customer.position", "customer.fax"), ("customer.email",)),
        ),
        Section(
            Words("询价内容", "Enquiry"),
            (
                ("channel", "received_at"),
                ("product_line", "needed_by"),
                ("product",),
                ("quantity",),
                ("summary",),
            ),
        ),
        Section(Words("转交事项", "Transfer"), (("division", "division_head"), ("reason",))),
        Section(Words("移交资料清单", "Handed over"), (ATTACHED,)),
        Section(
            Words("审批与签收", "Consent and receipt"),
            (
                Boxes(
                    Box(
                        Words("业务主管（经办）", "Sales coordinator"),
                        "signers.coordinator",
                        "coordinator_opinion",
                    ),
                    Box(
                        Words("销售部长（审批）", "Sales director"),
                        "signers.director",
                        "director_opinion",
                        decides=True,
                    ),
                ),
                Box(Words("接收事业部（签收）", "Division, on receipt"), "", "division_receipt"),
            ),
        ),
    ),
)

"""The memo 备忘录: both sides sign what they agreed on."""

from drafting.form import NUMBERS, Box, Boxes, Column, Form, Listing, Section
from drafting.forms.exchange_record import OPEN_POINTS
from sales.paper import DocumentKind
from sales.words import Words

MEMO = Form(
    DocumentKind.MEMO,
    "XS-JL-10",
    "A/0",
    (
        Section(
            Words("会谈双方", "The parties"),
            (
                ("party_a",),
                ("party_b",),
                ("product_line",),
                ("subject",),
                ("held_on", "place"),
                ("their_people",),
                ("our_people",),
            ),
        ),
        Section(
            Words("商定事项", "Agreed points"),
            (Listing("agreed", (NUMBERS, Column("point", 4), Column("party", 1, centred=True))),),
        ),
        Section(Words("待解决事项", "Open points"), (OPEN_POINTS,)),
        Section(Words("下一步安排", "Next step"), (("next_step",),)),
        Section(
            Words("双方签字", "Signatures"),
            (
                Boxes(
                    Box(Words("甲方代表", "Party A"), "customer.contact", "their_remark"),
                    Box(Words("乙方代表", "Party B"), "signers.manager", "our_remark"),
                ),
            ),
        ),
        Section(
            Words("客户确认（由业务经理登记）", "Customer's acknowledgement (noted by the manager)"),
            (("acknowledged_by", "acknowledged_on"),),
        ),
    ),
    is_sent=True,
)

"""The record of a technical exchange 技术交流记录."""

from drafting.form import NUMBERS, Box, Boxes, Column, Form, Listing, Section
from sales.paper import DocumentKind
from sales.words import Words

OPEN_POINTS = Listing(
    "open_points", (NUMBERS, Column("matter", 2), Column("owner", 2, centred=True), Column("due", 1, True))
)

EXCHANGE_RECORD = Form(
    DocumentKind.EXCHANGE_RECORD,
    "XS-JL-09",
    "A/0",
    (
        Section(
            Words("交流概况", "The exchange"),
            (
                ("customer.company",),
                ("customer.contact", "customer.phone"),
                ("product_line",),
                ("summary",),
                ("held_on", "place"),
                ("our_people",),
                ("their_people",),
            ),
        ),
        Section(
            Words("交流内容", "What was discussed"),
            (Listing("topics", (NUMBERS, Column("topic", 2), Column("said", 3))),),
        ),
        Section(Words("待解决问题", "Open points"), (OPEN_POINTS,)),
        Section(
            Words("交接资料", "Documents handed over"),
            (
                Listing(
                    "handed_over",
                    (NUMBERS, Column("paper", 2), Column("given_by", 2, centred=True), Column("remark", 1)),
                ),
            ),
        ),
        Section(
            Words("签字确认", "Signatures"),
            (
                Boxes(
                    Box(Words("记录人", "Recorder"), "recorder", "recorder_note"),
                    Box(Words("参加人员", "Participants"), "", "participants"),
                ),
            ),
        ),
    ),
)

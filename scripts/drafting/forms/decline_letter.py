"""The letter that declines 谢绝回复函."""

from drafting.form import Form, Paragraph, Place
from sales.paper import DocumentKind
from sales.words import Words


def _alike(text: str) -> Words:
    return Words(text, text)


DECLINE_LETTER = Form(
    DocumentKind.DECLINE_LETTER,
    "XS-JL-07",
    "A/0",
    (),
    is_sent=True,
    letter=(
        Paragraph(Words("关于贵公司{{ wanted }}询价的复函", "Your enquiry: {{ wanted }}"), Place.SUBJECT),
        Paragraph(_alike("{{ customer.company }}"), Place.MARGIN, "customer.company"),
        Paragraph(_alike("{{ customer.address }}"), Place.MARGIN, "customer.address"),
        Paragraph(_alike("{{ salutation }}"), Place.OPENING),
        Paragraph(
            Words(
                "贵公司{{ received_on }}的{{ theirs }}收悉。承蒙贵公司信任，就“{{ enquiry }}”向我公司询价，"
                "谨致谢意。",
                'Thank you for your {{ theirs }} of {{ received_on }} about "{{ enquiry }}", '
                "and for your interest in our company.",
            )
        ),
        Paragraph(
            Words(
                "对贵公司的需求，我公司进行了认真研究。由于{{ reason }}，此次未能为贵公司提供方案和报价，"
                "深表歉意，敬请谅解。",
                "We have considered your requirements with care. We regret that we are unable to make you "
                "an offer this time, for the following reason: {{ reason }}. We ask for your understanding.",
            )
        ),
        Paragraph(Words("{{ alternative }}。", "{{ alternative }}.")),
        Paragraph(
            Words("顺祝商祺！", "Yours {% if customer.contact %}sincerely{% else %}faithfully{% endif %},"),
            Place.OPENING,
        ),
        Paragraph(_alike("{{ head.company }}"), Place.CLOSING),
        Paragraph(
            Words("业务主管：{{ signers.coordinator }}", "{{ signers.coordinator }}, Sales Coordinator"),
            Place.CLOSING,
            "signers.coordinator",
        ),
        Paragraph(_alike("{{ head.date }}"), Place.CLOSING),
    ),
)

"""The review record 项目评审记录 (P2.5): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.filled import filled
from documents.head import Head, head
from documents.signers import Signers, signers
from sales.blank import Blank, Choice, Format
from sales.people import Role
from sales.words import Words

REVIEWERS = (Role.MANAGER, Role.COORDINATOR, Role.DIRECTOR, Role.TECHNICAL)
OPTIONAL = Blank(REVIEWERS)
NEEDED = Blank(REVIEWERS, is_required=True)
DAY = Blank(REVIEWERS, Format.DATE, is_required=True)
FINDING = Blank(
    REVIEWERS,
    Format.CHOICE,
    choices=(
        Choice("yes", Words("可行", "Yes")),
        Choice("conditional", Words("有条件", "Conditional")),
        Choice("no", Words("不可行", "No")),
    ),
)
CONCLUSION = Blank(
    (*REVIEWERS, Role.SALES_GM),
    Format.CHOICE,
    is_required=True,
    choices=(
        Choice("make", Words("承接", "Make it")),
        Choice("part", Words("部分承接", "Make it in part")),
        Choice("decline", Words("不承接", "Decline it")),
    ),
)
CONDITIONS = Blank((*REVIEWERS, Role.SALES_GM))

POINTS = (
    Words("技术可行性", "Feasibility"),
    Words("生产能力", "Capacity"),
    Words("交货周期", "Delivery time"),
    Words("项目风险", "Risk"),
    Words("客户信用", "Customer's credit"),
    Words("价格水平", "Price level"),
)
"""What every project is reviewed for."""


@dataclass(frozen=True, slots=True)
class Point:
    """One of the points of a review, with what was found."""

    point: Annotated[str, Words("评审项目", "Point")]
    opinion: Annotated[str, Words("评审意见", "Opinion"), OPTIONAL]
    finding: Annotated[str, Words("评审结果", "Result"), FINDING]
    reviewer: Annotated[str, Words("评审人", "Reviewer"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class ReviewRecordFields:
    """The review: each department's opinion, the conclusion, and who decides where they disagree."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    reviewed: Annotated[str, Words("评审内容", "Reviewed"), NEEDED]
    reviewed_on: Annotated[str, Words("评审日期", "Date of review"), DAY]
    place: Annotated[str, Words("评审地点", "Place of review"), OPTIONAL]
    present: Annotated[str, Words("参加人员", "Present"), NEEDED]
    points: Annotated[tuple[Point, ...], Words("评审项目", "Points")]
    reason: Annotated[str, Words("分歧意见", "Dispute"), OPTIONAL]
    conclusion: Annotated[str, Words("评审结论", "Outcome"), CONCLUSION]
    conditions: Annotated[str, Words("附加条件", "Conditions"), CONDITIONS]
    signers: Annotated[Signers, Words("签字人", "Who signs")]
    manager_opinion: Annotated[str, Words("业务经理意见", "Manager's opinion"), Blank((Role.MANAGER,))]
    technical_opinion: Annotated[
        str, Words("技术项目组意见", "Technical group's opinion"), Blank((Role.TECHNICAL,))
    ]
    director_opinion: Annotated[str, Words("销售部长意见", "Director's opinion"), Blank((Role.DIRECTOR,))]
    sales_gm_opinion: Annotated[str, Words("裁定意见", "General manager's opinion"), Blank((Role.SALES_GM,))]


def fields(case: Case, paper: Paper) -> ReviewRecordFields:
    """Return the fields of the review of ``case.lead``, as printed in ``paper.language``."""
    asked, language = case.lead.enquiry, paper.language
    known = {"reviewed": Words("是否制作技术方案", "Whether the proposal is made").in_(language)}
    return ReviewRecordFields(
        head=head(case, paper),
        customer=customer(case.lead, language),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        quantity=value(asked.quantity),
        summary=value(asked.summary),
        points=tuple(
            Point(point=point.in_(language), **filled(Point, case.said, paper, f"points.{row}."))
            for row, point in enumerate(POINTS)
        ),
        signers=signers(case.lead, paper.territory),
        **filled(ReviewRecordFields, {**known, **case.said}, paper),
    )

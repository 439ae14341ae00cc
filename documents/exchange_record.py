"""The record of a technical exchange 技术交流记录 (P3.5): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import labels
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.fields import Rows
from documents.filled import filled
from documents.head import Head, head
from documents.points import DAY, NEEDED, OPTIONAL, OpenPoint
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Topic:
    """What was talked about, and what was said."""

    topic: Annotated[str, Words("交流议题", "Topic"), OPTIONAL]
    said: Annotated[str, Words("交流内容及结论", "What was said"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A paper that one side gave the other."""

    paper: Annotated[str, Words("资料名称", "Document"), OPTIONAL]
    given_by: Annotated[str, Words("提供方", "Given by"), OPTIONAL]
    remark: Annotated[str, Words("资料说明", "Remark"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class ExchangeRecordFields:
    """The record: manager and technical group write it together, whoever holds the pen."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    product_line: Annotated[str, Words("产品类别", "Product line")]
    summary: Annotated[str, Words("需求摘要", "In short")]
    held_on: Annotated[str, Words("交流日期", "Held on"), DAY]
    place: Annotated[str, Words("交流地点", "Place"), NEEDED]
    our_people: Annotated[str, Words("我方参加人", "Our people"), NEEDED]
    their_people: Annotated[str, Words("客户参加人", "Their people"), NEEDED]
    topics: Annotated[tuple[Topic, ...], Words("交流内容", "Topics"), Rows(6)]
    open_points: Annotated[tuple[OpenPoint, ...], Words("待解决问题", "Open points"), Rows(4)]
    handed_over: Annotated[tuple[HandedOver, ...], Words("交接资料", "Handed over"), Rows(3)]
    recorder: Annotated[str, Words("记录人", "Recorder"), NEEDED]
    recorder_note: Annotated[str, Words("记录人备注", "Recorder's note"), OPTIONAL]
    participants: Annotated[str, Words("参加人员确认", "Confirmed by those present"), OPTIONAL]


def fields(case: Case, paper: Paper) -> ExchangeRecordFields:
    """Return the fields of the record about ``case.lead``, as printed in ``paper.language``."""
    asked, language = case.lead.enquiry, paper.language
    return ExchangeRecordFields(
        head=head(case, paper),
        customer=customer(case.lead, language),
        product_line=labels.term(labels.PRODUCT_LINES, value(asked.product_line), language),
        summary=value(asked.summary),
        **filled(ExchangeRecordFields, case.said, paper),
    )

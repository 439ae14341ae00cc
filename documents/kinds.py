"""The forms of the procedure: for each, the fields its template may use and the name of the template.

A new form is a line here, a file of fields beside this one, and a template for each language;
docs/templates.md says how it is added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from documents import (
    cost_sheet,
    decline_letter,
    dispatch_request,
    exchange_record,
    memo,
    proposal,
    proposal_request,
    quote,
    refusal,
    registration,
    review_record,
    transfer,
)
from documents.case import Case, Paper
from sales.paper import DocumentKind
from sales.words import Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of document."""

    title: Words
    template: str  # file name in templates/<language>/
    fields_type: type  # a frozen dataclass
    fields: Callable[[Case, Paper], "DataclassInstance"]  # returns a fields_type
    printed_title: Words | None = None  # where its own paper calls it otherwise than the house does

    @property
    def heading(self) -> Words:
        """What its own paper and its file are called."""
        return self.printed_title or self.title


KINDS: Mapping[DocumentKind, Form] = MappingProxyType(
    {
        DocumentKind.REGISTRATION: Form(
            Words("信息登记表", "Lead registration form"),
            "registration.docx",
            registration.RegistrationFields,
            registration.fields,
        ),
        DocumentKind.DECLINE_LETTER: Form(
            Words("谢绝回复函", "Reply to your enquiry"),
            "decline-letter.docx",
            decline_letter.DeclineLetterFields,
            decline_letter.fields,
            Words("复函", "Reply to your enquiry"),  # no customer is to read in bold letters that we decline
        ),
        DocumentKind.TRANSFER: Form(
            Words("信息转交审批单", "Lead transfer form"),
            "transfer.docx",
            transfer.TransferFields,
            transfer.fields,
        ),
        DocumentKind.PROPOSAL_REQUEST: Form(
            Words("项目信息及方案申请表", "Project information and proposal request"),
            "proposal-request.docx",
            proposal_request.ProposalRequestFields,
            proposal_request.fields,
        ),
        DocumentKind.DISPATCH_REQUEST: Form(
            Words("申请派人交流单", "Request to send staff"),
            "dispatch-request.docx",
            dispatch_request.DispatchRequestFields,
            dispatch_request.fields,
        ),
        DocumentKind.REVIEW_RECORD: Form(
            Words("项目评审记录", "Project review record"),
            "review-record.docx",
            review_record.ReviewRecordFields,
            review_record.fields,
        ),
        DocumentKind.REFUSAL: Form(
            Words("不参与书面回复", "Written refusal"),
            "refusal.docx",
            refusal.RefusalFields,
            refusal.fields,
        ),
        DocumentKind.PROPOSAL: Form(
            Words("技术方案", "Technical proposal"),
            "proposal.docx",
            proposal.ProposalFields,
            proposal.fields,
        ),
        DocumentKind.EXCHANGE_RECORD: Form(
            Words("技术交流记录", "Record of technical exchange"),
            "exchange-record.docx",
            exchange_record.ExchangeRecordFields,
            exchange_record.fields,
        ),
        DocumentKind.MEMO: Form(
            Words("备忘录", "Memorandum"),
            "memo.docx",
            memo.MemoFields,
            memo.fields,
        ),
        DocumentKind.COST_SHEET: Form(
            Words("成本价格表", "Cost price sheet"),
            "cost-sheet.docx",
            cost_sheet.CostSheetFields,
            cost_sheet.fields,
        ),
        DocumentKind.QUOTE: Form(Words("报价单", "Quotation"), "quote.docx", quote.QuoteFields, quote.fields),
    }
)

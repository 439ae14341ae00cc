"""The forms, one file each."""

from drafting.form import Form
from drafting.forms.cost_sheet import COST_SHEET
from drafting.forms.decline_letter import DECLINE_LETTER
from drafting.forms.dispatch_request import DISPATCH_REQUEST
from drafting.forms.exchange_record import EXCHANGE_RECORD
from drafting.forms.memo import MEMO
from drafting.forms.proposal import PROPOSAL
from drafting.forms.proposal_request import PROPOSAL_REQUEST
from drafting.forms.quote import QUOTE
from drafting.forms.refusal import REFUSAL
from drafting.forms.registration import REGISTRATION
from drafting.forms.review_record import REVIEW_RECORD
from drafting.forms.transfer import TRANSFER

FORMS: tuple[Form, ...] = (
    REGISTRATION,
    DECLINE_LETTER,
    TRANSFER,
    PROPOSAL_REQUEST,
    DISPATCH_REQUEST,
    REVIEW_RECORD,
    REFUSAL,
    PROPOSAL,
    EXCHANGE_RECORD,
    MEMO,
    COST_SHEET,
    QUOTE,
)

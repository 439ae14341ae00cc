"""The forms, one file each."""

from drafting.form import Form
from drafting.forms.exchange_record import EXCHANGE_RECORD
from drafting.forms.memo import MEMO
from drafting.forms.proposal_request import PROPOSAL_REQUEST
from drafting.forms.registration import REGISTRATION

FORMS: tuple[Form, ...] = (REGISTRATION, PROPOSAL_REQUEST, EXCHANGE_RECORD, MEMO)

"""The forms, one file each."""

from drafting.form import Form
from drafting.forms.proposal_request import PROPOSAL_REQUEST
from drafting.forms.registration import REGISTRATION

FORMS: tuple[Form, ...] = (REGISTRATION, PROPOSAL_REQUEST)

"""The forms, one file each."""

from drafting.form import Form
from drafting.forms.registration import REGISTRATION

FORMS: tuple[Form, ...] = (REGISTRATION,)

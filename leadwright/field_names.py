"""What a lead's fields are called, wherever a person reads them."""

from typing import get_type_hints

from documents.registration import RegistrationFields
from sales.words import Words

_FORM = get_type_hints(RegistrationFields, include_extras=True)
FIELDS: dict[str, Words] = {name: hint.__metadata__[0] for name, hint in _FORM.items()} | {
    "company": Words("客户名称", "Customer"),
    "province": Words("省份", "Province"),
    "city": Words("城市", "City"),
}
"""What a lead's fields are called: as on its registration form, which puts some together."""

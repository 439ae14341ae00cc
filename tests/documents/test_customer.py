"""What a customer is called in mails and letters."""

from dataclasses import replace

import pytest

from documents.customer import called, salutation
from sales.enquiry import Enquiry, Finding
from sales.lead import Lead
from sales.words import Language
from tests.documents.cases import CASE


def lead_of(**known: str) -> Lead:
    """Return the lead of a fax of which no more than this is known."""
    enquiry = Enquiry(**{name: Finding(text, text, "text") for name, text in known.items()})
    return replace(CASE.lead, source="fax20261124.tif", enquiry=enquiry)


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"company": "南京宏达", "phone": "025-1234567"}, "南京宏达"),
        ({"contact": "马师傅", "phone": "025-1234567"}, "马师傅"),
        ({"phone": "025-1234567"}, "025-1234567"),
        ({}, "fax20261124.tif"),
    ],
)
def test_a_customer_is_called_by_the_best_that_is_known(known: dict[str, str], name: str) -> None:
    """A file's name says nothing to whoever reads the mail, a number does."""
    assert called(lead_of(**known)) == name


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("张伟", "尊敬的张伟先生/女士："),
        ("马师傅", "尊敬的马师傅："),
        ("李经理", "尊敬的李经理："),
        ("", "尊敬的客户："),
    ],
)
def test_who_has_a_title_is_addressed_by_it(contact: str, words: str) -> None:
    known = {"contact": contact} if contact else {}
    assert salutation(lead_of(**known), Language.ZH) == words

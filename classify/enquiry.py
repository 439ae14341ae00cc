"""The enquiry: what the letter's form says beside its labels, else what its sentences say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from classify import contact, gazetteer, trade, wanted, wares
from classify.amounts import QUANTITY
from classify.companies import NO_COMPANY, companies
from classify.folding import one_line
from classify.items import counted, items
from classify.labels import Forms
from classify.phones import listed, phones
from classify.quoting import MAIL
from classify.summary import of_tender, summary
from classify.view import View
from sales.enquiry import ENQUIRY_FIELDS, Enquiry, Finding
from sales.judgement import Kind

NO_PERSON = re.compile(
    r"[\d@_]|公司|department|sales\b|部$|^(?:our|the|my|your|an?)\b|\b(?:ltd|inc|llc|gmbh|works)\b",
    re.IGNORECASE,
)
POSTCODE_BEHIND = re.compile(r"[\s,;(]*(?:邮编:?)?\s*[0-8]\d{5}\)?$")
POSTCODE = re.compile(r"(?<!\d)[0-8]\d{5}(?!\d)")
IN_TEXT: dict[str, Callable[[View], Finding | None]] = (
    contact.FINDERS | wanted.FINDERS | {"industry": trade.industry}
)


def enquiry(view: View, forms: Forms, product_lines: Mapping[str, str], kind: Kind = Kind.LEAD) -> Enquiry:
    """Return the fields of the registration form that a letter of ``kind`` fills, each with its evidence."""
    found = {name: _from_form(name, forms) or _from_text(name, view) for name in ENQUIRY_FIELDS}
    several = items(view)
    if several:
        found["product"], found["quantity"] = several[0], several[1] or found["quantity"]
    found["product"] = _uncounted(found["product"], found["quantity"])
    found["product_line"] = _product_line(found["product"], view, product_lines)
    found["customer_kind"] = trade.customer_kind(found["company"], view)
    wanted = _all_of(several[0]) if several else _wanted(found["product"], found["quantity"])
    is_tender = kind is Kind.TENDER
    found["summary"] = (
        of_tender(wanted, view) if is_tender else summary(wanted, forms, view, several=several is not None)
    )
    return Enquiry(**found)


def _uncounted(product: Finding | None, quantity: Finding | None) -> Finding | None:
    """Return the product without how many, which has its own field: 焊机 1套, 6 welding systems."""
    if product is None or quantity is None:
        return product
    number = quantity.value
    value = product.value.removeprefix(f"{number} ")
    value = value if number.isdigit() else value.removesuffix(number)  # MZ-1250 is no 50 machines
    return replace(product, value=value.rstrip(" ,:;、×*") or product.value)


def _wanted(product: Finding | None, quantity: Finding | None) -> Finding | None:
    """Return the product with its quantity; a project that names no machine is not counted in pieces."""
    if product is None:
        return None
    words = counted(product.value, quantity.value if quantity and wares.machines(product.value) else "")
    return Finding(words, product.words, product.place)


def _all_of(several: Finding) -> Finding:
    return Finding(several.words, several.words, several.place)


def postcode(forms: Forms) -> Finding | None:
    """Return the postcode that stands beside its label."""
    return _from_form("postcode", forms)


def _from_form(name: str, forms: Forms) -> Finding | None:
    check = CHECKS.get(name, _as_it_is)
    values = [value for finding in forms.get(name, ()) if (value := check(finding))]
    if name == "company":
        values += filter(None, map(_company_beside, forms.get("contact", ())))
    if name == "sizes" and len(values) > 1:
        joined = "; ".join(dict.fromkeys(value.value for value in values[:4]))
        return Finding(joined, joined, values[0].place)
    return values[0] if values else None


def _from_text(name: str, view: View) -> Finding | None:
    finder = IN_TEXT.get(name)
    return finder(view) if finder else None


def _as_it_is(written: Finding) -> Finding | None:
    return written


def _numbers(written: Finding) -> Finding | None:
    """Return the telephone numbers of a value in their usual writing, else the value as it is."""
    numbers = listed(phones(written.value))
    if not numbers and sum(character.isdigit() for character in written.value) < 7:
        return None
    return Finding(numbers or written.value, written.words, written.place)


def _mail(written: Finding) -> Finding | None:
    match = MAIL.search(written.value)
    return Finding(match.group().lower(), written.words, written.place) if match else None


def _company(written: Finding) -> Finding | None:
    long_enough = len(written.value) >= 4 and not NO_COMPANY.fullmatch(written.value)
    return written if long_enough and "@" not in written.value else None


def _company_beside(person: Finding) -> Finding | None:
    """Return the company that stands beside "from" or "contact", alone or behind the person's name."""
    someone = _person(person)
    name = next(companies(person.value.removeprefix(someone.value if someone else "")), None)
    return Finding(name[0], person.words, person.place) if name else None


def _person(written: Finding) -> Finding | None:
    """Return the first name of a value: short, without digits; "from: a company" has none."""
    for part in re.split(r"[,;(<)/|]|(?<=[\u4e00-\u9fff]) ", written.value)[:3]:
        value = part.strip()
        if 1 < len(value) <= 40 and not NO_PERSON.search(value) and not next(companies(value), None):
            return Finding(value, written.words, written.place)
    return None


def _position(written: Finding) -> Finding | None:
    """Return a position: a few words, not a sentence that says "position: in the first place"."""
    said = re.match(r"(?:in|at|on|of|to|for|the|is|as)\b", written.value, re.IGNORECASE)
    return None if said or len(written.value) > 40 else written


def _address(written: Finding) -> Finding | None:
    """Return an address: a place that is known, or a line of more than one word."""
    value = POSTCODE_BEHIND.sub("", written.value)
    known = len(value) >= 6 or gazetteer.found(value)
    return Finding(value, written.words, written.place) if known else None


def _digits(written: Finding) -> Finding | None:
    match = POSTCODE.search(written.value)
    return Finding(match.group(), written.words, written.place) if match else None


def _product(written: Finding) -> Finding | None:
    """Return a product; "we want a welding machine: 02 sets" says no more than how many."""
    number = QUANTITY.search(written.value)
    return None if number and number.start() == 0 and not wares.machines(written.value) else written


def _counted(written: Finding) -> Finding | None:
    return written if re.search(r"[\d一二两三四五六七八九十]|\bone\b", written.value) else None


CHECKS: dict[str, Callable[[Finding], Finding | None]] = {
    "phone": _numbers,
    "fax": _numbers,
    "email": _mail,
    "company": _company,
    "contact": _person,
    "position": _position,
    "address": _address,
    "postcode": _digits,
    "product": _product,
    "quantity": _counted,
}


def _product_line(product: Finding | None, view: View, more: Mapping[str, str]) -> Finding | None:
    named = " ".join([product.value if product else "", *view.machines[:5]]).strip()
    line = wares.product_line(named, dict(more)) if named and wares.WELDING.search(view.words + named) else ""
    return Finding(line, one_line(named, 80), product.place if product else "text") if line else None

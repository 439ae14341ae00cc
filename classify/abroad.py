"""Customers abroad: the signs of one, and whose they are where the company has a region for them."""

import re

from classify.phones import Sort
from classify.view import View
from sales.judgement import Whose
from sales.people import Territory
from sales.words import Words

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OFFSHORE = re.compile(r"(?:\+|00)\(?(?:852|853|886)")  # Hong Kong, Macao, Taiwan: provinces to the gazetteer
REGIONS = (
    "境外",
    "海外",
    "国外",
    "国际",
    "出口",
)  # what a company lists as the "province" of its region abroad
COUNTRY = re.compile(r"(?!cn|hk|mo|tw|io|co|me|tv|cc|ai)[a-z]{2}")
"""The ending of a mail address in another country; those left out are sold to everybody."""


def whose_abroad(view: View, territory: Territory) -> Whose:
    """Return whose a letter without a place in China is: the region's for customers abroad, or nobody's."""
    sign = _sign(view)
    if not sign:
        return Whose(
            reason=Words("看不出地区，交业务主管", "nothing says where the customer is: the coordinator's")
        )
    region = next((name for name in map(territory.region_of, REGIONS) if name), "")
    manager = territory.manager_of(region) if region else None
    if manager is None:
        zh, en = "交业务主管", "the coordinator's"
    else:
        zh, en = f"属{region}，由{manager.name}负责", f"belongs to {region}, looked after by {manager.name}"
    reason = Words(f"“{sign}”表明是境外客户；{zh}", f"“{sign}” is a customer abroad; {en}")
    return Whose(region=region, manager=manager.id if manager else "", reason=reason)


def is_abroad(view: View) -> bool:
    """Whether a letter without any Chinese comes from abroad: its "FOB Shanghai" is where nobody lives."""
    return bool(_sign(view)) and CHINESE.search(view.words) is None


def _sign(view: View) -> str:
    """Return the number or the mail address that belongs to another country."""
    number = next(
        (phone for phone, _ in view.phones if phone.sort is Sort.ABROAD and not OFFSHORE.match(phone.words)),
        None,
    )
    if number:
        return number.words
    ending = view.email.rpartition(".")[2]
    return view.email if COUNTRY.fullmatch(ending) else ""

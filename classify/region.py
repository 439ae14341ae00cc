"""Whose lead it is: the customer's province by the surest evidence there is, then region and manager (P2.1).

The order is the order of trust: what is written as the address (in China or abroad), the postcode, the land
line, the company's name (it must carry its place in China), the mobile number (people move and keep theirs),
what the sender says to be abroad, places in the text, the mail domain.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from classify import abroad, gazetteer
from classify.english import in_english
from classify.gazetteer import Found, Place
from classify.labels import unlabelled
from classify.phones import Sort, phones, place_of
from classify.view import View
from sales.enquiry import Enquiry, Finding
from sales.judgement import Whose
from sales.people import Territory
from sales.words import Words

REGIONAL_DOMAIN = re.compile(
    r"(?:^|\.)([a-z]{2})(?:\.(?:gov|edu))?\.cn$|\.(hk|mo|tw)$"
)  # js.gov.cn, example.hk


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign of where the customer is."""

    name: Words
    place: Place
    finding: Finding


@dataclass(frozen=True, slots=True)
class Known:
    """What the letter says, as far as it has been read."""

    view: View
    asked: Enquiry
    postcode: Finding | None


def whose(view: View, asked: Enquiry, postcode: Finding | None, territory: Territory) -> Whose:
    """Return province, city, region and manager with the reason; the coordinator's where nobody fits."""
    if place := abroad.address_abroad(view, asked.address):
        return abroad.whose_abroad(place, territory)
    known = Known(view, asked, postcode)
    signs = _signs(SURE, known)
    if not signs:
        number = abroad.number_abroad(view)
        said = abroad.says_abroad(view, asked.company) or (number if abroad.without_chinese(view) else "")
        signs = [] if said else _signs(WEAK, known)[:1]
    return _whose(signs, territory) if signs else abroad.whose_abroad(said or number, territory)


def _whose(signs: list[Evidence], territory: Territory) -> Whose:
    best = signs[0]
    region = territory.region_of(best.place.province)
    manager = territory.manager_of(region) if region else None
    return Whose(
        province=Finding(best.place.province, best.finding.words, best.finding.place),
        city=_city(signs),
        region=region,
        manager=manager.id if manager else "",
        reason=_reason(signs, region, manager.name if manager else ""),
    )


def whose_at(address: Finding, territory: Territory) -> Whose | None:
    """Return whose an ``address`` is, None where it names no place that is known."""
    if place := abroad.place_abroad(address.value):
        return abroad.whose_abroad(place, territory)
    sign = _place_in(address)
    return _whose([Evidence(SURE[0][0], *sign)], territory) if sign else None


def _signs(steps: tuple["Step", ...], known: Known) -> list[Evidence]:
    found = [(name, find(known)) for name, find in steps]
    return [Evidence(name, *sign) for name, sign in found if sign]


Sign = tuple[Place, Finding] | None
Step = tuple[Words, Callable[[Known], Sign]]


def _by_address(known: Known) -> Sign:
    return _place_in(known.asked.address)


def _by_postcode(known: Known) -> Sign:
    code = known.postcode
    province = _zones().get(code.value[:2], "") if code else ""
    return (Place(province), code) if code and province else None


def _by_land_line(known: Known) -> Sign:
    return _by_number(known, Sort.LAND)


def _by_mobile(known: Known) -> Sign:
    return _by_number(known, Sort.MOBILE)


def _by_number(known: Known, sort: Sort) -> Sign:
    """Return the place of the customer's own number, else of the first of this sort in the letter."""
    given = [f for f in (known.asked.phone, known.asked.fax) if f and f.place != "sender"]
    numbers = [(number, finding.place) for finding in given for number in phones(finding.words)]
    for number, place in (*numbers, *known.view.phones):
        if number.sort is sort and (located := place_of(number)):
            return located.place, Finding(number.number, number.words, place)
    return None


def _by_company(known: Known) -> Sign:
    return _place_in(known.asked.company)


def _by_words(known: Known) -> Sign:
    """Return the first place of the subject, else the province named most often in the text."""
    texts = ((source.place, source.text) for source in known.view.sources[:-1])
    for place, text in (("subject", known.view.subject), *texts):
        if found := _without_exemptions(_places(text)):
            named = [item.place.province for item in found]
            best = max(found, key=lambda item: (named.count(item.place.province), -found.index(item)))
            return best.place, Finding(best.words, best.words, place)
    return None


def _without_exemptions(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Leave out 香港、澳门、台湾 where they stand together: that is a clause, not a customer."""
    offshore = {item.place.province for item in found} & {"香港", "澳门", "台湾"}
    return tuple(item for item in found if len(offshore) < 2 or item.place.province not in offshore)


def _by_mailbox(known: Known) -> Sign:
    """Return the place of the mobile number that the sender's mailbox is called by."""
    given = known.asked.phone
    numbers = phones(given.value) if given and given.place == "sender" else ()
    located = next(filter(None, map(place_of, numbers)), None)
    return (located.place, given) if located and given else None


def _by_domain(known: Known) -> Sign:
    email = known.view.email
    match = REGIONAL_DOMAIN.search(email.partition("@")[2])
    province = _domains().get(match.group(1) or match.group(2), "") if match else ""
    return (Place(province), Finding(email, email, "sender")) if province else None


@cache
def _zones() -> dict[str, str]:
    """Return the provinces by the first two digits of their postcodes."""
    return {
        zone: province for province, zones, _ in gazetteer.rows("provinces.tsv") for zone in zones.split()
    }


@cache
def _domains() -> dict[str, str]:
    """Return the provinces by their letters in the domain names of China."""
    return {letters: province for province, _, letters in gazetteer.rows("provinces.tsv")}


SURE: tuple[Step, ...] = (
    (Words("地址", "the address"), _by_address),
    (Words("邮编", "the postcode"), _by_postcode),
    (Words("座机区号", "the area code"), _by_land_line),
    (Words("公司名称", "the company's name"), _by_company),
    (Words("手机号段", "the mobile number"), _by_mobile),
)
WEAK: tuple[Step, ...] = (
    (Words("文字", "the text"), _by_words),
    (Words("邮箱中的手机号段", "the mobile number in the mail address"), _by_mailbox),
    (Words("邮箱域名", "the mail domain"), _by_domain),
)


def _place_in(finding: Finding | None) -> Sign:
    if finding is None:
        return None
    found = _places(finding.value)
    return (found[0].place, Finding(found[0].words, finding.words, finding.place)) if found else None


def _places(text: str) -> tuple[Found, ...]:
    return gazetteer.found(text) or gazetteer.found_in_pinyin(text)


def _city(signs: list[Evidence]) -> Finding | None:
    """Return the city of the surest sign that agrees with the province."""
    province = signs[0].place.province
    for sign in signs:
        if sign.place.city and sign.place.province == province:
            return Finding(sign.place.city, sign.finding.words, sign.finding.place)
    return None


def _reason(signs: list[Evidence], region: str, manager: str) -> Words:
    best, place = signs[0], signs[0].place.province
    others = [sign for sign in signs[1:] if sign.place.province != place]
    words = unlabelled(best.finding.words).strip() or best.finding.words
    zh = f"按{best.name.zh}“{words}”为{place}"
    en = f"{in_english(place)} by {best.name.en} “{words}”"
    if others:
        zh += "（" + "，".join(f"{o.name.zh}则指向{o.place.province}" for o in others) + "）"
        en += " (" + ", ".join(f"{o.name.en} says {in_english(o.place.province)}" for o in others) + ")"
    if not region:
        return Words(
            f"{zh}；没有区域包括{place}，交业务主管",
            (f"{en}; no region covers {in_english(place)}; the coordinator assigns it"),
        )
    if not manager:
        return Words(
            f"{zh}；{region}还没有业务经理，交业务主管",
            (f"{en}; {region} has no manager yet; the coordinator assigns it"),
        )
    return Words(
        f"{zh}；属{region}，由{manager}负责", (f"{en}; belongs to {region}, looked after by {manager}")
    )

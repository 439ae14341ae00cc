"""Customers abroad: the signs of one, and whose they are where the company has a region for them.

A country counts where it ends an address or a signature, and where the sender says to be there; not where
the letter only mentions it: made in Germany, CIF Mumbai, 出口越南.
"""

import re
from collections.abc import Iterator

from classify import gazetteer
from classify.countries import begins_abroad, ends_abroad, named_in
from classify.pattern import Pattern
from classify.phones import Sort
from classify.view import View
from sales.enquiry import Finding
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

ADDRESSES = 10  # last lines of a letter that are looked over for an address
LONGEST = 120  # characters of such a line
REGARDS = re.compile(
    r"\s*(?:(?:best|kind|warm|with)\b.*)?(?:regards|sincerely|faithfully|thanks)\b", re.IGNORECASE
)
LABEL = re.compile(
    r"^\W*(?:(?:head |main )?(?:office|quarters?)|address|addr?|works|factory|plant|city|location"
    r"|(?:公司|工厂)?地址|所在地)\W{1,3}",
    re.IGNORECASE,
)
COUNTRY_LABEL = re.compile(
    r"^\W*(?:country(?:/region)?|国家(?:/地区|和地区|或地区)?|国别|所在国)\s*[:|\t]\s*", re.IGNORECASE
)
MENTIONED = re.compile(
    r"\b(?:made|origin|fob|cif|cfr|exw|dap|ddp|fca|port|deliver\w*|destination|export\w*|import\w*|projects?|site"
    r"|ship\w*|brands?|torch|power|market|customers?|clients?|we|our|please|you|is|are|need|like|such|for|from|to"
    r"|weld(?:er|ers|ing (?:machine|robot|line)s?))\b|[@?:]",
    re.IGNORECASE,
)
ENDS_IN_CHINA = re.compile(r"(?:\bchina|中国)[\W\d]*$", re.IGNORECASE)
ELSEWHERE = re.compile(r"交货|收货|安装|项目|deliver|site|project", re.IGNORECASE)  # an address of the goods
SELF_EN = Pattern(
    r"(?:\b(?:we|i)(?: are| am|'re|'m)\b|\b(?:my name|this) is\b(?: (?:Mr|Ms|Mrs|Dr)\.)?|\bgreetings\b"
    r"|\b(?:our|my) (?:company|factory|plant|firm|office|workshop|headquarters|works)\b"
    r"|\b(?:located|based|situated|headquartered) in\b)((?:[^.;!?\n]|\.(?! [A-Z])){0,100})"
)
BEHIND_NAME = re.compile(r"[\s,(]+([^.;:\n()]{2,50})")  # of a company: Zremb Sp. z o.o., Poznan, Poland
OTHER_MATTER = re.compile(
    r"\b(?:look|need|want|requir|interest|export|import|made|buy|purchas|quot|plan|your|sell|who|which|use|using|project"
    r"|customer|client|market|suppl)",
    re.IGNORECASE,
)
SELF_ZH = Pattern(
    r"(?<![贵你该])(?:我(?:们|司|公司|厂|方)?|公司|工厂)(?:公司|工厂|厂)?(?:是|在|位于|来自|地处|设在)(?:一家)?"
)
OWN_ZH = Pattern(r"我(?:们|司|公司|厂)?(?:的|在)?(?=[\u4e00-\u9fff]{2,12}?(?:工厂|分公司|公司|分厂))")
OTHER_MATTER_ZH = re.compile(r".{0,10}?(?:客户|项目|工程|市场|进口|工地|品牌|展会|独资|外资|合资|控股)")
IN_COUNTRY = re.compile(r"\W*(?:.{2,12}[省市府州县区].{0,40})?")  # what follows it in an address: 清化省…
COMPANY = re.compile(r"公司|集团|厂")


def whose_abroad(sign: str, territory: Territory) -> Whose:
    """Return whose a letter from abroad is, the coordinator's where there is no ``sign`` of that: ""."""
    if not sign:
        return Whose(
            reason=Words(
                "看不出地区，交业务主管", "nothing says where the customer is; the coordinator assigns it"
            )
        )
    region = next((name for name in map(territory.region_of, REGIONS) if name), "")
    manager = territory.manager_of(region) if region else None
    if manager is None:
        zh, en = "交业务主管", "the coordinator assigns it"
    else:
        zh, en = f"属{region}，由{manager.name}负责", f"belongs to {region}, looked after by {manager.name}"
    reason = Words(f"“{sign}”表明是境外客户；{zh}", f"“{sign}” shows a customer abroad; {en}")
    return Whose(region=region, manager=manager.id if manager else "", reason=reason)


def address_abroad(view: View, address: Finding | None) -> str:
    """Return the place abroad in the customer's address, else the one that ends a line of the signature."""
    if address and not ELSEWHERE.search(address.words):
        if place := place_abroad(address.value):
            return place
        if gazetteer.found(address.value) or gazetteer.found_in_pinyin(address.value):
            return ""
    lines = list(_lines(view))
    if any(ENDS_IN_CHINA.search(line) and not MENTIONED.search(line) for line in lines):
        return ""
    return next(filter(None, map(_of_line, lines)), "")


def place_abroad(address: str) -> str:
    """Return the place abroad that ``address`` is in, "" where it is in China or nobody knows."""
    return begins_abroad(address) or ends_abroad(address)


def says_abroad(view: View, company: Finding | None) -> str:
    """Return the place abroad where the sender, or their ``company``, is said to be; "" for none."""
    behind = view.own.partition(company.value)[2] if company else ""
    if (beside := BEHIND_NAME.match(behind)) and (place := ends_abroad(beside.group(1))):
        return place
    for match in SELF_EN.finditer(view.own):
        if place := named_in(OTHER_MATTER.split(match.group(1))[0]):
            return place
    for pattern in (SELF_ZH, OWN_ZH):
        for match in pattern.finditer(view.own):
            rest = view.own[match.end() : match.end() + 24]
            if (place := begins_abroad(rest)) and not OTHER_MATTER_ZH.match(rest):
                return place
    return ""


def number_abroad(view: View) -> str:
    """Return the number or the mail address that belongs to another country."""
    numbers = (phone for phone, _ in view.phones if phone.sort is Sort.ABROAD)
    number = next((phone for phone in numbers if not OFFSHORE.match(phone.words)), None)
    if number:
        return number.words
    ending = view.email.rpartition(".")[2]
    return view.email if COUNTRY.fullmatch(ending) else ""


def without_chinese(view: View) -> bool:
    """Whether a letter has no Chinese in it: the "FOB Shanghai" of one from abroad is where nobody lives."""
    return CHINESE.search(view.words) is None


def _lines(view: View) -> Iterator[str]:
    """Yield the lines that may be an address: those with a country's label, and those of the signature."""
    lines = [line.strip() for line in view.body.split("\n") if line.strip()]
    yield from (line for line in lines if COUNTRY_LABEL.match(line))
    last = lines[-ADDRESSES:]
    regards = [number for number, line in enumerate(last) if REGARDS.match(line)]
    yield from last[regards[-1] + 1 if regards else 0 :]


def _of_line(line: str) -> str:
    """Return the place abroad that a line of an address ends with; a sentence is no such line."""
    if labelled := COUNTRY_LABEL.match(line):
        return place_abroad(line[labelled.end() :])
    words = LABEL.sub("", line)
    if CHINESE.search(words):
        return _of_chinese_line(words)
    return "" if len(words) > LONGEST or MENTIONED.search(words) else ends_abroad(words)


def _of_chinese_line(line: str) -> str:
    """Return the place abroad that an address begins with: 越南河内; 德国精密(苏州)有限公司 is none."""
    country = begins_abroad(line)
    rest = line[len(country) :]
    if COMPANY.search(rest) or gazetteer.found(rest):
        return ""
    return country if IN_COUNTRY.fullmatch(rest) or begins_abroad(rest) else ""

"""What is ours in a letter to us: our name, numbers and address are never the customer's."""

import re
from dataclasses import dataclass
from functools import lru_cache

from classify.folding import folded
from classify.phones import phones
from sales.people import Company, Territory

CALLED_ZH, CALLED_EN = "贵公司", "your company"
ENDS_ZH = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|集团$|厂$")
ENDS_EN = (
    r"(?:[ ,.]{0,3}(?:\((?:China|Group)\)|Co|Company|Corp|Corporation|Ltd|Limited|Inc|LLC|Group|Pvt)\b\.?)"
)
END_EN = re.compile(rf"{ENDS_EN}+$", re.IGNORECASE)
BETWEEN = r"[\s()-]{0,3}"  # what stands between the digits of a number


@dataclass(frozen=True, slots=True)
class Ours:
    """Our mail addresses and people, and the words that a letter calls us by."""

    addresses: frozenset[str]  # of mail, in lower case
    people: frozenset[str]  # names of our people
    _called: re.Pattern[str] | None  # our name in Chinese, in English, our numbers and postal address

    def left_out(self, text: str) -> str:
        """Return folded ``text`` with our name as 贵公司 or "your company", our numbers left out."""
        return self._called.sub(_instead, text) if self._called else text


@lru_cache(maxsize=4)
def ours(company: Company, addresses: frozenset[str], territory: Territory) -> Ours:
    """Return what is ours by the settings."""
    emails = addresses | {person.email for person in territory.people}
    groups = {"zh": _name_zh(company), "en": _name_en(company), "rest": _rest(company)}
    written = "|".join(f"(?P<{group}>{words})" for group, words in groups.items() if words)
    return Ours(
        addresses=frozenset(email.lower() for email in emails),
        people=frozenset(person.name for person in territory.people),
        _called=re.compile(written, re.IGNORECASE) if written else None,
    )


def _instead(match: re.Match[str]) -> str:
    return {"zh": CALLED_ZH, "en": CALLED_EN}.get(match.lastgroup or "", "")


def _name_zh(company: Company) -> str:
    """Return our Chinese name as others write it: with another ending or none."""
    core = ENDS_ZH.sub("", folded(company.name).strip())
    ending = "(?:(?:股份)?(?:有限)?(?:责任)?公司|集团)"
    return rf"{re.escape(core)}{ending}{'?' if len(core) >= 4 else ''}" if core else ""


def _name_en(company: Company) -> str:
    """Return our English name, whatever stands for "Co., Ltd." and between its words."""
    names = (company.name_en, company.name if company.name.isascii() else "")
    cores = (re.findall(r"[\w&'-]+", END_EN.sub("", folded(name).strip())) for name in names)
    return "|".join(map(_words_en, filter(None, cores)))


def _words_en(core: list[str]) -> str:
    """Return the words of a name with its ending, which is part of a name of one word only."""
    between = r"[\s,.]{1,3}"
    return rf"\b{between.join(map(re.escape, core))}\b{ENDS_EN}{{{1 if len(core) == 1 else 0},4}}"


def _rest(company: Company) -> str:
    address = r"\s?".join(map(re.escape, folded(company.address).split()))
    lines = (phone.number for text in (company.phone, company.fax) for phone in phones(folded(text)))
    digits = [re.sub(r"\D", "", number).removeprefix("0") for number in lines]
    numbers = (rf"(?<!\d)(?:\(?(?:\+|00)?86{BETWEEN})?\(?0?{BETWEEN.join(number)}(?!\d)" for number in digits)
    return "|".join(filter(None, (address, *dict.fromkeys(numbers))))

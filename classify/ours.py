"""What is ours in a letter to us: our name, numbers and address are never the customer's."""

import re
from dataclasses import dataclass
from functools import lru_cache

from classify.folding import folded
from classify.pattern import Pattern, lines_with
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
    _names: Pattern  # of the company, in Chinese and English
    _numbers: tuple[
        tuple[str, re.Pattern[str]], ...
    ]  # the last four digits of each, and how it may be written
    _place: str  # our postal address

    def left_out(self, text: str) -> str:
        """Return folded ``text`` with our name as 贵公司 or "your company", no number or address of ours."""
        for match in reversed(list(self._names.finditer(text))):
            called = CALLED_ZH if match.group()[0] >= "\u4e00" else CALLED_EN
            text = text[: match.start()] + called + text[match.end() :]
        for tail, number in self._numbers:
            for start, end in sorted(set(lines_with(tail, text)), reverse=True):
                text = text[:start] + number.sub("", text[start:end]) + text[end:]
        return text.replace(self._place, "") if self._place else text


@lru_cache(maxsize=4)
def ours(company: Company, addresses: frozenset[str], territory: Territory) -> Ours:
    """Return what is ours by the settings."""
    emails = addresses | {person.email for person in territory.people}
    names = filter(None, (_name_zh(company), _name_en(company)))
    lines = {phone.number for text in (company.phone, company.fax) for phone in phones(folded(text))}
    return Ours(
        addresses=frozenset(email.lower() for email in emails),
        people=frozenset(person.name for person in territory.people),
        _names=Pattern("|".join(names) or r"(?!)"),
        _numbers=tuple((number[-4:], _number(number)) for number in sorted(lines)),
        _place=folded(company.address).strip(),
    )


def _number(number: str) -> re.Pattern[str]:
    digits = BETWEEN.join(re.sub(r"\D", "", number).removeprefix("0"))
    return re.compile(rf"(?=[\d(+])(?<!\d)(?:\(?(?:\+|00)?86{BETWEEN})?\(?0?{digits}(?!\d)")


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

"""The postal address that a letter gives, in China or abroad."""

import re

from classify import gazetteer
from classify.pattern import Pattern
from classify.view import View
from sales.enquiry import Finding

STREET = re.compile(r"路|街|号|大道|工业园|工业区|开发区|园区|镇|乡|村|大厦|产业园|高新区")
NO_STREET = re.compile(r"公司|厂|集团|采购|项目|招标|投标|\d年|铁路")
TENDER_PLACE = re.compile(r"(?:开标|递交|报名|发售|获取|购买).{0,8}地[点址]")  # often the agency's
ENDS = re.compile(r"[,;。|\t]| {2,}|邮编|电话|传真|tel", re.IGNORECASE)
STREET_EN = Pattern(
    r"\b(?:street|road|avenue|lane|boulevard|highway|plot|industrial|estate|building|floor|nagar|sector"
    r"|p\.?o\.? box|sanayi)\b|stra(?:ß|ss)e\b|\w{3}str\. ?\d|\b(?:via|rue|calle) [A-Z]\w+,? \d"
    r"|\b(?:cad|sok|mah)\.|\d.{1,30}\b(?:st|rd|ave)\b"
)
SPOKEN_EN = Pattern(r"\b(?:we|our|please|you|is|are|need|machine|weld\w*)\b|[@?:]")
LABEL_EN = re.compile(r"^\W*(?:add(?:ress|r)?|office|works|factory)\W{1,3}", re.IGNORECASE)
LONGEST = 140  # characters of an address on one line


def address(view: View) -> Finding | None:
    """Return a line that is a postal address: a place of China and a street, or one written as abroad."""
    for source in view.sources[:-1]:
        for line in source.text.split("\n")[:300]:
            if TENDER_PLACE.search(line[:300]):
                continue
            if words := _in_chinese(line[:300]) or _in_english(line.strip()):
                return Finding(words, line.strip()[:200], source.place)
    return None


def _in_chinese(line: str) -> str:
    """Return what begins with a place of China and goes on with a street, a town or a number."""
    for place in gazetteer.found(line):
        rest = line[line.index(place.words) + len(place.words) :][:60]
        if STREET.search(rest[:30]) and not NO_STREET.search(rest[:30]):
            return ENDS.split(place.words + rest)[0].strip()
    return ""


def _in_english(line: str) -> str:
    """Return a line with a street, a number and a comma in it that is no sentence."""
    words = LABEL_EN.sub("", line)
    if not 12 <= len(words) <= LONGEST or "," not in words or SPOKEN_EN.search(words):
        return ""
    return words.strip(" ,.|") if STREET_EN.search(words) and re.search(r"\d", words) else ""

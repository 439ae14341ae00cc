"""Writes area_codes, pinyin, english, countries (.tsv) and mobile_prefixes.xz of classify/ from phonenumbers.

    python scripts/make_phone_tables.py

The library's geographical data (Apache-2.0, from Google's libphonenumber) fill 100 MB once imported; the
tables that Chinese numbers need fill 2 MB and are read in milliseconds (docs/decisions/0040).
"""

import lzma
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.geodata.locale import LOCALE_DATA

from classify import gazetteer
from classify.phones import FIRST_MOBILE, LAST_MOBILE

TARGET = Path(__file__).parent.parent / "classify"
SOURCE = (
    "# Made by scripts/make_phone_tables.py from phonenumbers (Apache-2.0, data of Google's "
    "libphonenumber).\n"
)
WELL_KNOWN = {
    "suzhou": ("江苏", "苏州"),
    "fuzhou": ("福建", "福州"),
    "shaanxi": ("陕西", ""),
    "shanxi": ("山西", ""),
}
GIVEN_NAMES = frozenset(
    {"jian", "luan", "ali", "aba", "dali", "yushu", "puer", "luxi", "shannan", "bole"}
)  # of people, too
OTHER_SPELLINGS = {
    "hong kong": ("香港", "香港"),
    "hongkong": ("香港", "香港"),
    "macau": ("澳门", "澳门"),
    "macao": ("澳门", "澳门"),
    "taiwan": ("台湾", ""),
    "taipei": ("台湾", "台北"),
    "inner mongolia": ("内蒙古", ""),
    "tibet": ("西藏", ""),
    "peking": ("北京", "北京"),
    "kunshan": ("江苏", "苏州"),
    "zhangjiagang": ("江苏", "苏州"),
    "changshu": ("江苏", "苏州"),
    "taicang": ("江苏", "苏州"),
    "jiangyin": ("江苏", "无锡"),
    "yixing": ("江苏", "无锡"),
    "yiwu": ("浙江", "金华"),
    "cixi": ("浙江", "宁波"),
    "yuyao": ("浙江", "宁波"),
    "xi'an": ("陕西", "西安"),
    "yan'an": ("陕西", "延安"),
}

ON_MAPS = {  # where the library has a city's old name, a part of its name, or none
    ("澳门", "澳门"): "Macao",
    ("香港", "香港"): "Hong Kong",
    ("海南", "三亚"): "Sanya",
    ("海南", "儋州"): "Danzhou",
    ("海南", "三沙"): "Sansha",
    ("新疆", "乌鲁木齐"): "Urumqi",
    ("内蒙古", "呼伦贝尔"): "Hulunbuir",
    ("内蒙古", "锡林郭勒"): "Xilingol",
    ("湖北", "襄阳"): "Xiangyang",
    ("云南", "普洱"): "Pu'er",
    ("台湾", "台北"): "Taipei",
    ("香港", ""): "Hong Kong",
    ("澳门", ""): "Macao",
    ("台湾", ""): "Taiwan",
}


def place(chinese: str) -> gazetteer.Place:
    """Return the place that a line of the library names; of several cities under one code, the first."""
    found = gazetteer.found(chinese.split("、", maxsplit=1)[0])
    return found[0].place if found else gazetteer.Place("")


def chinese_entries() -> Iterator[tuple[str, gazetteer.Place, str]]:
    """Yield prefix (without 86), place and English name of every Chinese prefix."""
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith("86") and "zh" in names:
            yield prefix[2:], place(names["zh"]), names.get("en", "")


def write_area_codes(entries: list[tuple[str, gazetteer.Place, str]]) -> None:
    """Write one line per area code: code with its leading zero, province, city."""
    codes = {prefix: where for prefix, where, _ in entries if len(prefix) <= 3 and prefix[0] != "1"}
    codes["10"] = gazetteer.Place("北京", "北京")
    lines = [f"0{code}\t{where.province}\t{where.city}\n" for code, where in sorted(codes.items())]
    (TARGET / "area_codes.tsv").write_text(SOURCE + "".join(lines), encoding="utf-8")


def write_pinyin(entries: list[tuple[str, gazetteer.Place, str]]) -> None:
    """Write one line per English name that means one place only: name, province, city."""
    meant: dict[str, set[tuple[str, str]]] = {}
    for _, where, english in entries:
        city, _, province = english.lower().partition(", ")
        meant.setdefault(city, set()).add((where.province, where.city))
        meant.setdefault(province, set()).add((where.province, ""))
    names = {name: places.pop() for name, places in meant.items() if name.isascii() and len(places) == 1}
    names = {name: where for name, where in names.items() if "/" not in name and name not in GIVEN_NAMES}
    names |= WELL_KNOWN | OTHER_SPELLINGS
    lines = [
        (f"{name}\t{province}\t{city}\n")
        for name, (province, city) in sorted(names.items())
        if province and name
    ]
    (TARGET / "pinyin.tsv").write_text(SOURCE + "".join(lines), encoding="utf-8")


def write_english(entries: list[tuple[str, gazetteer.Place, str]]) -> None:
    """Write one line per province and city with its name on English maps: province, city, name."""
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for _, where, english in entries:
        city, _, province = english.rpartition(", ")
        written[where.province, where.city][city or province] += 1
        written[where.province, ""][province] += 1
    usual = {where: names.most_common(1)[0][0] for where, names in written.items() if where[0]}
    names = {
        where: re.sub(r"(?<=[a-z])[AEO](?=[a-z])", _apart, name) for where, name in usual.items()
    } | ON_MAPS
    lines = [f"{province}\t{city}\t{name}\n" for (province, city), name in sorted(names.items())]
    (TARGET / "english.tsv").write_text(SOURCE + "".join(lines), encoding="utf-8")


def _apart(match: re.Match[str]) -> str:
    """Return the second syllable of XiAn as it is written: Xi'an."""
    return f"'{match.group().lower()}"


def write_countries() -> None:
    """Write what countries are called in Chinese and in English, without China and its parts."""
    lines = sorted(
        f"{_country(names, 'zh')}\t{_country(names, 'en')}\n"
        for code, names in LOCALE_DATA.items()
        if code not in ("CN", "HK", "MO", "TW")
    )
    (TARGET / "countries.tsv").write_text(SOURCE + "".join(lines), encoding="utf-8")


def _country(names: dict[str, str], language: str) -> str:
    """Return a name: "*aa" is the one in the language "aa"; "-" where the library has none."""
    name = names.get(language, "")
    name = names.get(name[1:], "") if name.startswith("*") else name
    return "-" if not name or name.startswith("*") else name


def write_mobile_prefixes(entries: list[tuple[str, gazetteer.Place, str]]) -> None:
    """Write a line with the places, then the number of its place for every prefix (0: unknown)."""
    mobile = sorted((e for e in entries if len(e[0]) in (6, 7) and e[0][0] == "1"), key=lambda e: len(e[0]))
    places = sorted({where[:2] for _, where, _ in mobile if where.province})
    number = {where: index + 1 for index, where in enumerate(places)}
    table = array("H", bytes(2 * (LAST_MOBILE - FIRST_MOBILE + 1)))
    for prefix, where, _ in mobile:
        width = 10 ** (7 - len(prefix))
        first = int(prefix) * width - FIRST_MOBILE
        for index in range(first, first + width):
            table[index] = number.get(where[:2], 0)
    head = "\t".join(" ".join(where) for where in places).encode() + b"\n"
    (TARGET / "mobile_prefixes.xz").write_bytes(lzma.compress(head + table.tobytes(), preset=9))


if __name__ == "__main__":
    rows = list(chinese_entries())
    write_area_codes(rows)
    write_pinyin(rows)
    write_english(rows)
    write_countries()
    write_mobile_prefixes(rows)

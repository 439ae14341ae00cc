"""Places of China in a text: provinces, cities and districts, in full, in short and in pinyin.

Names nest: 江苏省昆山市 is one place, and so is 浙江温州苍南. A name that many places share (鼓楼区), or
that is a word of every day (合作, 来宾), counts only next to a name that is sure.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

MUNICIPALITIES = frozenset({"北京", "上海", "天津", "重庆"})
PROVINCES_IN_FULL = {
    "内蒙古": "内蒙古自治区", "广西": "广西壮族自治区", "西藏": "西藏自治区", "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区", "香港": "香港特别行政区", "澳门": "澳门特别行政区",
}  # fmt: skip
STREET = re.compile(
    r"(?:[东西南北中]|[一二三四五六])?(?:路|街|大道|大街|大学|大厦|饭店|宾馆)"
)  # 南京东路 is not in 南京
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
LATIN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
GAP = 3  # characters that may stand between two names of one address: "-", "null", a space


class Place(NamedTuple):
    """A province and, where known, the city and the district, in short Chinese names (江苏, 苏州, 昆山)."""

    province: str
    city: str = ""
    district: str = ""

    def merged(self, other: "Place") -> "Place | None":
        """Return what both say together, None where they contradict each other."""
        if any(a and b and a != b for a, b in zip(self, other, strict=True)):
            return None
        return Place(*(a or b for a, b in zip(self, other, strict=True)))


class Name(NamedTuple):
    """A name and the places it may mean; ``sure`` names can stand for a place alone."""

    words: str
    places: tuple[Place, ...]
    sure: bool


class Found(NamedTuple):
    """A place and the words of the text it was read from."""

    place: Place
    words: str


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file of this package, without its remarks."""
    lines = (files("classify") / name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


def found(text: str) -> tuple[Found, ...]:
    """Return the places that ``text`` names in Chinese, each as exact as its neighbours make it."""
    places = []
    chain: list[tuple[int, Name]] = []
    place: Place | None = None
    for start, name in _names(text):
        if chain and start - _end(chain[-1]) <= GAP and place and (longer := _fitting(place, name)):
            place = longer
        else:
            places += _closed(text, chain, place)
            chain, place = [], _fitting(Place(""), name) if name.sure else None
        chain.append((start, name))
    return tuple(places + _closed(text, chain, place))


def found_in_pinyin(text: str) -> tuple[Found, ...]:
    """Return the places that an English ``text`` names: Wuxi, Jiangsu; Inner Mongolia."""
    words = LATIN.findall(text)
    pairs = [f"{first} {second}" for first, second in pairwise(words) if first[0].isupper()]
    known = _pinyin()
    return tuple(
        Found(known[key], word)
        for word in pairs + [word for word in words if word[0].isupper()]
        if (key := word.lower().replace("'", "").replace("’", "")) in known
    )


def _end(link: tuple[int, Name]) -> int:
    return link[0] + len(link[1].words)


def _fitting(place: Place, name: Name) -> Place | None:
    return next((merged for other in name.places if (merged := place.merged(other))), None)


def _closed(text: str, chain: list[tuple[int, Name]], place: Place | None) -> list[Found]:
    return [Found(place, text[chain[0][0] : _end(chain[-1])])] if place else []


def _names(text: str) -> Iterator[tuple[int, Name]]:
    index = _index()
    for run in CHINESE.finditer(text):
        free = run.start()
        for position in range(run.start(), run.end() - 1):
            if position >= free and (names := index.get(text[position : position + 2])):
                name = _longest(names, text, position)
                if name is not None:
                    yield position, name
                    free = position + len(name.words)


def _longest(names: tuple[Name, ...], text: str, position: int) -> Name | None:
    for name in names:
        if text.startswith(name.words, position):
            street = not name.words.endswith(("省", "市", "区", "县")) and STREET.match(
                text, position + len(name.words)
            )
            return None if street else name
    return None


@cache
def _index() -> dict[str, tuple[Name, ...]]:
    """Return all names by their first two characters, the longest first."""
    places: dict[str, set[Place]] = defaultdict(set)
    sure: set[str] = set()
    everyday = {word for (line,) in rows("everyday_words.tsv") for word in line.split()}
    for words, place, stands_alone in _spellings():
        places[words].add(place)
        if stands_alone and words not in everyday:
            sure.add(words)
    index: dict[str, list[Name]] = defaultdict(list)
    for words in sorted(places, key=len, reverse=True):
        meant = tuple(sorted(places[words], key=lambda place: (_level(place), place)))
        index[words[:2]].append(Name(words, meant, words in sure and _agree(meant)))
    return {key: tuple(names) for key, names in index.items()}


def _level(place: Place) -> int:
    """Return 0 for a province, 1 for a city, 2 for a district."""
    return 2 if place.district else 1 if place.city else 0


def _agree(places: tuple[Place, ...]) -> bool:
    """A name is sure where its widest meaning is one: 吉林 is the province, 鼓楼区 is in five cities."""
    widest = [place for place in places if _level(place) == _level(places[0])]
    return len({place.province for place in widest}) == 1


def _spellings() -> Iterator[tuple[str, Place, bool]]:
    for province, city, districts in rows("gazetteer.tsv"):
        yield from _of_province(province)
        if city != "-" and city not in MUNICIPALITIES:
            yield from _of_city(Place(province, city))
        for district in districts.split():
            yield from _of_district(Place(province, "" if city == "-" else city), district)


def _of_province(province: str) -> Iterator[tuple[str, Place, bool]]:
    place = Place(province, province if province in MUNICIPALITIES | {"香港", "澳门"} else "")
    ending = "市" if province in MUNICIPALITIES else "省"
    yield province, place, True
    yield province + ending, place, True
    yield PROVINCES_IN_FULL.get(province, province + ending), place, True


def _of_city(place: Place) -> Iterator[tuple[str, Place, bool]]:
    yield place.city, place, True
    for ending in ("市", "地区", "州", "自治州", "盟"):
        yield place.city + ending, place, True


def _of_district(place: Place, district: str) -> Iterator[tuple[str, Place, bool]]:
    if not district.endswith(("市", "区", "县", "旗")):
        return  # towns of a city without districts: their names recur everywhere
    short = district[:-1].removesuffix("自治").removesuffix("林") if len(district) > 2 else district
    whole = Place(place.province, place.city, short)
    if not place.city and district.endswith("市"):
        whole = Place(place.province, short)  # 仙桃, 石河子: a city that its province looks after
    yield district, whole, len(district) > 2
    if len(short) > 1:
        yield short, whole, district.endswith("市")


@cache
def _pinyin() -> dict[str, Place]:
    return {name.replace("'", ""): Place(province, city) for name, province, city in rows("pinyin.tsv")}

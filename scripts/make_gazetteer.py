"""Writes classify/gazetteer.tsv from a list of China's administrative divisions.

    python scripts/make_gazetteer.py divisions.json > classify/gazetteer.tsv

The list is modood/Administrative-divisions-of-China, `dist/pca-code.json` (WTFPL).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = """\
# Provinces, cities and districts of China: province, city, its districts; short names of the first two.
# Made by scripts/make_gazetteer.py from modood/Administrative-divisions-of-China (WTFPL).
# A city of "-" is a county-level place that its province looks after itself."""

FORMER = {  # what letterheads and old address books still say; merged or renamed since
    "杭州市": "下城区 江干区 余杭市 萧山市 临安市 富阳市",
    "绍兴市": "绍兴县 上虞市",
    "宁波市": "江东区 鄞县 奉化市",
    "上海市": "闸北区 卢湾区 南汇区",
    "北京市": "崇文区 宣武区",
    "天津市": "塘沽区 汉沽区 大港区",
    "苏州市": "沧浪区 平江区 金阊区 吴江市 吴县市 工业园区",
    "南通市": "通州市 海门市",
    "徐州市": "铜山县 九里区",
    "扬州市": "江都市",
    "常州市": "武进市 金坛市 戚墅堰区",
    "无锡市": "锡山市 崇安区 南长区 北塘区",
    "济南市": "章丘市 莱芜市",
    "青岛市": "胶南市 即墨市 四方区",
    "佛山市": "顺德市 南海市",
    "襄阳市": "襄樊市",
    "普洱市": "思茅市",
    "合肥市": "巢湖地区",
}
OVERSEAS = (  # not in the list; the sales territory knows them
    ("香港", "香港", "九龙 新界"),
    ("澳门", "澳门", "氹仔"),
    ("台湾", "-", "台北市 新北市 桃园市 台中市 台南市 高雄市 新竹市"),
)
NATIONS = [
    "壮族",
    "回族",
    "维吾尔",
    "土家族",
    "苗族",
    "布依族",
    "侗族",
    "彝族",
    "哈尼族",
    "傣族",
    "白族",
    "景颇族",
    "傈僳族",
    "藏族",
    "羌族",
    "蒙古族",
    "蒙古",
    "哈萨克",
    "柯尔克孜",
]
LEFTOVERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def short(name: str) -> str:
    """Return 内蒙古 for 内蒙古自治区, 延边 for 延边朝鲜族自治州, 杭州 for 杭州市."""
    for ending in ("特别行政区", "自治区", "自治州", "省", "市", "地区", "盟"):
        name = name.removesuffix(ending)
    name = name.removesuffix("朝鲜族")
    while stripped := next((n for n in NATIONS if name.endswith(n) and len(name) > len(n) + 1), ""):
        name = name.removesuffix(stripped)
    return name


def rows(divisions: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield province, city and the districts of the city, as they stand in the file."""
    for province in divisions:
        for city in province["children"]:
            districts = " ".join(d["name"] for d in city.get("children", ()))
            name = city["name"]
            if name in ("市辖区", "县"):
                name = province["name"]
            districts = f"{districts} {FORMER.get(name, '')}".strip()
            yield short(province["name"]), "-" if name in LEFTOVERS else short(name), districts
    yield from OVERSEAS


if __name__ == "__main__":
    print(HEAD)
    for row in rows(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        print("\t".join(row))

"""The names that a region's provinces may have in the settings."""

from collections.abc import Iterable, Iterator

from classify.abroad import REGIONS as ABROAD
from sales.words import Words

PROVINCES = (
    *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽"),
    *("福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州"),
    *("云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾"),
)


def unknown_provinces(region: str, provinces: Iterable[str]) -> Iterator[Words]:
    """Return one sentence for each name that no customer's province would ever be found by."""
    for name in provinces:
        if name in PROVINCES or name in ABROAD:
            continue
        short = next((known for known in PROVINCES if name.startswith(known)), "")
        zh = f"请写“{short}”" if short else f"请写简称，如“{PROVINCES[0]}”；境外客户写“{ABROAD[0]}”"
        en = (
            f'write "{short}"'
            if short
            else f'write a short Chinese name such as "{PROVINCES[0]}", or "{ABROAD[0]}" for customers abroad'
        )
        yield Words(
            f"[[region]] {region} provinces：没有“{name}”这个省份，{zh}。",
            f'[[region]] {region} provinces: there is no province "{name}"; {en}.',
        )

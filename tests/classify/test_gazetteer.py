"""Places of China, as addresses, letterheads and sentences write them."""

import pytest

from classify.gazetteer import Place, found, found_in_pinyin


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("浙江省杭州市拱墅区拱康路176号", Place("浙江", "杭州", "拱墅")),
        ("浙江温州苍南金乡镇", Place("浙江", "温州", "苍南")),
        ("浙江-杭州-江干区", Place("浙江", "杭州", "江干")),
        ("江苏省昆山市淀山湖镇", Place("江苏", "苏州", "昆山")),
        ("深圳广东省深圳市罗湖区红桂路", Place("广东", "深圳", "罗湖")),
        ("新疆维吾尔自治区乌鲁木齐市", Place("新疆", "乌鲁木齐")),
        ("湖北省仙桃市", Place("湖北", "仙桃")),
        ("上海市浦东新区", Place("上海", "上海", "浦东新")),
        ("海南省海口市", Place("海南", "海口")),
        ("吉林", Place("吉林")),
        ("福州鼓楼区", Place("福建", "福州", "鼓楼")),
    ],
)
def test_names_that_nest_are_one_place(text: str, place: Place) -> None:
    assert found(text)[0].place == place


@pytest.mark.parametrize(
    "text",
    [
        "南京东路100号",
        "来宾请签到",
        "我们愿意合作",
        "阿里巴巴",
        "鼓楼区",
        "大理石",
        "中山大学",
        "工业园区5号",
    ],
)
def test_streets_and_everyday_words_are_no_places(text: str) -> None:
    assert found(text) == ()


def test_the_evidence_is_what_stands_in_the_text() -> None:
    text = "我公司位于江苏省无锡市惠山区，另有工厂在安徽。"
    assert [item.words for item in found(text)] == ["江苏省无锡市惠山区", "安徽"]
    assert all(item.words in text for item in found(text))


def test_pinyin_counts_with_a_capital_and_where_it_means_one_place() -> None:
    assert found_in_pinyin("Wuxi, Jiangsu")[0].place == Place("江苏", "无锡")
    assert found_in_pinyin("Xi'an, China")[0].place == Place("陕西", "西安")
    assert found_in_pinyin("Taizhou") == ()  # 泰州 or 台州
    assert found_in_pinyin("we use a wuxi") == ()

"""Whose a lead is: the order of trust, the reason, and the coordinator where nobody fits (P2.1)."""

from classify.judge import judge
from sales.judgement import Whose
from sales.letter import Address, Letter
from sales.original import Channel
from sales.people import Person, Region, Role, Territory

REGIONS = (Region("华东", ("江苏", "浙江")), Region("西北", ("陕西",)), Region("外贸", ("境外",)))
MANAGER = Person("li", "李明", "li@our-company.example", frozenset({Role.MANAGER}), ("华东",))
EXPORT = Person("wu", "吴昊", "wu@our-company.example", frozenset({Role.MANAGER}), ("外贸",))


def whose(text: str, email: str = "a@example.com", people: tuple[Person, ...] = (MANAGER,)) -> Whose:
    letter = Letter("eml", subject="环缝焊机", sender=Address("", email), text=f"请报价环缝焊机1台。\n{text}")
    return judge(letter, Channel.EMAIL, Territory(REGIONS, people)).whose


def test_the_address_beats_the_telephone_and_the_reason_says_so() -> None:
    found = whose("地址：江苏省无锡市惠山区钱桥街道8号\n电话：029-88881234")
    assert (found.province.value if found.province else "", found.region, found.manager) == (
        "江苏",
        "华东",
        "li",
    )
    assert found.reason.zh.startswith("按地址“江苏省无锡市惠山区钱桥街道8号”为江苏")
    assert "座机区号则指向陕西" in found.reason.zh
    assert "the area code says Shaanxi" in found.reason.en


def test_a_postcode_says_the_province() -> None:
    found = whose("邮编：315000")
    assert found.province
    assert found.province.value == "浙江"


def test_a_mobile_counts_where_nothing_better_stands() -> None:
    found = whose("手机 13812345678")
    assert (found.province.value if found.province else "", found.city.value if found.city else "") == (
        "江苏",
        "连云港",
    )


def test_a_government_domain_is_the_last_resort() -> None:
    found = whose("谢谢", email="a@js.gov.cn")
    assert found.province
    assert found.province.value == "江苏"


def test_a_region_without_a_manager_is_the_coordinators() -> None:
    found = whose("西安市")
    assert (found.region, found.manager) == ("西北", "")
    assert "交业务主管" in found.reason.zh


def test_a_province_of_no_region_is_the_coordinators() -> None:
    found = whose("广州市")
    assert (found.region, found.manager) == ("", "")
    assert "没有区域包括广东" in found.reason.zh


def test_a_letter_without_any_place_says_so() -> None:
    assert "看不出地区" in whose("谢谢").reason.zh


def test_a_customer_abroad_goes_to_the_region_for_them() -> None:
    found = whose("Tel. +49 711 123456", email="a@firm.de", people=(EXPORT,))
    assert (found.province, found.region, found.manager) == (None, "外贸", "wu")

"""Customers abroad: where a country counts, and where a letter only mentions one (docs/decisions/0042)."""

import pytest

from classify.judge import judge
from classify.region import whose_at
from sales.enquiry import Finding
from sales.letter import Address, Letter
from sales.original import Channel
from sales.people import Person, Region, Role, Territory

TERRITORY = Territory(
    (Region("华东", ("上海", "江苏", "浙江")), Region("外贸", ("境外",))),
    (Person("wu", "吴昊", "wu@our-company.example", frozenset({Role.MANAGER}), ("外贸",)),),
)

SIGNATURES = """
12 Main Street, Tulsa, OK 74101, USA
12 Main Street, Tulsa, OK 74101
Brno, Czech Republic
Hamburg, Germany
10115 Berlin
Mumbai, India
Hanoi, Vietnam
Hanoi
P.O. Box 1234, Riyadh, Saudi Arabia
Dammam 31411, KSA
Dubai, UAE
Office: Sao Paulo - Brazil
The Netherlands
5 High Street, Sheffield S1 2AB, UK
Istanbul / TURKEY
Houston, Texas
10 Anson Road, Singapore 079903
12 Hangzhou Road, Yangon, Myanmar
Country: Iran
г. Москва, Россия
越南河内
国家：泰国
""".strip().split("\n")

SAID = """
We are a pressure vessel manufacturer in Pakistan.
Our company is located in Lagos, Nigeria.
I am writing from Kenya. Price FOB Shanghai, please.
This is Mrs. Anna Kowalska from Zremb Sp. z o.o., Poznan, Poland.
Mr. Tan called from Keppel Offshore Pte Ltd, Singapore.
我们是越南的一家钢结构公司。
我们公司在印度，设备从上海港发货。
我在俄罗斯莫斯科开厂。
我们马来西亚的工厂要用。
""".strip().split("\n")

MENTIONED = """
我公司要德国进口的焊枪。
我们的产品出口美国、印度。
设备用于越南项目。
我们在越南的项目要用。
ABB机器人（瑞典）
贵公司在德国有办事处吗？
我们公司是德国独资企业。
The torch should be made in Germany.
We need it with a German torch (Binzel, Germany).
The welding line is for export to USA.
Power source: Fronius, Austria
Delivery: CIF Mumbai, India
We are looking for a robot from Japan.
Contact us
Jordan
""".strip().split("\n")


def region(words: str, subject: str = "") -> str:
    text = f"Please quote one welding machine.\n\n{words}"
    letter = Letter("eml", subject=subject, sender=Address("", "a@example.com"), text=text, own_text=text)
    return judge(letter, Channel.EMAIL, TERRITORY).whose.region


@pytest.mark.parametrize("words", [*SIGNATURES, *SAID])
def test_an_address_abroad_and_what_the_sender_says_are_the_region_for_them(words: str) -> None:
    assert region(words) == "外贸"


@pytest.mark.parametrize("words", MENTIONED)
def test_a_country_that_is_only_mentioned_is_not_the_customers(words: str) -> None:
    assert region(words) == ""


@pytest.mark.parametrize(
    "place",
    [
        "Wuxi, Jiangsu, P.R. China",
        "地址：江苏省苏州市新加坡工业园8号",
        "德国精密（苏州）有限公司要激光焊接机2台",
        "电话：0510-85551234",
    ],
)
def test_a_place_in_china_is_in_china(place: str) -> None:
    assert region(place, "Welding robot for Germany") == "华东"


def test_an_address_abroad_stands_above_a_number_that_looks_like_one_in_china() -> None:
    """022 is 天津 in China and Mumbai in India."""
    assert region("Phone: 022-27123456\nMumbai, India") == "外贸"


def test_a_sentence_about_china_is_no_address_in_it() -> None:
    assert region("I look forward to doing business with China.\nYusuf Bello\nKano, Nigeria") == "外贸"


def test_an_address_corrected_to_one_abroad_is_the_region_for_them() -> None:
    found = whose_at(Finding("Hanoi, Vietnam", "Hanoi, Vietnam", "by hand"), TERRITORY)
    assert found
    assert (found.region, found.manager, found.province) == ("外贸", "wu", None)

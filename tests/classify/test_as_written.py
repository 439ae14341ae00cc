"""What a form prints is what the customer wrote, full-width signs and all."""

import pytest

from classify.as_written import as_written
from classify.judge import judge
from sales.enquiry import Enquiry, Finding
from sales.letter import Letter
from sales.original import Channel
from sales.people import Territory


def test_a_company_has_the_brackets_it_writes() -> None:
    text = "我们需要环缝自动焊机２台，请报价。\n江苏华东重工（集团）有限公司\n张伟 经理\n电话：025-84567890\n"
    letter = Letter("eml", subject="询价：环缝自动焊机", text=text, own_text=text)
    asked = judge(letter, Channel.EMAIL, Territory((), ())).enquiry
    assert asked.company is not None
    assert asked.company.value == "江苏华东重工（集团）有限公司"


def test_signs_come_back_one_by_one_and_gaps_stay_as_they_were_read() -> None:
    letter = Letter("eml", text="要求 : 氩弧焊打底，埋弧焊\n盖面; 直径φ600（外径）～1200")
    read = Finding("氩弧焊打底,埋弧焊盖面; 直径φ600(外径)~1200", "氩弧焊打底,埋弧焊盖面")
    found = as_written(Enquiry(process=read), letter).process
    assert found == Finding("氩弧焊打底，埋弧焊盖面; 直径φ600（外径）～1200", "氩弧焊打底，埋弧焊盖面")


def test_a_line_that_was_cut_is_known_by_its_beginning() -> None:
    letter = Letter("eml", text="焊机，一台。" + "很好的" * 100)
    cut = Finding("焊机,一台。很好的…")
    assert as_written(Enquiry(summary=cut), letter).summary == Finding("焊机，一台。很好的…")


@pytest.mark.parametrize("text", ["（一）环缝焊机，两台", "(一)环缝焊机,两台"])
@pytest.mark.parametrize(
    ("by_us", "printed"),
    [
        ("机器人工作站(双工位)2套、变位机(2t) 1台", "机器人工作站（双工位）2套、变位机（2t）1台"),
        ("直径1200~3600mm; 板厚8-40mm; 长度6m", "直径1200~3600mm；板厚8-40mm；长度6m"),
        ("开标12月15日(周二)9:30, 地点待定", "开标12月15日（周二）9:30，地点待定"),
        ("1,200 kg (max), S355; 6 m", "1,200 kg (max), S355; 6 m"),
    ],
)
def test_what_the_rules_put_together_has_the_signs_of_chinese_print(
    text: str, by_us: str, printed: str
) -> None:
    asked = Enquiry(sizes=Finding(by_us))
    assert as_written(asked, Letter("eml", text=text)).sizes == Finding(printed)


def test_what_stands_in_the_letter_keeps_its_half_width_signs() -> None:
    asked = Enquiry(summary=Finding("您好:我公司需要焊机,两台"))
    assert as_written(asked, Letter("eml", text="您好:我公司需要焊机,两台")) == asked


def test_a_letter_of_half_width_signs_is_left_alone() -> None:
    asked = Enquiry(product=Finding("a girth welder, two"))
    assert as_written(asked, Letter("eml", text="We need a girth welder, two")) is asked

"""Hostile text costs linear time: 20,000 characters of anything are judged within two seconds of CPU."""

import time

import pytest

from classify.judge import judge
from sales.letter import Address, Letter
from sales.original import Channel
from sales.people import Territory

PIECES = (
    "a",
    "1",
    "1 ",
    "-",
    "1-",
    "A-",
    "a-",
    "Ab ",
    "a b ",
    "x.",
    "公司",
    "汉",
    "汉 ",
    "我是",
    "公司名称",
    "电话:",
    "010-",
    "φ1x",
    "招标",
    "预算1",
    "直径",
    "浙江省鼓楼区",
    "From: x\n",
    "On 1 ",
    "> \n",
    ">",
    "\n",
    " ",
    "(",
    "*",
    "a@a.",
    "a\t",
    "a|",
    "tel:1 ",
    "Regards\nAa Aa\n",
    "we are a the ",
    "budget for a ",
    "welding machine ",
    "in 5 ",
)


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_repeated_piece_is_judged_in_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    letter = Letter("eml", subject="Fw: x", sender=Address("x", "x@example.com"), text=text, own_text=text)
    start = time.process_time()
    judge(letter, Channel.EMAIL, Territory((), ()))
    assert time.process_time() - start < 2

"""What people write into a form becomes one value, or a sentence that says what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.blank import LONGEST, Blank, Choice, Format, value_of
from sales.people import Role
from sales.words import Failure, Words

KIND = (
    Choice("outline", Words("概略方案", "outline")),
    Choice("full", Words("详细方案", "full proposal")),
)


def blank(format_: Format) -> Blank:
    """Return a place that a manager fills in."""
    return Blank((Role.MANAGER,), format_, choices=KIND)


@pytest.mark.parametrize(
    ("format_", "text", "value"),
    [
        (Format.TEXT, "  两台\u00a0焊机 \r\n 下周\n", "两台 焊机\n下周"),
        (Format.DATE, "2026-12-01", "2026-12-01"),
        (Format.DATE, "２０２６年１２月１日", "2026-12-01"),
        (Format.DATE, "2026/12/1", "2026-12-01"),
        (Format.DATE, "1 December 2026", "2026-12-01"),
        (Format.DATE, "Dec. 1st, 2026", "2026-12-01"),
        (Format.MONEY, "￥123,000.50元", "123000.50"),
        (Format.MONEY, "12.3万元", "123000.00"),
        (Format.MONEY, "人民币１２３０００", "123000.00"),
        (Format.MONEY, "USD 1,200", "1200.00"),
        (Format.NUMBER, "1,200", "1200"),
        (Format.NUMBER, "0.50", "0.5"),
        (Format.NUMBER, "100", "100"),
        (Format.NUMBER, "5 ％", "5"),
        (Format.CHOICE, "详细方案", "full"),
        (Format.CHOICE, "Full proposal", "full"),
        (Format.CHOICE, "outline", "outline"),
        (Format.TICK, "☒", "yes"),
        (Format.TICK, "☐", ""),
        (Format.TICK, "√", "yes"),
    ],
)
def test_values(format_, text, value):
    assert value_of(text, blank(format_)) == value


@pytest.mark.parametrize("format_", Format)
def test_nothing_written_is_no_value(format_):
    assert value_of(" \u00a0\r\n", blank(format_)) == ""


@pytest.mark.parametrize(
    ("format_", "text", "words"),
    [
        (Format.DATE, "2026-02-30", "“2026-02-30”不是日历上有的日期"),
        (Format.DATE, "下周三", "“下周三”不是日期，请写成 2026-12-01"),
        (Format.MONEY, "12万5", "“12万5”不是数字，请写成 12300.50"),
        (Format.MONEY, "1O0", "“1O0”不是数字，请写成 12300.50"),
        (Format.MONEY, "-5", "“-5”不是金额，金额不为负，最多两位小数"),
        (Format.MONEY, "NaN", "“NaN”不是数字，请写成 12300.50"),
        (Format.NUMBER, "1e-999999", "“1e-999999”不是数字，请写成 12300.50"),
        (Format.NUMBER, "1e999999", "“1e999999”不是数字，请写成 12300.50"),
        (Format.CHOICE, "随便", "“随便”不在可选项中：概略方案、详细方案"),
        (Format.TICK, "也许", "“也许”不是勾选，请写 ☑ 或 ☐"),
        (Format.TEXT, "字" * (LONGEST + 1), "内容超过 20,000 个字，请改为附件"),
    ],
)
def test_what_is_wrong_is_said(format_, text, words):
    with pytest.raises(Failure) as failure:
        value_of(text, blank(format_))
    assert failure.value.words.zh == words


@given(st.text(), st.sampled_from(Format))
def test_whatever_is_written_becomes_a_value_or_a_sentence(text, format_):
    """A value that was understood once is understood again, as itself."""
    try:
        value = value_of(text, blank(format_))
    except Failure:
        return
    if format_ is not Format.TICK:
        assert value_of(value, blank(format_)) == value

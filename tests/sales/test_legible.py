"""Names from outside are shown and stored as a person reads them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.legible import legible, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("江南重工 询价.pdf", "江南重工 询价.pdf"),
        (os.fsdecode("传真.tif".encode("gbk")), "传真.tif"),
        (os.fsdecode("镕基.tif".encode("gb18030")), "镕基.tif"),
        ("a\r\nb\tc\x00d\x7f", "a  b cd"),
        ("cod\u202egpj.exe", "codgpj.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("line\u2028paragraph\u2029", "line paragraph "),
        ("\ud800 alone", "\ufffd alone"),
        ("\udcff\udcfe", "\ufffd\ufffd"),
        ("\ufffe\U0001ffff", ""),
        ("👷‍♂️", "👷♂️"),
    ],
)
def test_hidden_and_foreign_characters(text, shown):
    assert legible(text) == shown


@given(st.text(st.characters(categories=None)))
def test_whatever_comes_can_be_stored_and_stays(text):
    """What comes out encodes as UTF-8, has one line, and is not changed by a second pass."""
    shown = legible(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert legible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two circumferential welders", "two circumferential…"),
        ("环缝焊机、直缝焊机及其他全部配套设备", "环缝焊机、直缝焊机及其他全部配套设备"),
        ("拟采购环缝焊机两台套件，请报价并附上有关的技术资料", "拟采购环缝焊机两台套件…"),
        ("a budget limit of 1,250.00 yuan", "a budget limit of…"),
        ("x" * 30, "x" * 19 + "…"),
    ],
)
def test_a_text_is_cut_behind_a_word_or_a_clause(text, shown):
    assert shortened(text, 20) == shown

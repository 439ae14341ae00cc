"""Names from outside are shown and stored as a person reads them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.legible import legible


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

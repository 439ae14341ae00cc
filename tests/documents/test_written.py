"""Text from outside on its way into XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from documents.checked import text_of
from documents.written import in_properties, in_word, scrub

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_back(text: str) -> str:
    return text_of(
        f'<w:p xmlns:w="{W}"><w:r><w:t xml:space="preserve">{in_word(text)}</w:t></w:r></w:p>'.encode()
    )


@given(st.text(st.characters(codec=None)))
def test_any_text_comes_out_of_a_document_as_it_was_scrubbed(text: str) -> None:
    clean = scrub(text)
    assert read_back(clean) == clean


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\u2028\u2029\ufffe\uffff")
    )
)
def test_text_without_controls_is_not_changed_at_all(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a\r\nb\rc\vd\fe\x85f\u2028g", "a\nb\nc\nd\ne\nf\ng"),
        ("a\x00\x07\x1b[0mb\x9f", "a[0mb"),
        ("lost \ud800 and \udfff", "lost \ufffd and \ufffd"),
        ("{{ x }} {% y %} {# z #} {_{ }_}", "{{ x }} {% y %} {# z #} {_{ }_}"),
        ("\u202eabc\u202c مرحبا", "\u202eabc\u202c مرحبا"),
    ],
)
def test_what_xml_cannot_carry_is_replaced_and_nothing_else(written: str, printed: str) -> None:
    assert read_back(scrub(written)) == printed


def test_no_brace_is_left_for_a_later_pass_to_take_for_a_tag() -> None:
    """docxtpl turns ``{_{`` into ``{{`` after it has rendered."""
    assert not set("{}") & set(in_word("{_{ {{ }}"))


def test_properties_get_no_markup_of_a_page() -> None:
    title = in_properties("a & <b>\nc")
    element = etree.fromstring(f"<title>{title}</title>")
    assert element.text == "a & <b>\nc"
    assert len(element) == 0

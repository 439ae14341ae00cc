"""What the QR codes of our forms say, and what others say."""

import pytest

from sales.paper import DocumentKind
from sales.paper_code import PaperCode, paper_code

QUOTE = PaperCode("LW-2026-00042", DocumentKind.QUOTE, 2)
BOX = PaperCode("LW-2026-00042", DocumentKind.PROPOSAL_REQUEST, 12, "sales-gm")


def test_a_code_says_which_version_of_which_paper_it_stands_on() -> None:
    assert QUOTE.text == "LW-2026-00042/quote/v2"
    assert paper_code(QUOTE.text) == QUOTE


def test_that_of_a_box_says_whose_box_it_is_in_capitals_that_take_less_room() -> None:
    assert BOX.in_box == "LW-2026-00042/PROPOSAL-REQUEST/V12/SALES-GM"
    assert paper_code(BOX.in_box) == BOX


def test_a_bare_number_is_a_lead_and_no_paper() -> None:
    assert paper_code("LW-2026-00042") == PaperCode("LW-2026-00042")
    assert PaperCode("LW-2026-00042").text == "LW-2026-00042"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.com/LW-2026-00042",
        "LW-2026-00042/quote",
        "LW-2026-00042/quote/v0",
        "LW-2026-00042/no-such-form/v1",
        "LW-2026-00042/quote/v2/director/again",
        "LW-2026-00042/quote/v2 同意",
    ],
)
def test_what_others_print_is_none_of_ours(text: str) -> None:
    assert paper_code(text) is None

"""Patterns find what ``re`` finds: on the letters of the cases, on made-up ones, and where case is odd."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import classify
from classify.beginnings import beginnings
from classify.keys import keys
from classify.pattern import SHORT, Pattern
from tests.classify.test_cases import CASES, letter


def patterns() -> Iterator[tuple[str, Pattern]]:
    """Yield every pattern of the package, with its name."""
    for module in pkgutil.iter_modules(classify.__path__):
        for name, value in vars(importlib.import_module(f"classify.{module.name}")).items():
            named = value if isinstance(value, dict) else {"": value}
            yield from ((f"{name} {key}", one) for key, one in named.items() if isinstance(one, Pattern))


PATTERNS = dict(patterns())
LETTERS = [letter(case.values[0]) for case in CASES]
TEXTS = [f"{one.subject}\n{one.text}\n" + "\n".join(a.text for a in one.attachments) for one in LETTERS]
LONG = "\n".join(TEXTS)


def as_re(pattern: Pattern) -> re.Pattern[str]:
    """Return what ``re`` makes of the same words."""
    return pattern._as_written


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_in_the_cases_what_re_finds(name: str) -> None:
    pattern = PATTERNS[name]
    for text in (*TEXTS, LONG, LONG.upper(), LONG.lower()):
        found, expected = pattern.finditer(text), as_re(pattern).finditer(text)
        assert [(m.span(), m.group()) for m in found] == [(m.span(), m.group()) for m in expected]


PIECES = st.sampled_from(
    [
        "招标",
        "公告",
        "询价",
        "\n",
        " ",
        "\t",
        "12 ",
        "Tender",
        "DOCUMENTS",
        "weld",
        "ing ",
        "machine",
        "焊",
        "机",
        "直径 5mm",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=40), st.booleans())
def test_it_finds_in_any_mixture_what_re_finds(pieces: list[str], long: bool) -> None:
    text = "".join(pieces) + ("\n" + "。" * SHORT if long else "")
    for pattern in PATTERNS.values():
        found, expected = pattern.search(text), as_re(pattern).search(text)
        assert (found and found.span()) == (expected and expected.span()), as_re(pattern).pattern


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_no_part_of_a_text_matches_where_the_text_may_not(pieces: list[str], start: int, end: int) -> None:
    text, part = "".join(pieces), "".join(pieces[start:end])
    for pattern in PATTERNS.values():
        assert pattern.may_match(text) or not pattern.search(part)


def test_a_match_keeps_its_capitals_and_its_groups() -> None:
    match = Pattern(r"order (?P<number>[a-z]+-\d+)").search("İ Our ORDER Ab-12 of today")
    assert match
    assert match.group("number", 0) == ("Ab-12", "ORDER Ab-12")


def test_signs_that_are_capital_letters_stay_signs() -> None:
    assert Pattern(r"\Bnot\S").search("A KNOT!")
    assert not Pattern(r"\Bnot\S").search("not!")


def test_capitals_count_where_case_matters() -> None:
    assert not Pattern("Ltd", case=True).search("ltd" * SHORT)
    assert Pattern("Ltd", case=True).search("x\n" * SHORT + "Ltd")


@pytest.mark.parametrize("words", [r"first\ssecond", r"first[^x]second", r"first\Wsecond", "first\nsecond"])
def test_a_match_may_go_on_in_the_next_line_of_a_long_text(words: str) -> None:
    assert Pattern(words).search("x\n" * SHORT + "first\nsecond")


def test_a_text_without_a_key_word_is_not_searched() -> None:
    slow = Pattern(r"(?:a|a)*+b公告")  # re needs minutes for this text
    assert slow.search("a" * 200_000) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("焊机", {"焊机"}),
        ("代[开理办]发票|贷款", {"代开发票", "代理发票", "代办发票", "贷款"}),
        (r"\d+ ?(?:sets?|units?)\b", {"set", "unit"}),
        ("(?:公开)?招标.{0,9}(?:公告|公示)", {"招标"}),
        ("[^,]{0,9}(?:公告|公示)", {"公告", "公示"}),
        (r"(?<!不)同意(?=了)", {"同意"}),
        ("x|焊*", set()),
        (r"\d+", set()),
        ("(?i:a)b", {"b"}),
    ],
)
def test_key_words_are_read_from_the_pattern(words: str, expected: set[str]) -> None:
    assert keys(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("焊机|机器人", "[机焊]"),
        (r"(?<!不)(?:\d{1,2}|[一-十])?月", r"[\d一-十月]"),
        (r"\b(?>in|by) ", "[bi]"),
        (r"(?:a|b?)c", "[abc]"),
        ("a*", ""),
        (".a", ""),
        ("[^a]b", ""),
        (r"(x)?(?(1)y|z)", ""),
    ],
)
def test_beginnings_are_read_from_the_pattern(words: str, expected: str) -> None:
    assert beginnings(words) == expected

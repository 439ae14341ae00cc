"""What a template may say: nothing that costs more than printing its fields once for each item (0054)."""

import pytest

from documents.sandbox import Sandboxed, Trouble, asked

FIELDS = {"text": "x" * 100_000, "many": ("a",) * 1000, "head": "h"}

ENDLESS = [
    '{{ "a" * 999999999 }}',
    "{{ 10 ** 10 ** 10 }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}",
    "{% for a in many %}{% for b in many %}{% for c in many %}{% for d in many %}x{% endfor %}{% endfor %}"
    "{% endfor %}{% endfor %}",
    "{% for a in text %}{{ text }}{% endfor %}",
    "{% set x = text %}{% for a in many %}{% set x = x ~ x %}{% endfor %}{{ x }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    '{{ "%999999999d" % 1 }}',
    '{{ "{:999999999}".format(1) }}',
    '{{ "x" | center(999999999) }}',
    '{{ text | replace("x", "xxxxxxxxxx") | replace("x", "xxxxxxxxxx") | replace("x", "xxxxxxxxxx") }}',
    '{{ text | join("xxxxxxxxxx") | join("xxxxxxxxxx") | join("xxxxxxxxxx") | join("xxxxxxxxxx") }}',
    '{% for row in many | batch(999999999, "x") %}{{ row }}{% endfor %}',
    "{{ lipsum(n=999999) }}",
    "{% for a in many recursive %}{{ loop(many) }}{% endfor %}",
    '{% include "a" %}',
    "{{ many[0] }}",
]
BEYOND_PYTHON = [
    "{{ " + "(" * 5000 + "head" + ")" * 5000 + " }}",
    "{% if head %}" * 500 + "{% endif %}" * 500,
    "{{ " + "9" * 5000 + " }}",
    "{{ not " * 3 + "}}",
    "{{ " + "not " * 5000 + "head }}",
]
FINE = [
    ("{% for a in many %}{{ loop.index }}{{ a }}{% if loop.last %}.{% endif %}{% endfor %}", "1000a."),
    ("{{ head | upper }}{{ head ~ '!' if head == 'h' and text else '' }}", "Hh!"),
    ("{% if head is defined and not many | length < 3 %}yes{% else %}no{% endif %}", "yes"),
    ("{{ (head or '-') | default('?') | trim }}", "h"),
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("source", [*ENDLESS, *BEYOND_PYTHON])
def test_a_template_that_would_never_end_is_told_so_at_once(source: str) -> None:
    with pytest.raises(Trouble) as raised:
        Sandboxed(source, str).render(FIELDS)
    assert raised.value.reason.zh


@pytest.mark.parametrize("source", [each for each in ENDLESS if "in text" not in each])
def test_looking_a_template_over_finds_it_as_well(source: str) -> None:
    with pytest.raises(Trouble, match="is not allowed here"):
        asked(source)


@pytest.mark.parametrize(("source", "end"), FINE)
def test_fields_conditions_and_a_loop_are_all_there_is(source: str, end: str) -> None:
    assert Sandboxed(source, str).render(FIELDS).text.endswith(end)


def test_a_loop_inside_a_loop_goes_through_the_items_of_the_outer_one() -> None:
    inner = "{% for row in many %}{% for cell in row %}{{ cell }}{% endfor %};{% endfor %}"
    assert Sandboxed(inner, str).render({"many": (("a", "b"), ("c",))}).text == "ab;c;"


def test_trouble_is_told_with_its_line_in_both_languages() -> None:
    with pytest.raises(Trouble, match="mul is not allowed here") as raised:
        Sandboxed("a\n{{ head * 3 }}", str)
    assert raised.value.line == 2
    assert raised.value.reason.zh.startswith("此处不能使用 mul")
    with pytest.raises(Trouble, match="'fone' is undefined") as raised:
        Sandboxed("{{ fone }}", str).render(FIELDS)
    assert raised.value.reason.zh == "没有字段 'fone'"

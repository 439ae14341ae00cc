"""Moves made by one line: each rule answers to its own words, and to no sentence that only mentions them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.lead import Stage
from sales.process import MOVES, NEEDS, Rule, moves_from
from sales.spoken import Spoken, answer_line, spoken
from sales.words import Language

S = Stage
SAYING = [(rule, stage) for rule in MOVES if rule.say for stage in rule.stages]
TEXTS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters=":：?？"), min_size=1, max_size=40
).filter(lambda text: not text.lower().startswith(("如果", "若", "假如", "要是", "除非", "if", "unless")))


def named(text: str, stage: Stage) -> str:
    """Return the name of the move that a text makes, "" for none."""
    found = spoken(text, stage)
    return found.rule.name if found else ""


@pytest.mark.parametrize(
    ("text", "stage", "move", "said"),
    [
        ("谢绝：超出生产范围", S.HANDED_OUT, "decline", {"reason": "超出生产范围"}),
        ("decline: out of our range", S.HANDED_OUT, "decline", {"reason": "out of our range"}),
        ("报部长定夺：客户不明", S.HANDED_OUT, "ask-director", {"reason": "客户不明"}),
        ("Ask the director: who are they", S.ASSESSING, "ask-director", {"reason": "who are they"}),
        (
            *("转交 机器人事业部：机器人项目", S.HANDED_OUT, "transfer"),
            {"division": "机器人事业部", "reason": "机器人项目"},
        ),
        (
            *("转交给机器人事业部: 机器人项目", S.UNCLEAR, "transfer"),
            {"division": "机器人事业部", "reason": "机器人项目"},
        ),
        (
            *("Transfer to Robotics: a robot cell", S.ASSESSING, "transfer"),
            {"division": "Robotics", "reason": "a robot cell"},
        ),
        ("已联系客户：需要两台", S.HANDED_OUT, "contact", {"note": "需要两台"}),
        ("Customer contacted: two wanted", S.HANDED_OUT, "contact", {"note": "two wanted"}),
        ("采用参考方案：焊接操作机", S.ASSESSING, "offer-reference", {"reference": "焊接操作机"}),
        ("暂停：等客户图纸", S.PROPOSING, "pause", {"reason": "等客户图纸"}),
        ("please pause: waiting for drawings", S.PROPOSING, "pause", {"reason": "waiting for drawings"}),
        ("恢复", S.PROPOSING, "resume", {}),
        ("Resume.", S.PROPOSING, "resume", {}),
        ("恢复：图纸已到", S.PROPOSING, "resume", {"remark": "图纸已到"}),
        ("已发客户：传真", S.APPROVED, "send", {"way": "传真"}),
        ("修订报价：客户要求降价", S.QUOTED, "revise-quote", {"reason": "客户要求降价"}),
        ("\n\n  终止：客户取消项目。\n\n王芳\n", S.PRICING, "drop", {"reason": "客户取消项目。"}),
        ("暂停", S.PROPOSING, "pause", {}),  # making it says that the reason is missing
    ],
)
def test_a_line_makes_a_move(text: str, stage: Stage, move: str, said: dict[str, str]) -> None:
    found = spoken(text, stage)
    assert found is not None
    assert (found.rule.name, found.said) == (move, said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "我们不谢绝",
        "我们不谢绝：客户很重要",
        "不谢绝：客户很重要",
        "如果谢绝，客户会不满",
        "如果谢绝：要说明原因",
        "谢绝？",
        "谢绝：合适吗？",
        "谢绝：如果对方不接受价格",
        "谢绝的话请告诉我：谢谢",
        "领导说谢绝：超出范围",
        "建议谢绝：超出范围",
        "谢绝了客户",
        "已联系不上客户",
        "王工，您好：\n谢绝：超出生产范围",  # the first line is what counts: a person reads the rest
        "we won't decline: a good customer",
        "If we decline: what then",
        "decline: unless they pay more",
        "declined: by the customer",
        "transfer tomorrow: no time today",
        "Pause or not?",
        "do not pause: go on",
    ],
)
@pytest.mark.parametrize("stage", [S.HANDED_OUT, S.ASSESSING, S.UNCLEAR])
def test_a_sentence_that_only_mentions_a_move_makes_none(text: str, stage: Stage) -> None:
    assert named(text, stage) == ""


def test_a_move_of_another_stage_is_none() -> None:
    assert named("谢绝：超出生产范围", S.QUOTED) == ""


@given(st.sampled_from(SAYING), st.sampled_from(Language), st.data())
def test_every_rule_is_found_by_its_own_words_in_each_of_its_stages(
    saying: tuple[Rule, Stage], language: Language, data: st.DataObject
) -> None:
    """Whatever people say after them; what is said comes back as it was."""
    rule, stage = saying
    said = {need: data.draw(TEXTS) for need in rule.needs}
    for words in rule.say:
        *before, last = rule.needs or ("",)
        head = " ".join((words.in_(language), *(said[name] for name in before)))
        assert spoken(f"{head}：{said[last]}" if last else head, stage) == Spoken(rule, said)


@pytest.mark.parametrize("stage", Stage)
def test_no_two_moves_of_a_stage_answer_to_the_same_words(stage: Stage) -> None:
    words = [word for rule in moves_from(stage) for each in rule.say for word in (each.zh, each.en)]
    assert len(words) == len(set(words))
    for rule in moves_from(stage):
        for each in rule.say:
            assert named(each.zh, stage) == named(each.en, stage) == rule.name


@pytest.mark.parametrize("rule", [rule for rule in MOVES if rule.say], ids=lambda rule: rule.name)
def test_the_line_that_mails_print_makes_the_move(rule: Rule) -> None:
    for language in Language:
        found = spoken(answer_line(rule, language), rule.stages[0])
        assert found is not None
        assert found.rule is rule
        assert set(found.said) == set(rule.needs)


def test_the_printed_line_says_what_is_needed() -> None:
    rules = {rule.name: rule for rule in MOVES}
    assert answer_line(rules["decline"], Language.ZH) == "谢绝：原因"
    assert answer_line(rules["transfer"], Language.ZH) == "转交 事业部：原因"
    assert answer_line(rules["transfer"], Language.EN) == "transfer to the division: the reason"
    assert answer_line(rules["resume"], Language.EN) == "resume"
    assert answer_line(rules["approve"], Language.EN) == ""


def test_everything_that_a_move_needs_has_a_name() -> None:
    assert {need for rule in MOVES for need in rule.needs} == set(NEEDS)

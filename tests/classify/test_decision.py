"""What a sender's own words decide: sure, or left to a person (I11, I12)."""

import time

import pytest

from classify.decision import decision
from classify.judge import judge
from sales.judgement import Verdict
from sales.letter import Letter
from sales.original import Channel
from sales.people import Territory


@pytest.mark.parametrize(
    "text",
    [
        "同意",
        "同意。",
        "同意按此报价发给客户。",
        "王总好，同意。",
        "批准",
        "审核通过",
        "可以发给客户",
        "已阅，同意",
        "【同意】",
        "同意 发出",
        "同意 LW-2026-00042",
        "同意（赵刚）",
        "同意👍",
        "同意制作方案，请王工负责",
        "同意上报",
        "Approved",
        "OK",
        "Yes, approved.",
        "I approve the quote",
        "Dear Li,\nApproved.\nBest regards",
        "王主任，您好：\n同意",
        "王芳，您好！\n同意。",
    ],
)
def test_a_plain_yes_approves(text: str) -> None:
    assert decision(text).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    "text",
    [
        "不同意",
        "【不同意】 交期不行",
        "不能同意这个报价。",
        "不参加，太远。",
        "Rejected - delivery too long.",
        "不同意，价格太低",
        "驳回，重做",
        "不批准",
        "不通过",
        "拒绝",
        "I do not approve",
        "Not approved, too expensive",
        "rejected",
        "No",
    ],
)
def test_a_plain_no_rejects(text: str) -> None:
    assert decision(text).verdict is Verdict.REJECT


@pytest.mark.parametrize(
    "text",
    [
        "如果含运费就同意",
        "不是不同意",
        "领导说同意",
        "同意但要降价",
        "同意吗？",
        "原则上同意",
        "暂不同意",
        "同意，金额改为80万元",
        "同意；运费另计",
        "同意（不含运费）",
        "王总同意",
        "同意/不同意",
        "这个价格我不\n同意",  # a line that the mail program has broken
        "同意。\n以上是李明的意见，我还没看。",
        "同意。" + "按下列清单执行。" * 90 + "不同意。",
        "□同意 ☑不同意",
        "不反对",
        "我没意见",
        "同意甲方案，不同意乙方案",
        "approve if freight included",
        "My boss says approved",
        "I think we should approve",
    ],
)
def test_conditions_hearsay_doubt_and_double_negation_are_for_a_person(text: str) -> None:
    assert decision(text).verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "text", ["", "收到，谢谢", "已阅", "好的", "请尽快发货", "We will discuss it tomorrow."]
)
def test_everything_else_decides_nothing(text: str) -> None:
    assert decision(text).verdict is Verdict.NONE


def test_nothing_is_decided_by_what_is_only_quoted() -> None:
    """An empty answer above somebody else's yes."""
    letter = Letter("eml", text="-----原始邮件-----\n同意", own_text="")
    assert judge(letter, Channel.EMAIL, Territory((), ())).decision.verdict is Verdict.NONE


def test_the_comment_is_what_follows_the_verdict() -> None:
    assert decision("不同意，价格太低").comment == "价格太低"
    assert decision("Approved. Please send it today.").comment == "Please send it today."


def test_repetition_costs_no_time() -> None:
    start = time.process_time()
    decision("同意" + "按此" * 10_000 + "x")
    assert time.process_time() - start < 1

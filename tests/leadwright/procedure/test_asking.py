"""One-time codes: what a subject may suffer on its way, and still bring its code back (I12)."""

from __future__ import annotations

import pytest

from leadwright.procedure.asking import DIGITS, code_in, hash_of, new_code

MARK = "[LW-2026-00042 7K3Q-M2XD]"


def test_a_code_has_eight_digits_that_nobody_mistakes_for_one_another() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 9 and code[4] == "-" and set(code) <= {*DIGITS, "-"} for code in codes)


def test_only_the_hash_of_a_code_can_be_kept_and_typing_it_otherwise_changes_nothing() -> None:
    assert hash_of("7K3Q-M2XD") == hash_of(" 7k3qm2xd ")
    assert hash_of("10AB-CDEF") == hash_of("IOAB-CDEF") == hash_of("loab-cdef")
    assert len(hash_of("7K3Q-M2XD")) == 64


@pytest.mark.parametrize(
    "subject",
    [
        f"{MARK} 请审批报价",
        f"Re: {MARK} Please approve the quote",
        f"回复：{MARK} 请审批报价",
        f"答复: 回复: {MARK} 请审批报价",
        f"转发：{MARK}",
        "Re:[LW-2026-00042\r\n 7K3Q-M2XD] folded",
        "Re: [LW-2026-00042\t7K3Q-M2XD] folded by a tab",
        "Re: [LW-2026-000427K3Q-M2XD] the blank between two encoded words is lost",
        "re: [lw-2026-00042 7k3q-m2xd] in small letters",
        "Re: [LW-2026-00042 7K3Q–M2XD] a dash for the hyphen",
        "回复：［LW－2026－00042　7K3Q－M2XD］全角",
        f"Re: {MARK} twice {MARK}",
    ],
)
def test_a_code_survives_its_way_back(subject: str) -> None:
    assert code_in(subject) == "7K3Q-M2XD"


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Re: LW-2026-00042",
        "Re: [LW-2026-00042] 7K3Q-M2XD",
        "7K3Q-M2XD",
        "Re: [LW-2026-00042 7K3Q-M2X]",
        f"Re: {MARK} [LW-2026-00042 AAAA-BBBB]",
    ],
)
def test_without_a_mark_or_with_two_that_differ_there_is_no_code(subject: str) -> None:
    assert code_in(subject) == ""


def test_a_long_subject_costs_no_time() -> None:
    assert code_in("LW-2026-00042 7K3Q" * 100_000) == ""

"""What greets a reader is passed over, what says anything is not."""

import pytest

from sales.greeting import is_greeting

NAMES = ("王芳", "Grace Wang")


@pytest.mark.parametrize(
    "line",
    [
        "王芳：",
        "王芳，您好：",
        "王主任，您好：",
        "尊敬的刘部长：",
        "王工，",
        "各位好！",
        "Hi Grace,",
        "Grace,",
        "Dear Mr. Wang,",
        "Good morning",
    ],
)
def test_a_greeting(line: str) -> None:
    assert is_greeting(line, NAMES)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "谢绝：",
        "暂停",
        "不同意，",
        "李明说：",
        "王芳同意：",
        "Hi, pause: drawings",
        "Don't",
        "Dear me, no",
    ],
)
def test_no_greeting(line: str) -> None:
    assert not is_greeting(line, NAMES)

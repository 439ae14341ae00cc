"""The benchmarks run: measured on next to nothing, every figure that they judge by is printed.

In this process, but for the one that measures a process of its own.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from benchmarks.__main__ import main

ROOT = Path(__file__).parents[1]
PRINTED = r"{} +[\d.]+ .*(≥|≤) [\d.]+"


@pytest.fixture(autouse=True)
def _journal() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("mails", ["taken in", "registered", "registered, a second", "form in the outbox"]),
        ("forms", ["form filled, read and checked"]),
        ("clock", ["clock, 50 leads, 5 call"]),
        ("full", [f"{what}, 500 leads there" for what in ("taken in", "registered", "handed out")]),
        ("scans", ["fax page"]),
        ("signed", ["signed forms that decide", "signed forms decided wrongly"]),
    ],
)
def test_smoke_mode_prints_every_figure_and_judges_none(
    name: str, figures: list[str], warm: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--smoke", name]) == 0
    check(capsys.readouterr().out, figures)


def test_what_the_service_takes_is_measured_from_a_process_beside_it() -> None:
    command = [sys.executable, "-m", "benchmarks", "--smoke", "daemon"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=150, check=False)
    assert ran.returncode == 0, ran.stderr
    check(ran.stdout, ["daemon, 5 MB mail", "reading child, 5 MB mail", "idle service"])


def check(printed: str, figures: list[str]) -> None:
    """Assert that these figures were printed, a line each, and none judged."""
    lines = printed.splitlines()
    assert len(lines) == len(figures), printed
    for figure, line in zip(figures, lines, strict=True):
        assert re.match(PRINTED.format(re.escape(figure)), line), line
    assert "MISSED" not in printed


def test_a_benchmark_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["speed"])
    assert ended.value.code == 2
    assert "no such benchmark: speed" in capsys.readouterr().err

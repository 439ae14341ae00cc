"""The benchmarks run: measured on next to nothing, every figure that they judge by is printed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRINTED = r"{} +[\d.]+ .*(≥|≤) [\d.]+"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("mails", ["taken in", "registered", "registered, a second", "form in the outbox"]),
        ("full", [f"{what}, 500 leads there" for what in ("taken in", "registered", "handed out")]),
        ("scans", ["fax page"]),
        ("daemon", ["daemon, 5 MB mail", "reading child, 5 MB mail", "idle service"]),
    ],
)
def test_smoke_mode_prints_every_figure_and_judges_none(name: str, figures: list[str]) -> None:
    ran = run("--smoke", name)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert len(lines) == len(figures), ran.stdout
    for figure, line in zip(figures, lines, strict=True):
        assert re.match(PRINTED.format(re.escape(figure)), line), line
    assert "MISSED" not in ran.stdout


def test_a_benchmark_that_there_is_not_is_wrong_usage() -> None:
    ran = run("speed")
    assert ran.returncode == 2
    assert "no such benchmark: speed" in ran.stderr

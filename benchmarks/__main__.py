"""``python -m benchmarks [--smoke] [NAME…]``: print every figure, and end with 1 where one is missed.

``--smoke`` measures so little that nothing can be judged by it: it shows that every benchmark still runs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog

from benchmarks import clock, daemon, forms, full, mails, scans, signed
from benchmarks.figure import FULL, SMOKE, Figure, Scale

BENCHMARKS: dict[str, Callable[[Scale, Path], Iterator[Figure]]] = {
    "mails": mails.measure,
    "forms": forms.measure,
    "clock": clock.measure,
    "full": full.measure,
    "scans": scans.measure,
    "signed": signed.measure,
    "daemon": daemon.measure,
}


def main(words: list[str] | None = None) -> int:
    """Run the benchmarks; return 0, or 1 where a figure was judged and missed."""
    wanted = arguments(words)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    scale = SMOKE if wanted.smoke else FULL
    missed = 0
    with tempfile.TemporaryDirectory(prefix="leadwright-", ignore_cleanup_errors=True) as folder:
        for name in wanted.names or BENCHMARKS:
            place = Path(folder) / name
            place.mkdir()
            for figure in BENCHMARKS[name](scale, place):
                verdict = "" if wanted.smoke else "  ok" if figure.reached else "  MISSED"
                missed += not wanted.smoke and not figure.reached
                print(f"{figure}{verdict}", flush=True)
    return 1 if missed else 0


def arguments(words: list[str] | None) -> argparse.Namespace:
    """Return what the command line asks for: ``names`` and ``smoke``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}")
    parser.add_argument("--smoke", action="store_true", help="measure little and judge nothing")
    wanted = parser.parse_args(words)
    if unknown := set(wanted.names) - BENCHMARKS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return wanted


if __name__ == "__main__":
    sys.exit(main())

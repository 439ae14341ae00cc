"""How fast a scanned page is read, beside the bare OCR engine on the same page in the same run.

``python benchmarks/scans.py [ROUNDS] [THREADS]`` prints the medians and their ratio; 0.9 is asked for. The
bare engine gets the page as an array with square dots; our way starts at the file and ends with the text in
reading order, the page's turn found and its QR codes looked for.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import rapidocr

from ingest.reading import ocr, ocr_child
from ingest.reading.picture import open_picture, sheet

FAXES = Path(__file__).parents[1] / "tests" / "fixtures" / "scans"
PAGES = ("zh-fine.tif", "en-fine.tif", "zh-upside-down.tif", "zh-turned-90.tif")


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that ``work`` takes; by the clock, a busy machine measures its other work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(rounds: int = 5, threads: int = 1) -> None:
    """Measure each page ``rounds`` times, both ways in turn."""
    bare = rapidocr.RapidOCR(params=ocr.parameters(threads))
    ocr_child.set_up({"threads": threads})
    for name in PAGES:
        with open_picture(FAXES / name) as picture:
            page = np.asarray(sheet(picture).convert("RGB"))
        bare(page)
        ways = partial(bare, page), partial(ocr_child.handle, {"image": str(FAXES / name)})
        pairs = [[cpu_seconds(way) for way in ways] for _ in range(rounds)]
        floor, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{name:20} bare engine {floor:.2f} CPU-s, ours {ours:.2f} CPU-s, ratio {floor / ours:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

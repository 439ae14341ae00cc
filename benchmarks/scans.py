"""How fast a scanned page is read, beside the bare OCR engine on the same page.

The bare engine gets the page as an array with square dots. Our way starts at the file and ends with the text
in reading order, through the child's protocol, with the page's turn found and its QR codes looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import rapidocr

from benchmarks.figure import SMOKE, Figure, Scale, rate, ratio
from ingest.child import Child
from ingest.reading import ocr
from ingest.reading.ocr_child import OCR_LIMITS
from ingest.reading.picture import open_picture, sheet
from leadwright.reader import SCAN_CHILD

FAXES = Path(__file__).parents[1] / "tests" / "fixtures" / "scans"
PAGES = ("zh-fine.tif", "en-fine.tif")  # 204 × 196 dpi
THREADS = 2  # of the engine, in both


def measure(scale: Scale, _folder: Path) -> Iterator[Figure]:
    """Yield how our way of reading a fine-mode fax compares to the bare engine."""
    bare = rapidocr.RapidOCR(params=ocr.parameters(THREADS))
    child = Child(SCAN_CHILD, OCR_LIMITS, {"threads": THREADS})
    try:
        if scale is not SMOKE:
            for way in _ways(bare, child, PAGES[0]):
                way()  # the first page is slower
        pages = islice(cycle(PAGES), scale.pages)
        rounds = [[_rate(way) for way in _ways(bare, child, page)] for page in pages]
    finally:
        child.close()
    floor, ours = zip(*rounds, strict=True)
    yield ratio("fax page", ours, floor, 0.9, "bare rapidocr", "pages/s")


def _ways(bare: rapidocr.RapidOCR, child: Child, name: str) -> tuple[Callable[[], object], ...]:
    return partial(bare, _page(FAXES / name)), partial(child.call, {"image": str(FAXES / name)})


def _rate(way: Callable[[], object]) -> float:
    return rate(lambda: 1 if way() else 0)


def _page(path: Path) -> np.ndarray:
    with open_picture(path) as picture:
        return np.asarray(sheet(picture).convert("RGB"))

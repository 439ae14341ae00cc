"""The scan reader's process: ``Child("ingest.reading.ocr_child", OCR_LIMITS, {"threads": 2})``.

It is apart from the child that reads letters, because the models need ten times that child's memory.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.child import Limits, serve
from ingest.reading.ocr import Ocr
from ingest.reading.picture import TooLargeError, open_picture, sheet
from ingest.reading.qr import found
from ingest.reading.slips import slips_of
from sales.words import Failure, Words

OCR_LIMITS = Limits(memory=2 * 2**30, seconds=120, output=4 * 2**20)
"""What the scan reader may use for one page; it takes 700 to 850 MB, and 1 to 3 s, the densest 20 s."""

_ready: list[Ocr] = []  # one a process: a second instance would double the memory and warm up anew


def set_up(setup: dict[str, Any]) -> None:
    """Warm the engine up with ``setup["threads"]`` threads."""
    _ready[:] = [Ocr(threads=int(setup.get("threads", 2)))]


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Return ``text``, ``codes`` and ``slips`` of the picture at ``request["image"]``; Failure where none."""
    path = Path(request["image"])
    try:
        with open_picture(path) as picture:
            page = sheet(picture)
    except (OSError, TooLargeError) as error:
        raise Failure(_no_picture(path, error)) from error
    codes = found(page)
    slips = [asdict(slip) for slip in slips_of(page, codes)]
    return {"text": _ready[0].page_text(page), "codes": [code.text for code in codes], "slips": slips}


def _no_picture(path: Path, error: Exception) -> Words:
    return Words(
        f"页面图片“{path.name}”无法打开（{error}）；请查看原件。",
        f"The page picture “{path.name}” cannot be opened ({error}); look at the original.",
    )


if __name__ == "__main__":
    serve(handle, set_up)

"""Text from a picture of a page, upright or turned (the file that knows rapidocr).

The models lie in rapidocr's own wheel and are named one by one, because a model that rapidocr misses it would
download. How the page's turn is found, and what it costs: docs/decisions/0025.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rapidocr
from PIL.Image import Image

from ingest.reading.lines import Line, in_reading_order
from ingest.reading.picture import open_picture, sheet
from ingest.reading.turn import (
    Boxes,
    Pixels,
    coloured,
    half_turned,
    length,
    lies_on_its_side,
    quarter_turned,
    tall,
    turned,
)

READABLE = 0.8  # mean score of a page: lines the right way up reach 0.98, upside-down ones stay below 0.7
TRUSTED = 0.5  # score of a line; less is a stamp, a stroke of a pen or dirt
WELL = 0.93  # mean score from which lines are the right way up beyond doubt
FIRST = 3  # lines read as they stand, the longest: where they read well, nobody is asked which way is up
VOTERS = 12  # lines asked which way is up, the longest; all of them together are never wrong on made pages
_MODELS = Path(rapidocr.__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the engine made of the lines of a page."""

    texts: Sequence[str]
    scores: Sequence[float]

    def mean(self) -> float:
        """Return the mean score, long lines counting more; 0 for a page without text."""
        lengths = [len(text) for text in self.texts]
        return float(np.average(self.scores, weights=lengths)) if sum(lengths) else 0.0

    def __add__(self, other: "_Reading") -> "_Reading":
        return _Reading((*self.texts, *other.texts), (*self.scores, *other.scores))


class Ocr:
    """The engine, warm: one a process, 700 to 850 MB; text in Chinese and English."""

    def __init__(self, threads: int = 2) -> None:
        self._engine = rapidocr.RapidOCR(params=parameters(threads))
        self._read(np.full((64, 256), 255, np.uint8))
        self._vote([np.full((48, 192, 3), 255, np.uint8)])
        self._recognise([np.full((48, 320, 3), 255, np.uint8)])

    def text(self, image: Path) -> str:
        """Return the text of the picture ``image``, as ``page_text`` does; Pillow's errors where broken."""
        with open_picture(image) as picture:
            return self.page_text(sheet(picture))

    def page_text(self, page: Image) -> str:
        """Return the text on a sheet with square dots, line by line in reading order, "" for an empty one.

        Boxes of one row make one line; a tab stands where the row has a gap.
        """
        return in_reading_order(self._read(np.asarray(page.convert("L"))))

    def _read(self, page: Pixels) -> list[Line]:
        """Return the lines on the grey ``page``, their places as if the page lay upright."""
        small, record = self._engine.preprocess_img(page)
        try:
            crops, found = self._engine.detect_and_crop(coloured(small), record)
        except rapidocr.main.RapidOCRError:  # it found no text
            return []
        height, width = small.shape[:2]
        boxes: Boxes = found.boxes  # type: ignore[assignment]  # None only where the engine has just raised
        if lies_on_its_side(boxes):
            # The engine has laid the tall crops flat already.
            crops = [crop if flat else turned(crop, 1) for crop, flat in zip(crops, tall(boxes), strict=True)]
            boxes, width, height = quarter_turned(boxes, width), height, width
        longest_first = sorted(range(len(crops)), key=lambda number: length(crops[number]), reverse=True)
        crops, boxes = [crops[number] for number in longest_first], boxes[longest_first]
        upside_down, reading = self._right_way_up(crops)
        if upside_down:
            boxes = half_turned(boxes, width, height)
        lines = zip(reading.texts, boxes, reading.scores, strict=True)
        return [Line.around(text, box.tolist()) for text, box, score in lines if score >= TRUSTED]

    def _right_way_up(self, crops: Sequence[Pixels]) -> tuple[bool, _Reading]:
        """Return whether the lines, longest first, stand on their heads, and what they say.

        Lines that read well stand upright. Of others the vote decides; where the page then reads badly, the
        other way is tried too, and the better taken.
        """
        first = self._recognise(crops[:FIRST])
        if first.mean() >= WELL:
            reading = first + self._recognise(crops[FIRST:])
            if reading.mean() >= READABLE:
                return False, reading
        both_ways = crops, [turned(crop, 2) for crop in crops]
        upside_down = self._vote(crops)
        reading = self._recognise(both_ways[upside_down])
        if reading.mean() >= READABLE:
            return upside_down, reading
        other = self._recognise(both_ways[not upside_down])
        return (not upside_down, other) if other.mean() > reading.mean() else (upside_down, reading)

    def _vote(self, crops: Sequence[Pixels]) -> bool:
        """Return whether the longest lines, asked one by one, mostly stand on their heads."""
        _, votes = self._engine.cls_and_rotate(list(crops[:VOTERS]))
        return bool(sum(score if label == "180" else -score for label, score in votes.cls_res or ()) > 0)

    def _recognise(self, crops: Sequence[Pixels]) -> _Reading:
        if not crops:
            return _Reading((), ())
        result = self._engine.recognize_txt(list(crops))
        return _Reading(result.txts or (), result.scores or ())


def parameters(threads: int) -> dict[str, Any]:
    """Return the engine's settings: measured best on noisy faxes, and nothing to download."""
    return {
        "Global.log_level": "critical",
        "Global.use_cls": False,  # a single line is flipped wrongly too often; see ``_vote``
        "Det.limit_type": "max",
        "Det.limit_side_len": 1280,
        "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
        "Rec.rec_batch_num": 1,  # line by line: as quick on a processor, and half the memory on a dense page
        "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
        "Cls.model_path": str(_MODELS / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
    }

"""Which boxes of our forms are ticked and signed on a scanned page.

Nothing is compared with the printed page: where a pen has been is white paper on every print, and is found
from the box's own QR code and frames (decision 0028). What could be dirt, a slip of the pen or a change of
mind is said to be unsure, and then a person looks.
"""

from collections.abc import Iterable, Sequence
from math import hypot
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image

from ingest.reading.flattened import AROUND, SCALE, cut, flattened, framed, inked
from ingest.reading.qr import Code
from ingest.reading.turn import Pixels
from sales.paper_code import PaperCode, paper_code
from sales.slip import Ink, Slip
from sales.slip_layout import NO, SIGNATURE, YES, Place

INSIDE = 0.8  # millimetres from a frame's line to where nothing of it shows
SPECK = 0.12  # square millimetres; less is dirt
TICK = 0.7  # square millimetres of ink that make a tick: a stroke of 3 mm
TICK_LENGTH = 2.0  # millimetres
SLIPPED = Place(2.5, 5.0, 16.0, 2.5)  # millimetres that a tick may reach out of its frame on each side
SCRIBBLED = 0.5  # of a frame full of ink that also runs over its sides
STRAY = 0.5  # square millimetres of ink where nothing is to be written
STROKE = 1.5  # millimetres; shorter ones are no part of a signature
SIGNED = 15.0  # millimetres of strokes that make a signature
WOUND = 1.5  # times as long as straight: a signature turns; a fold, a fax's line or a stain's edge does not
BROAD = 2.0  # millimetres; no pen is
WIDE, HIGH = 5.0, 2.5  # millimetres that a signature takes at least

_QUIET = (
    Place(16.8, 0.0, YES.left - 0.8, NO.bottom),  # between the code and the ticks
    Place(YES.right + 0.5, YES.bottom + 0.8, SIGNATURE.left - 1.3, NO.top - 0.8),  # between the two words
    Place(YES.right + 0.5, YES.top, YES.right + 1.6, NO.bottom),  # between ticks and words
    Place(SIGNATURE.left - 3.5, YES.top, SIGNATURE.left - 1.3, NO.bottom),  # behind the words
)
"""White paper that stays white where people do as the form asks: no word is ringed or struck out."""


class _Strokes(NamedTuple):
    """The ink of a box, in pieces that hang together."""

    pieces: NDArray[np.int32]  # for each dot, the number of its piece; 0 for paper
    boxes: NDArray[np.int32]  # of each piece: left, top, width, height, dots


def slips_of(page: Image, codes: Iterable[Code]) -> tuple[Slip, ...]:
    """Return the boxes to tick and to sign whose ``codes`` are on a grey page."""
    found = ((paper_code(code.text), code) for code in codes)
    grey = np.asarray(page.convert("L"))
    return tuple(_slip(grey, said, code) for said, code in found if said and said.box)


def _slip(page: Pixels, said: PaperCode, code: Code) -> Slip:
    flat = flattened(page, code.corners)
    if flat is None:
        return Slip(said, Ink.UNSURE, Ink.UNSURE, Ink.UNSURE)
    ink = inked(flat)
    strokes = _strokes(ink)
    frames = [framed(ink, place) for place in (YES, NO, SIGNATURE)]
    yes, no = (_tick(strokes, frame) for frame in frames[:2])
    if _strays(strokes, frames[:2]):
        yes, no = Ink.UNSURE, Ink.UNSURE
    return Slip(said, yes, no, _signature(strokes, frames[2]))


def _strokes(ink: Pixels) -> _Strokes:
    """Return the pieces of ink; specks are wiped off."""
    _, pieces, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    specks = boxes[:, cv2.CC_STAT_AREA] < SPECK * SCALE**2
    wiped = np.where(specks[pieces], 0, pieces)
    return _Strokes(np.asarray(wiped, np.int32), np.asarray(boxes, np.int32))


def _tick(strokes: _Strokes, frame: Place | None) -> Ink:
    if frame is None:
        return Ink.UNSURE
    inside = cut(strokes.pieces, _within(frame, INSIDE))
    area = np.count_nonzero(inside) / SCALE**2
    if area < SPECK:
        return Ink.NONE
    rows, columns = np.nonzero(inside)
    length = max(np.ptp(rows), np.ptp(columns)) / SCALE
    if area < TICK or length < TICK_LENGTH or _goes_astray(strokes, frame, inside):
        return Ink.UNSURE
    return Ink.CLEAR


def _goes_astray(strokes: _Strokes, frame: Place, inside: NDArray[np.int32]) -> bool:
    """Return whether what is in a frame is only part of something larger, or was scribbled over."""
    reach = _reach(strokes, np.unique(inside[inside > 0]))
    over = Place(
        frame.left - reach.left,
        frame.top - reach.top,
        reach.right - frame.right,
        reach.bottom - frame.bottom,
    )
    if any(bool(side > most) for side, most in zip(over, SLIPPED, strict=True)):
        return True
    is_full = bool(np.count_nonzero(inside) > SCRIBBLED * inside.size)
    return is_full and sum(bool(side > INSIDE) for side in over) >= 3


def _reach(strokes: _Strokes, numbers: NDArray[np.int32]) -> Place:
    """Return the rectangle around the pieces with these numbers, in millimetres."""
    left, top, width, height = (strokes.boxes[numbers, column] for column in range(4))
    edges = left.min(), top.min(), (left + width).max(), (top + height).max()
    return Place(*(edge / SCALE - AROUND for edge in edges))


def _strays(strokes: _Strokes, frames: Sequence[Place | None]) -> bool:
    """Return whether something is written where nothing is to be, apart from the ticks' own tails."""
    ticks = [np.unique(cut(strokes.pieces, _within(frame, INSIDE))) for frame in frames if frame]
    known = np.concatenate([[0], *ticks])
    return any(
        np.count_nonzero(~np.isin(cut(strokes.pieces, place), known)) > STRAY * SCALE**2 for place in _QUIET
    )


def _signature(strokes: _Strokes, frame: Place | None) -> Ink:
    if frame is None:
        return Ink.UNSURE
    inside = (cut(strokes.pieces, _within(frame, INSIDE + 0.2)) > 0).astype(np.uint8)
    outlines, _ = cv2.findContours(inside, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    written = [each for each in outlines if max(cv2.boundingRect(each)[2:]) >= STROKE * SCALE]
    if not written:
        return Ink.NONE
    # Around a stroke leads a way of twice its length.
    length = sum(cv2.arcLength(each, closed=True) for each in written) / 2 / SCALE
    _, _, *size = cv2.boundingRect(np.concatenate(written))
    wide, high = (each / SCALE for each in size)
    area = np.count_nonzero(inside) / SCALE**2
    is_pen = wide >= WIDE and high >= HIGH and area < BROAD * length
    return Ink.CLEAR if is_pen and length >= max(SIGNED, WOUND * hypot(wide, high)) else Ink.UNSURE


def _within(place: Place, inset: float) -> Place:
    return Place(place.left + inset, place.top + inset, place.right - inset, place.bottom - inset)

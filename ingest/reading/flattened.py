"""A box of a form as if it lay square under the glass, whichever way its page was scanned (knows OpenCV).

The box's own QR code says where it lies. Its frames, once found, say it again and better: on a photo the
paper goes away from the camera, and a small code alone shows too little of that.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.reading.qr import Corner
from ingest.reading.turn import Pixels
from sales.slip_layout import CODE, NO, SIGNATURE, YES, Place

Points = NDArray[np.float32]  # one a row: x and y
Dot = TypeVar("Dot", bound=np.generic)

SCALE = 8  # dots a millimetre, as a fine fax has
AROUND = 5.0  # millimetres of paper that are looked at around the box
ASTRAY = 2.0  # millimetres that a frame may lie off the place where it is looked for
LINE = 0.35  # millimetres; a frame's line is as thick
SEEN = 0.6  # of a side of a frame; of writing beside it, less lies in one line
INK = 0.7  # of the paper's brightness: pencil is darker, a coffee stain is not
WRITING = 9.0  # millimetres: nothing that is darker than the paper all over this much is written
EVEN = 1.6  # dots that a point of a scanned page lies off

_CODE = Place(0, 0, CODE, CODE)


def flattened(page: Pixels, corners: Sequence[Corner]) -> Pixels | None:
    """Return the box whose code has these corners on the grey ``page``; None where its frames are not there.

    A dot is an eighth of a millimetre, and the code's corner lies ``AROUND`` millimetres from the edges.
    """
    at_code = np.array(corners, np.float32)
    flat = _seen_through(page, cv2.getPerspectiveTransform(_dots(_CODE), at_code))
    ink = inked(flat)
    ticks = [found for place in (YES, NO) if (found := framed(ink, place))]
    if len(ticks) < 2:
        return None
    to_page, _ = cv2.findHomography(_dots(_CODE), at_code)
    places = np.concatenate([_dots(each) for each in ticks])
    on_page = cv2.perspectiveTransform(places[None], to_page)[0]
    drawn = np.concatenate([_dots(each) for each in (_CODE, YES, NO)])
    better = _fitted(drawn, np.concatenate([at_code, on_page]))
    return None if better is None else _seen_through(page, better)


def _fitted(drawn: Points, on_page: Points) -> NDArray[Any] | None:
    """Return what turns a place as it was drawn into a place on the page, by these points; None where nothing
    does.

    A scanned page is only turned and stretched; that the paper goes away from the camera, too, is believed
    where the points do not lie well without: few points make much of every dot that they are off.
    """
    evenly, *_ = np.linalg.lstsq(np.c_[drawn, np.ones(len(drawn))], on_page, rcond=None)
    off = np.c_[drawn, np.ones(len(drawn))] @ evenly - on_page
    if np.hypot(*off.T).max() <= EVEN:
        return np.vstack([evenly.T, (0, 0, 1)])
    going_away, _ = cv2.findHomography(drawn, on_page)
    return going_away  # None, whatever OpenCV's types say, where the points lie on a line


def inked(flat: Pixels) -> Pixels:
    """Return where the grey picture of a box is much darker than the paper around: 1 there, else 0."""
    paper = cv2.morphologyEx(flat, cv2.MORPH_CLOSE, np.ones((round(WRITING * SCALE),) * 2, np.uint8))
    return (flat < INK * paper.astype(np.float32)).astype(np.uint8)


def framed(ink: Pixels, place: Place) -> Place | None:
    """Return where the frame that was drawn at ``place`` lies; None where a side of it can't be seen."""
    across, down = ink[_rows(place)], ink[:, _columns(place)].T
    left, right = _line(across, place.left), _line(across, place.right)
    top, bottom = _line(down, place.top), _line(down, place.bottom)
    if left is None or right is None or top is None or bottom is None:
        return None
    return Place(left, top, right, bottom)


def cut(picture: NDArray[Dot], place: Place) -> NDArray[Dot]:
    """Return the part of a flattened picture that shows ``place``."""
    return picture[dots(place.top) : dots(place.bottom), dots(place.left) : dots(place.right)]


def dots(millimetres: float) -> int:
    """Return how many dots from the edge of a flattened picture something lies."""
    return max(0, round((millimetres + AROUND) * SCALE))


def _line(across: Pixels, at: float) -> float | None:
    """Return where the line that was drawn at ``at`` runs, the nearest in sight; None without one."""
    width = max(1, round(LINE * SCALE))
    offsets = np.arange(-ASTRAY, ASTRAY + 0.5 / SCALE, 1 / SCALE)
    seen = np.array([across[:, _around(at + offset, width)].any(axis=1).mean() for offset in offsets])
    best = seen.max()
    if best < SEEN:
        return None
    near = min(offsets[seen >= 0.95 * best], key=abs)
    return float(at + near)


def _around(at: float, width: int) -> slice:
    first = dots(at) - width // 2
    return slice(max(0, first), max(0, first) + width)


def _rows(place: Place) -> slice:
    """Return the rows of the middle of a frame's height: of its corners a skewed one shows less."""
    aside = (place.bottom - place.top) / 6
    return slice(dots(place.top + aside), dots(place.bottom - aside))


def _columns(place: Place) -> slice:
    aside = (place.right - place.left) / 6
    return slice(dots(place.left + aside), dots(place.right - aside))


def _dots(place: Place) -> Points:
    """Return the corners of ``place`` in a flattened picture, clockwise from the upper left."""
    left, top, right, bottom = ((each + AROUND) * SCALE for each in place)
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def _seen_through(page: Pixels, to_page: NDArray[Any]) -> Pixels:
    size = dots(SIGNATURE.right + AROUND), dots(SIGNATURE.bottom + AROUND)
    flat = cv2.warpPerspective(
        page, to_page, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=255
    )
    return np.asarray(flat, np.uint8)

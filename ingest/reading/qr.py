"""QR codes on a page: our own forms carry their lead's number in one (the file that knows zxing-cpp)."""

from math import dist
from typing import Any, NamedTuple

import cv2
import numpy as np
import zxingcpp
from PIL.Image import Image

NEAR = 20  # dots; no code is as small

Corner = tuple[float, float]  # x and y, in dots


class Code(NamedTuple):
    """A QR code where it stands on the page."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]  # of the code itself, clockwise from its own upper left

    def is_at(self, other: "Code") -> bool:
        """Return whether ``other`` is the same code at the same place."""
        return self.text == other.text and dist(self.corners[0], other.corners[0]) < NEAR


def found(image: Image) -> tuple[Code, ...]:
    """Return every QR code on a page, as they were found.

    It is looked at a second time, softened: of small codes on a fax, one in five shows only then. Other kinds
    of codes are not looked for: lines and dirt on a fax pass for bar codes too easily.
    """
    page = np.asarray(image.convert("L"))
    sharp = _read(page)
    soft = _read(cv2.blur(page, (3, 3)))
    return (*sharp, *(code for code in soft if not any(code.is_at(known) for known in sharp)))


def codes(image: Image) -> tuple[str, ...]:
    """Return the text of every QR code on ``image``, each once."""
    return tuple(dict.fromkeys(code.text for code in found(image)))


def _read(page: Any) -> tuple[Code, ...]:
    codes = zxingcpp.read_barcodes(page, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return tuple(Code(code.text, _corners(code.position)) for code in codes if code.text)


def _corners(position: zxingcpp.Position) -> tuple[Corner, Corner, Corner, Corner]:
    upper = position.top_left, position.top_right
    lower = position.bottom_right, position.bottom_left
    first, second, third, fourth = ((float(point.x), float(point.y)) for point in (*upper, *lower))
    return first, second, third, fourth

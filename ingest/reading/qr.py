"""QR codes on a page: our own forms carry their lead's number in one (the file that knows zxing-cpp)."""

from typing import NamedTuple

import zxingcpp
from PIL.Image import Image

Corner = tuple[float, float]  # x and y, in dots


class Code(NamedTuple):
    """A QR code where it stands on the page."""

    text: str
    corners: tuple[Corner, Corner, Corner, Corner]  # of the code itself, clockwise from its own upper left


def found(image: Image) -> tuple[Code, ...]:
    """Return every QR code on ``image``, as they were found.

    Other kinds of codes are not looked for: lines and dirt on a fax pass for bar codes too easily.
    """
    codes = zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return tuple(Code(code.text, _corners(code.position)) for code in codes if code.text)


def codes(image: Image) -> tuple[str, ...]:
    """Return the text of every QR code on ``image``, each once."""
    return tuple(dict.fromkeys(code.text for code in found(image)))


def _corners(position: zxingcpp.Position) -> tuple[Corner, Corner, Corner, Corner]:
    upper = position.top_left, position.top_right
    lower = position.bottom_right, position.bottom_left
    first, second, third, fourth = ((float(point.x), float(point.y)) for point in (*upper, *lower))
    return first, second, third, fourth

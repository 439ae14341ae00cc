"""QR codes; the one file that knows segno."""

from io import BytesIO

import segno

# Pixels a module: sharp at 2 cm on a 600 dpi printer.
SCALE = 12
# The light margin ISO/IEC 18004 asks for is 4 modules; white paper around the picture gives the rest.
BORDER = 2
# Trying all eight masks takes five times as long as making the code. Over the codes of our papers this one
# scores best at its worst (ISO/IEC 18004, 7.8.3), and on average 6 % below the best of each.
MASK = 4
# Of zlib: black and white in large squares are small by any level.
FASTEST = 1


def png(text: str, border: int = BORDER) -> bytes:
    """Return ``text`` as the PNG of a QR code that survives a fax and a fold (15 % of it may be lost)."""
    picture = BytesIO()
    code = segno.make_qr(text, error="m", mask=MASK)
    code.save(picture, kind="png", scale=SCALE, border=border, compresslevel=FASTEST)
    return picture.getvalue()


def in_box(text: str) -> bytes:
    """Return the code of a box to sign, from edge to edge of its picture: the box is measured by it."""
    return png(text, border=0)

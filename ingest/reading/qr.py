"""QR codes on a page: our own forms carry their lead's number in one (the file that knows zxing-cpp)."""

import zxingcpp
from PIL.Image import Image


def codes(image: Image) -> tuple[str, ...]:
    """Return the text of every QR code on ``image``, each once, as they were found.

    Other kinds of codes are not looked for: lines and dirt on a fax pass for bar codes too easily.
    """
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    return tuple(dict.fromkeys(code.text for code in found if code.text))

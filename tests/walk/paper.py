"""A form on paper: printed, ticked and signed with a pen, and laid on the scanner."""

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image

from ingest.reading.qr import found
from ingest.reading.turn import Pixels
from leadwright.printing import pdf
from sales.slip_layout import YES
from tests.ingest.pen import DPI, box_on, drawn, name, tick


def approved(box: str, *documents: bytes) -> bytes:
    """Return the scan of the signed pages of Word forms, with 同意 ticked and a signature in each ``box``."""
    pages = [page for document in documents for page in _printed(document) if _has(page, box)]
    scans = [Image.fromarray(_signed(page, box)) for page in pages]
    scan = BytesIO()
    scans[0].save(
        scan, "TIFF", save_all=True, append_images=scans[1:], dpi=(DPI, DPI), compression="tiff_lzw"
    )
    return scan.getvalue()


def _printed(document: bytes) -> list[Pixels]:
    paper = pdf(document)
    assert paper, "LibreOffice prints it"
    pages = pypdfium2.PdfDocument(paper)
    return [np.asarray(page.render(scale=DPI / 72, grayscale=True).to_pil()) for page in pages]


def _has(page: Pixels, box: str) -> bool:
    return any(code.text.endswith(f"/{box}") for code in found(Image.fromarray(page)))


def _signed(page: Pixels, box: str) -> Pixels:
    for strokes in (tick(YES), name(7)):
        page = drawn(strokes)(page, box_on(page, box))
    return page

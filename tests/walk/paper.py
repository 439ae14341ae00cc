"""A form on paper: printed, ticked and signed with a pen, and laid on the scanner."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from ingest.reading.qr import found
from ingest.reading.turn import Pixels
from sales.slip_layout import YES
from tests.ingest.pen import DPI, box_on, drawn, name, tick
from tests.ingest.printed_forms import pages


def approved(box: str, *documents: bytes) -> bytes:
    """Return the scan of the signed pages of Word forms, with 同意 ticked and a signature in each ``box``."""
    to_sign = [page for document in documents for page in _printed(document) if _has(page, box)]
    scans = [Image.fromarray(_signed(page, box)) for page in to_sign]
    scan = BytesIO()
    scans[0].save(
        scan, "TIFF", save_all=True, append_images=scans[1:], dpi=(DPI, DPI), compression="tiff_lzw"
    )
    return scan.getvalue()


def _printed(document: bytes) -> list[Pixels]:
    with TemporaryDirectory() as folder:
        return pages(document, Path(folder))


def _has(page: Pixels, box: str) -> bool:
    return any(code.text.endswith(f"/{box}") for code in found(Image.fromarray(page)))


def _signed(page: Pixels, box: str) -> Pixels:
    for strokes in (tick(YES), name(7)):
        page = drawn(strokes)(page, box_on(page, box))
    return page

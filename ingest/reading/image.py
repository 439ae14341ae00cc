"""Pictures and faxes: every frame becomes a page for the scan reader."""

from pathlib import Path

from PIL.Image import Image

from ingest.reading.part import PageImage, Part, Spool
from ingest.reading.picture import TooLargeError, frames, is_tiny, open_picture, sheet, sheets
from sales.words import Words

MOST_PAGES = 100  # of one fax; a 10,000-page TIFF would keep the scan reader busy for hours


def read_image(data: bytes, name: str, spool: Spool) -> Part:
    """Return the pages of a fax, scan or photo; none for what is too small to hold text.

    Only a TIFF has pages: the frames of a GIF or WebP are a moving picture, of which the first is taken.
    """
    try:
        image = open_picture(data)
    except Exception:  # Pillow raises what its many decoders raise
        return Part(problem=_broken(name))
    try:
        return _read_frames(image, name, spool)
    finally:
        image.close()


def _read_frames(image: Image, name: str, spool: Spool) -> Part:
    pages: list[PageImage] = []
    problem = None
    most = MOST_PAGES if image.format == "TIFF" else 1
    try:
        for number in frames(image, most):
            paths, page_problem = _page(image, name, number + 1, spool)
            problem = problem or page_problem
            pages += [PageImage(path, number + 1) for path in paths]
            if len(pages) > MOST_PAGES:  # strips, each of several sheets
                return Part(pages=tuple(pages[:MOST_PAGES]), problem=problem or _too_many(name))
        if image.format == "TIFF" and _has_frame(image, most):
            problem = problem or _too_many(name)
    except Exception:  # the way from frame to frame is broken
        problem = problem or _broken(name)
    return Part(pages=tuple(pages), problem=problem)


def _page(image: Image, name: str, number: int, spool: Spool) -> tuple[list[Path], Words | None]:
    """Return where the sheets of the current frame were written, or why not; neither for a tiny one."""
    if is_tiny(image):
        return [], None
    try:
        page = sheet(image)
    except TooLargeError:
        return [], _too_large(name, image.size)
    except Exception:  # Pillow raises what its many decoders raise
        return [], _broken_page(name, number)
    return [_written(part, spool) for part in sheets(page)], None


def _written(page: Image, spool: Spool) -> Path:
    path = spool.new(".png")
    page.save(path, compress_level=1)  # read once, a second later
    return path


def _has_frame(image: Image, number: int) -> bool:
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def _broken(name: str) -> Words:
    return Words(
        f"图片“{name}”已损坏或不完整，无法打开；请查看原件，或请对方重新发送。",
        f"The picture “{name}” is broken or incomplete and cannot be opened; look at the original, or "
        "ask the sender for it again.",
    )


def _broken_page(name: str, number: int) -> Words:
    return Words(
        f"图片“{name}”第{number}页已损坏，无法识别；请查看原件，或请对方重新发送。",
        f"Page {number} of the picture “{name}” is broken and cannot be read; look at the original, or "
        "ask the sender for it again.",
    )


def _too_large(name: str, size: tuple[int, int]) -> Words:
    return Words(
        f"图片“{name}”过大（{size[0]}×{size[1]}点），未作识别；请查看原件，或请对方以较低分辨率重新扫描。",
        f"The picture “{name}” is too large ({size[0]} × {size[1]} dots) and was not read; look at the "
        "original, or ask the sender to scan it again at a lower resolution.",
    )


def _too_many(name: str) -> Words:
    return Words(
        f"图片“{name}”超过{MOST_PAGES}页，只识别了前{MOST_PAGES}页；其余各页请查看原件。",
        f"The picture “{name}” has more than {MOST_PAGES} pages, and only the first {MOST_PAGES} were read; "
        "look at the original for the rest.",
    )

"""Pictures of sheets of paper, opened under limits, made square, upright and grey (knows Pillow)."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, ImageStat

MOST_MEMORY = (
    160_000_000  # bytes of one decoded picture: A0 in black and white at 200 dpi, A4 in colour at 600 dpi
)
LONGEST_SIDE = 3508  # dots: A4 at 300 dpi; more tells the scan reader nothing and costs its time
STRIP = 2.5  # times as tall as wide: no sheet is, but a till receipt and a chat saved as one picture are
LONGEST_STRIP = 10 * LONGEST_SIDE  # dots; its width is that of a page
SMALLEST_AREA = 4_000  # dots: less is an icon; one line of text is about 9,000
SMALLEST_SIDE = 16  # dots: less is a rule or a tracking pixel

# Our own limit stands before Pillow's, which only warns at first and knows nothing of colours.
Image.MAX_IMAGE_PIXELS = None

_BYTES_PER_DOT = {"1": 1, "L": 1, "P": 1, "LA": 4, "PA": 4, "I;16": 2}  # 4 for all others
_SIXTEEN_BITS = ("I;16", "I;16B", "I;16L", "I;16N")


class TooLargeError(Exception):
    """A picture that would not fit in memory when decoded."""


def open_picture(source: bytes | Path) -> Image.Image:
    """Return the picture without decoding it; OSError or another of Pillow's many when it is none."""
    return Image.open(BytesIO(source) if isinstance(source, bytes) else source)


def frames(image: Image.Image, most: int) -> Iterator[int]:
    """Yield the numbers of the frames of ``image``, from 0 and at most ``most``, each ready to be decoded.

    The frames are not counted first: counting 10,000 of them is what a hostile file waits for.
    """
    for number in range(most):
        try:
            image.seek(number)
        except EOFError:
            return
        yield number


def is_tiny(image: Image.Image) -> bool:
    """Return whether ``image`` is too small to hold anything to read: a logo, an icon, a tracking pixel."""
    return image.width * image.height < SMALLEST_AREA or min(image.size) < SMALLEST_SIDE


def sheet(image: Image.Image) -> Image.Image:
    """Return the current frame as a sheet of paper: grey, square dots, upright by its camera's note.

    TooLargeError before anything is decoded; Pillow's errors where the frame is broken.
    """
    image.draft("L", (LONGEST_SIDE, LONGEST_SIDE))  # lets a JPEG be decoded at a fraction of its size
    if image.width * image.height * _BYTES_PER_DOT.get(image.mode, 4) > MOST_MEMORY:
        raise TooLargeError(f"{image.width} x {image.height}")
    stretch = _stretch(image)
    ImageOps.exif_transpose(image, in_place=True)
    return _fitted(_square(_grey(image), stretch))


def _stretch(image: Image.Image) -> float:
    """Return how much taller a dot is than wide once turned: 2.08 on a standard fax (204 by 98), else 1."""
    across, down = image.info.get("dpi") or image.info.get("resolution") or (1, 1)
    ratio = float(across) / float(down) if across and down else 1.0
    if not 0.2 <= ratio <= 5:
        return 1.0  # a slip of the pen in the file
    lies_on_its_side = image.getexif().get(ExifTags.Base.Orientation, 1) >= 5
    return 1 / ratio if lies_on_its_side else ratio


def _square(image: Image.Image, stretch: float) -> Image.Image:
    """Return ``image`` with square dots, stretched along its coarser side."""
    if stretch >= 1:
        size = (image.width, round(image.height * stretch))
    else:
        size = (round(image.width / stretch), image.height)
    return image if size == image.size else image.resize(size)


def largest(width: float, height: float) -> tuple[int, int]:
    """Return the width and height in dots that a sheet of this shape may have."""
    return (LONGEST_SIDE // 2, LONGEST_STRIP) if height > STRIP * width else (LONGEST_SIDE, LONGEST_SIDE)


def sheets(page: Image.Image) -> Iterator[Image.Image]:
    """Yield a strip cut into sheets between its lines, from the top; any other page as it is.

    The scan reader makes a page small enough to see all of it at once: of a long strip it sees nothing.
    """
    if page.height <= STRIP * page.width:
        yield page
        return
    brightness = page.resize((1, page.height), Image.Resampling.BOX).tobytes()
    dark = sum(brightness) < 128 * len(brightness)
    top = 0
    while page.height - top > 2 * page.width:
        lowest_first = range(top + page.width * 3 // 2, top + page.width, -1)
        cut = (min if dark else max)(lowest_first, key=brightness.__getitem__)
        yield page.crop((0, top, page.width, cut))
        top = cut
    yield page.crop((0, top, page.width, page.height))


def _fitted(image: Image.Image) -> Image.Image:
    most = largest(*image.size)
    if image.width > most[0] or image.height > most[1]:
        image.thumbnail(most)
    return image


def _grey(image: Image.Image) -> Image.Image:
    """Return ``image`` in 256 greys; transparent ink stands on white, or on black where it is light."""
    if image.mode in _SIXTEEN_BITS:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("L")
    seen = image.convert("LA")
    ink, cover = seen.getchannel("L"), seen.getchannel("A")
    light = cover.getextrema() != (0, 0) and ImageStat.Stat(ink, mask=cover).mean[0] > 127
    paper = Image.new("L", seen.size, 0 if light else 255)
    paper.paste(ink, mask=cover)
    return paper

"""The places for pictures in a template, found by name: ``logo``, ``QR``, ``QR director``."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.ns import nsmap, qn

from sales.words import Failure, Words


def picture_parts(document: Any, name: str) -> dict[str, str]:
    """Return the files in the .docx that are pictures called ``name``, with what else each is called.

    ``{"word/media/image2.png": ""}`` for the picture ``QR``, ``{…: "director"}`` for ``QR director``.
    """
    found: dict[str, str] = {}
    for part, drawing, rest in _named(document, name):
        for blip in drawing.iter(f"{{{nsmap['a']}}}blip"):
            if held := part.related_parts.get(blip.get(qn("r:embed"))):  # a linked one is elsewhere
                found[held.partname.lstrip("/")] = rest
    return found


def put_logo(document: Any, logo: bytes) -> None:
    """Put the company's logo into its place, as large as the place allows, in its own proportions."""
    for part, drawing, _ in _named(document, "logo"):
        try:
            relation, image = part.get_or_add_image(BytesIO(logo))
        except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
            raise Failure(
                Words(
                    "[company] logo 指定的文件不是可用的图片。请换成 PNG 或 JPEG 文件。",
                    "[company] logo names a file that is no picture Word can show. Use a PNG or JPEG file.",
                )
            ) from error
        for blip in drawing.iter(f"{{{nsmap['a']}}}blip"):
            blip.set(qn("r:embed"), relation)
        _fit(drawing, image.px_width / image.px_height)


def _fit(drawing: Any, proportion: float) -> None:
    """Shrink a drawing to ``proportion`` (width / height) inside the place it has."""
    extents = [*drawing.iter(f"{{{nsmap['wp']}}}extent"), *drawing.iter(f"{{{nsmap['a']}}}ext")]
    sizes = [extent for extent in extents if extent.get("cx")]
    width, height = int(sizes[0].get("cx")), int(sizes[0].get("cy"))
    width, height = min(width, round(height * proportion)), min(height, round(width / proportion))
    for size in sizes:
        size.set("cx", str(width))
        size.set("cy", str(height))


def _named(document: Any, name: str) -> Iterator[tuple[Any, Any, str]]:
    """Yield (part, drawing, what else it is called) for each picture called ``name`` in text and margins."""
    related = document.part.related_parts.values()
    for part in (
        document.part,
        *(part for part in related if part.content_type.endswith(("header+xml", "footer+xml"))),
    ):
        for properties in part.element.iter(f"{{{nsmap['wp']}}}docPr"):
            called, _, rest = properties.get("name", "").partition(" ")
            if called == name:
                yield part, properties.getparent(), rest

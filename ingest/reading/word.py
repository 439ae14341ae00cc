"""Word files: paragraphs, tables, text boxes, content controls, letterheads (knows python-docx)."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_SHOWN = frozenset({"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:pPr")})
_TEXT_BOX = qn("w:txbxContent")
_CONTROLS = frozenset({qn("w:sdt"), qn("w:sdtContent")})


def text(data: bytes) -> str:
    """Return the text of a Word file: letterheads, then the body as it stands, then footers.

    The file is walked as its XML stands, because python-docx's own paragraphs leave out what is in content
    controls and text boxes, and forms are filled in there.
    """
    document = docx.Document(BytesIO(data))
    around = dict.fromkeys(_margins(document, "header")), dict.fromkeys(_margins(document, "footer"))
    return "\n".join([*around[0], *_lines(document.element.body), *around[1]])


def pictures(data: bytes) -> Iterator[bytes]:
    """Yield the pictures that the body of a Word file shows, as their files stand."""
    for part in docx.Document(BytesIO(data)).part.related_parts.values():
        if part.content_type.startswith("image/"):
            yield part.blob


def _margins(document: Document, which: str) -> Iterator[str]:
    """Yield the lines of all headers or footers; a section without its own shows the one before."""
    for section in document.sections:
        for kind in (f"first_page_{which}", which, f"even_page_{which}"):
            margin = getattr(section, kind)
            if not margin.is_linked_to_previous:
                yield from _lines(margin._element)


def _lines(element: BaseOxmlElement) -> Iterator[str]:
    """Yield the lines under ``element``: one a paragraph, one a row of a table."""
    for child in element:
        if child.tag == qn("w:p"):
            yield from filter(None, _paragraph(child))
        elif child.tag == qn("w:tbl"):
            yield from filter(None, map(_row, _within(child, qn("w:tr"))))
        else:
            yield from _lines(child)  # a content control, an insertion that is still to be accepted


def _paragraph(paragraph: BaseOxmlElement) -> Iterator[str]:
    """Yield the paragraph, then the lines of the text boxes that hang on it."""
    boxes: list[BaseOxmlElement] = []
    yield "".join(_runs(paragraph, boxes)).strip()
    for box in boxes:
        yield from _lines(box)


def _runs(element: BaseOxmlElement, boxes: list[BaseOxmlElement]) -> Iterator[str]:
    """Yield the pieces of a paragraph's text; text boxes met on the way are put into ``boxes``."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag not in _NOT_SHOWN:
            yield from _runs(child, boxes)


def _row(row: BaseOxmlElement) -> str:
    """Return the cells of a row parted by tabs, a cell's own lines by spaces."""
    cells = _within(row, qn("w:tc"))
    return "\t".join(" ".join(" ".join(_lines(cell)).split()) for cell in cells).strip()


def _within(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """Yield the children called ``tag``, also those that stand in a content control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTROLS:
            yield from _within(child, tag)

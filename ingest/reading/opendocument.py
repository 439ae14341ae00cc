"""OpenDocument texts (ODF 1.3), read as their XML stands."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from ingest.reading.zipped import tree

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LINES = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_NOT_SHOWN = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation"})


def text(data: bytes) -> str:
    """Return the text: a line a paragraph, a line a row of a table, its cells parted by tabs."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(_lines(tree(archive, "content.xml")))


def _lines(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LINES:
            yield from filter(None, ["".join(_pieces(child)).strip()])
        elif child.tag == f"{_TABLE}table-row":
            cells = child.iterchildren(f"{_TABLE}table-cell")
            yield "\t".join(" ".join(" ".join(_lines(cell)).split()) for cell in cells).strip()
        elif child.tag not in _NOT_SHOWN:
            yield from _lines(child)


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _SPACES.get(child.tag, "")
        if child.tag not in _NOT_SHOWN:
            yield from _pieces(child)
        yield child.tail or ""

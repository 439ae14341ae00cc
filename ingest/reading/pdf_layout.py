"""A PDF page as it is laid out: tables by cells, words and filled-in fields in place (knows pdfplumber)."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.utils import decode_text
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table

from ingest.reading.lines import Line, in_reading_order

_COLUMN_GAP = 1.0  # heights of the writing; justified text has gaps of a third


class Layout:
    """The pages of one PDF, laid out."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: PDF | None = None

    def text(self, number: int) -> str:
        """Return the text of page ``number``, from 0; "" where pdfplumber can't make anything of it.

        Each row of a table is a line with its cells parted by tabs, at its place among the other lines.
        """
        try:
            self._pdf = self._pdf or pdfplumber.open(BytesIO(self._data))
            page = self._pdf.pages[number]
            try:
                return _page_text(page)
            finally:
                page.close()
        except (
            Exception
        ):  # pdfminer raises whatever a broken page makes it raise; the caller has the plain text
            return ""


def _page_text(page: Page) -> str:
    tables = page.find_tables()
    lines = [*_words(page), *_fields(page)]
    pieces = [(table.bbox[1], _rows(table)) for table in tables]
    tops = sorted(top for top, _ in pieces)
    outside = [line for line in lines if not any(_inside(line, table) for table in tables)]
    pieces += [(top, in_reading_order(band, _COLUMN_GAP)) for top, band in _bands(outside, tops)]
    return "\n".join(text for _, text in sorted(pieces) if text)


def _words(page: Page) -> Iterator[Line]:
    for word in page.extract_words():
        yield Line(word["text"], word["x0"], word["top"], word["x1"], word["bottom"])


def _fields(page: Page) -> Iterator[Line]:
    """Yield what was typed into the fields of a form (ISO 32000-1, 12.7.4); the page's text lacks it."""
    for field in page.annots:
        value = field["data"].get("V")
        if isinstance(value, bytes) and value:
            yield Line(decode_text(value), field["x0"], field["top"], field["x1"], field["bottom"])


def _bands(lines: Sequence[Line], tops: Sequence[float]) -> Iterator[tuple[float, list[Line]]]:
    """Yield the lines between two tables together, with the place of the band's first line."""
    edges = [float("-inf"), *tops, float("inf")]
    for above, below in pairwise(edges):
        band = [line for line in lines if above <= line.middle < below]
        if band:
            yield max(above, min(line.top for line in band)), band


def _inside(line: Line, table: Table) -> bool:
    left, top, right, bottom = table.bbox
    return bool(left <= (line.left + line.right) / 2 <= right and top <= line.middle <= bottom)


def _rows(table: Table) -> str:
    return "\n".join(filter(None, (_row(row) for row in table.extract())))


def _row(cells: Sequence[Any]) -> str:
    """Return the cells parted by tabs; cells that a wider one covers come as None and leave no gap."""
    return "\t".join(" ".join(cell.split()) for cell in cells if cell is not None).rstrip()

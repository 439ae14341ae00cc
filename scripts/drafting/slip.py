"""A box to tick and to sign, in the measures by which it is found on a scan (sales/slip_layout.py)."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from drafting.parts import add_picture, set_margins
from drafting.pictures import qr_place
from drafting.text import LEFT, TYPES, Types, lay, write
from sales.slip_layout import CODE, COLUMNS, MARGIN, ROWS
from sales.words import Language, Words

TICK = Words("请勾选一项", "tick one")
SIGNATURE = Words("签字", "signature")
YES, NO = Words("同意", "Approved"), Words("不同意", "Rejected")
LINE = 8  # eighths of a point: a fax keeps it
WORDS_FROM_TICK = 2.0  # millimetres


def draw_slip(cell: Any, box: str, language: Language) -> Any:
    """Draw the box of ``box`` ("director") into a table cell; returns the empty paragraph below it."""
    types = TYPES[language]
    table = cell.add_table(rows=len(ROWS), cols=len(COLUMNS))
    table.autofit = False
    set_margins(table, 0)
    for row, height in zip(table.rows, ROWS, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        for each, width in zip(row.cells, COLUMNS, strict=True):
            each.width = Mm(width)
            each.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = Mm(width)
    _code(table, box)
    _words(table, types, language)
    for row, column in ((1, 1), (3, 1), (1, 3), (2, 3), (3, 3)):
        _frame(table.cell(row, column))
    table.cell(1, 3).merge(table.cell(3, 3))
    return cell.paragraphs[-1]


def _code(table: Any, box: str) -> None:
    cell = table.cell(0, 0).merge(table.cell(len(ROWS) - 1, 0))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    place = lay(cell.paragraphs[0], LEFT, MARGIN * 72 / 25.4)
    place.paragraph_format.left_indent = Mm(MARGIN)
    add_picture(place, qr_place(box), CODE / 10, f"QR {box}")


def _words(table: Any, types: Types, language: Language) -> None:
    for row, column, words in ((0, 1, TICK), (0, 3, SIGNATURE), (1, 2, YES), (3, 2, NO)):
        cell = table.cell(row, column)
        if column == 1:
            cell = cell.merge(table.cell(row, 2))
        line = lay(cell.paragraphs[0])
        if column == 2:
            line.paragraph_format.left_indent = Mm(WORDS_FROM_TICK)
        write(line, words.in_(language), types.small)


def _frame(cell: Any) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(LINE)), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    # CT_TcPr is a sequence: the borders stand before the alignment.
    cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(borders)

"""Parts of a page that python-docx has no word for: bare tables, rules, computed fields, named pictures."""

from io import BytesIO
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from drafting.text import LEFT, Type, lay, write


def bare_table(place: Any, widths_cm: tuple[float, ...]) -> list[Any]:
    """Add a table of one row without borders to a document or header; returns its cells."""
    is_header = hasattr(place, "is_linked_to_previous")
    arguments = {"width": Cm(sum(widths_cm))} if is_header else {}
    table = place.add_table(rows=1, cols=len(widths_cm), **arguments)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths_cm, strict=True):
        column.width = cell.width = Cm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        lay(cell.paragraphs[0])
    set_margins(table, 0)
    return list(table.rows[0].cells)


def set_margins(table: Any, points: float) -> None:
    """Give the cells of a table so much room at their sides."""
    sides = "".join(f'<w:{side} w:w="{round(points * 20)}" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    # CT_TblPr is a sequence: the margins follow the layout.
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)


def flatten(header: Any) -> Any:
    """Return the paragraph a header begins with, moved below its table and made a thin line."""
    paragraph = header.paragraphs[0]
    paragraph._p.getparent().append(paragraph._p)
    return lay(paragraph, LEFT, 0, 4, line=3)


def tabbed(paragraph: Any, width_cm: float) -> Any:
    """Return the paragraph with one tab stop, at the right margin of a text of this width."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(width_cm), WD_TAB_ALIGNMENT.RIGHT)
    return lay(paragraph)


def rule(paragraph: Any, side: str, eighths: int) -> None:
    """Draw a line of so many eighths of a point above (``top``) or below (``bottom``) a paragraph."""
    line = f'<w:{side} w:val="single" w:sz="{eighths}" w:space="3" w:color="000000"/>'
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    # CT_PPr is a sequence: these follow the borders.
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_field(paragraph: Any, code: str, face: Type) -> None:
    """Add a field that Word computes: PAGE, NUMPAGES."""
    _mark(paragraph, "begin", face)
    instruction = OxmlElement("w:instrText")
    instruction.text = f" {code} "
    write(paragraph, "", face)._r.append(instruction)
    _mark(paragraph, "separate", face)
    write(paragraph, "1", face)
    _mark(paragraph, "end", face)


def _mark(paragraph: Any, kind: str, face: Type) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    write(paragraph, "", face)._r.append(mark)


def add_picture(paragraph: Any, image: bytes, width_cm: float, name: str) -> None:
    """Add a picture; its name tells documents/pictures.py what to put in its place."""
    shape = paragraph.add_run().add_picture(BytesIO(image), width=Cm(width_cm))
    shape._inline.docPr.set("name", name)
    shape._inline.docPr.set("descr", name)
    for side in ("distL", "distR"):
        shape._inline.set(side, "0")

"""The one table of a form: full borders, shaded labels, the columns of its sheet underneath visible ones."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from drafting.boxes import draw_box
from drafting.control import add_value
from drafting.form import Box, Boxes, Column, Form, Listing, Row, Section
from drafting.parts import set_margins
from drafting.text import CENTRE, LEFT, RIGHT, TYPES, Type, Types, label_of, lay, numbered, spread, write
from sales.words import Language, Words

SECTION_SHADE, LABEL_SHADE = "D9D9D9", "F2F2F2"
# A fixed height of line makes a page of rows come out the same whatever font stands in for 宋体.
LINE_HEIGHT_CM = 0.55
NUMBER = Words("序号", "No.")
GAP = 0.8  # points above and below the text of a cell


def draw_grid(document: Any, form: Form, language: Language) -> None:
    """Add the form's table to a python-docx document."""
    grid = Grid(new_table(document, form), form, language)
    for number, section in enumerate(form.sections, start=1):
        if section.starts_page:
            _new_page(document)
            grid.table = new_table(document, form)
        grid.section(number, section)


def _new_page(document: Any) -> None:
    """Start a page between two tables: within one, LibreOffice 7.4 does not."""
    between = lay(document.add_paragraph(), line=1)
    between.paragraph_format.page_break_before = True


def new_table(document: Any, form: Form) -> Any:
    """Return an empty table with the columns of the form's sheet, added to a python-docx document."""
    table = document.add_table(rows=0, cols=len(form.sheet.columns_cm))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, form.sheet.columns_cm, strict=True):
        column.width = Cm(width)
    _frame(table)
    return table


class Span(NamedTuple):
    """The columns of the sheet that a cell takes."""

    first: int
    end: int


class Grid:
    """The table while it grows."""

    def __init__(self, table: Any, form: Form, language: Language) -> None:
        self.table = table
        self.fields = form.fields
        self.is_sent = form.is_sent
        self.columns_cm = form.sheet.columns_cm
        label, middle, label_2 = form.sheet.ends
        end = len(self.columns_cm)
        self.whole = Span(0, end)
        self.one = (Span(0, label), Span(label, end))
        self.two = (Span(0, label), Span(label, middle), Span(middle, label_2), Span(label_2, end))
        self.halves = (Span(0, middle), Span(middle, end))
        self.language = language
        self.types: Types = TYPES[language]

    def section(self, number: int, section: Section) -> None:
        """Add a shaded title with its number, and its rows."""
        (cell,) = self._row([self.whole])
        shade(cell, SECTION_SHADE)
        title = numbered(number, section.title, self.language)
        self._print(cell, title, self.types.section, keep=True)
        for row in section.rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Add a row of any kind."""
        match row:
            case Listing():
                self._listing(row)
            case Box():
                (cell,) = self._row([self.whole], splits=False)
                draw_box(cell, row, self.fields, self.language)
            case Boxes(left, right):
                halves = self._row(self.halves, splits=False)
                for cell, box in zip(halves, (left, right), strict=True):
                    draw_box(cell, box, self.fields, self.language)
            case (across,):
                self._cell(across, *self._row(self.one))
            case (left, right):
                label, value, label_2, value_2 = self._row(self.two)
                self._cell(left, label, value)
                self._cell(right, label_2, value_2)

    def _cell(self, name: str, label: Any, value: Any) -> None:
        shade(label, LABEL_SHADE)
        self._print(label, spread(self._label(name)), self.types.label, CENTRE)
        self._value(value, name, name, LEFT, self.types.value)

    def _value(self, cell: Any, path: str, printed: str, alignment: Any, face: Type) -> None:
        """Write what prints a field into a cell, in a control where a person fills it in."""
        line = lay(cell.paragraphs[0], alignment, GAP, GAP, self.types.line)
        add_value(line, path, printed, self.fields[path], face, self.language)

    def _listing(self, listing: Listing) -> None:
        ends = list(accumulate(column.span for column in listing.columns))
        spans = [Span(end - column.span, end) for end, column in zip(ends, listing.columns, strict=True)]
        face, heading = (
            (self.types.cell, self.types.heading)
            if listing.is_small
            else (self.types.value, self.types.label)
        )
        for column, cell in zip(listing.columns, self._row(spans), strict=True):
            shade(cell, LABEL_SHADE)
            self._print(cell, self._heading(listing, column), heading, CENTRE, keep=True)
            if listing.is_small:
                tighten(cell)
        self._tag(f"{{%tr for item in {listing.items} %}}")
        for column, cell in zip(listing.columns, self._row(spans), strict=True):
            if listing.is_small:
                tighten(cell)
            alignment = RIGHT if column.is_figure else CENTRE if column.centred else LEFT
            if column.name:
                path = f"{listing.items}[].{column.name}"
                self._value(cell, path, f"item.{column.name}", alignment, face)
            else:
                self._print(cell, "{{ loop.index }}", face, CENTRE)
        self._tag("{%tr else %}")
        for cell in self._row(spans):
            self._print(cell, "", self.types.value)
        self._tag("{%tr endfor %}")

    def _heading(self, listing: Listing, column: Column) -> str:
        if not column.name:
            return NUMBER.in_(self.language)
        return self._label(f"{listing.items}[].{column.name}")

    def _label(self, path: str) -> str:
        """Return what a field is called, marked where it must be filled in and no customer sees it."""
        field = self.fields[path]
        return field.called.in_(self.language) if self.is_sent else label_of(field, self.language)

    def _tag(self, tag: str) -> None:
        """Add a row that only carries a template tag; docxtpl takes the row away."""
        (cell,) = self._row([self.whole])
        cell.paragraphs[0].add_run(tag)

    def _print(self, cell: Any, text: str, face: Any, alignment: Any = LEFT, keep: bool = False) -> None:
        paragraph = lay(cell.paragraphs[0], alignment, GAP, GAP, self.types.line)
        paragraph.paragraph_format.keep_with_next = keep or None
        write(paragraph, text, face)

    def _row(self, spans: Sequence[Span], splits: bool = True) -> list[Any]:
        """Add a row of cells; returns them.

        A row that holds a customer's text must split: LibreOffice 7.4 cuts off lines of one that may not and
        is longer than a page.
        """
        row = self.table.add_row()
        row.height = Cm(LINE_HEIGHT_CM)
        if not splits:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = []
        for first, end in spans:
            cell = row.cells[first]
            if end - first > 1:
                cell = cell.merge(row.cells[end - 1])
            cell.width = Cm(sum(self.columns_cm[first:end]))
            cell.vertical_alignment = 1  # centre
            cells.append(cell)
        return cells


def tighten(cell: Any) -> None:
    """Leave a narrow cell's room to what stands in it."""
    sides = "".join(f'<w:{side} w:w="20" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tcMar {nsdecls('w')}>{sides}</w:tcMar>")
    # CT_TcPr is a sequence: the margins stand before the alignment, and after the shade.
    cell._tc.get_or_add_tcPr().find(qn("w:vAlign")).addprevious(margins)


def shade(cell: Any, colour: str) -> None:
    """Fill a cell's ground."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    properties = cell._tc.get_or_add_tcPr()
    alignment = properties.find(qn("w:vAlign"))
    # CT_TcPr is a sequence: the shade stands before the alignment.
    alignment.addprevious(shading) if alignment is not None else properties.append(shading)


def _frame(table: Any) -> None:
    """Draw full borders, the outer ones heavier, and give the cells room at the sides."""
    borders = OxmlElement("w:tblBorders")
    for side, eighths in (
        ("top", 12),
        ("left", 12),
        ("bottom", 12),
        ("right", 12),
        ("insideH", 4),
        ("insideV", 4),
    ):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)
    set_margins(table, 4)

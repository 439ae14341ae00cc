"""Workbooks of Excel, WPS and OpenDocument (the file that knows python-calamine)."""

import datetime
import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from ingest.reading.zipped import TooMuchError

MOST_ROWS = 5_000  # of one sheet; an enquiry has 5 to 500
MOST_SHEETS = 50
MOST_CELLS = 5_000_000  # between the first and the last one used; empty ones cost memory too
_FAR_CELL = re.compile(rb'\br="([A-Z]{0,3})(\d{1,7})"')

Cell = object


def text(data: bytes) -> str:
    """Return the visible sheets, each under its name: a line a row, cells parted by tabs.

    TooMuchError for a sheet with one cell at the far end; calamine's own errors where it is broken.
    """
    _check_far_cells(data)
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    seen = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    return "\n\n".join(filter(None, (_sheet(workbook, name) for name in seen[:MOST_SHEETS])))


def _sheet(workbook: CalamineWorkbook, name: str) -> str:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=True, nrows=MOST_ROWS)
    lines = [line for row in rows if (line := _line(row))]
    return "\n".join([name, *lines]) if lines else ""


def _line(row: Sequence[Cell]) -> str:
    return "\t".join(map(_shown, row)).strip()


def _shown(value: Cell) -> str:
    """Return a cell as a person would read it: 2 and not 2.0, a day without midnight."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return " ".join(str(value).split())


def _check_far_cells(data: bytes) -> None:
    """Raise TooMuchError where a sheet reaches too far: calamine makes room for every cell up to the last."""
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and _cells(archive.read(name)) > MOST_CELLS:
                raise TooMuchError


def _cells(sheet: bytes) -> int:
    """Return how many cells lie up to the last column and the last row that ``sheet`` names."""
    places = list(_places(sheet))
    return max(column for column, _ in places) * max(row for _, row in places)


def _places(sheet: bytes) -> Iterator[tuple[int, int]]:
    yield 1, 1
    for match in islice(_FAR_CELL.finditer(sheet), 2_000_000):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - 64
        yield column, int(match[2])

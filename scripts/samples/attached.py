"""The files that hang on the sample letters: Word, Excel, PDF and zip, from the words of the sample."""

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from openpyxl.styles import Font

Sample = Mapping[str, Any]
WHEN = (2026, 11, 20, 16, 30, 0)  # what the files inside an archive are dated


def data_of(sample: Sample) -> bytes:
    """Return the file that ``sample`` describes, in the format of its name."""
    return _MAKERS[PurePath(sample["name"]).suffix](sample)


def _word(sample: Sample) -> bytes:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = "Arial"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    heading = document.add_paragraph().add_run(sample["title"])
    heading.bold = True
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in sample["rows"]:
        row = table.add_row().cells
        row[0].text, row[1].text = label, value
    return _saved(document.save)


def _excel(sample: Sample) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = sample["title"]
    for row in sample["rows"]:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDE", (6, 28, 24, 10, 24), strict=True):
        sheet.column_dimensions[column].width = width
    return _saved(book.save)


def _pdf(sample: Sample) -> bytes:
    """Return the Word file as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "sample.docx"
        word.write_bytes(_word(sample))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return word.with_suffix(".pdf").read_bytes()


def _zip(sample: Sample) -> bytes:
    """Return an archive as Chinese Windows packs it: names in GBK, and no flag that says so."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in sample["member"]:
            archive.writestr(_GbkName(member["name"]), data_of(member), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


class _GbkName(zipfile.ZipInfo):
    """The entry of a file whose name the standard library would write in UTF-8."""

    def __init__(self, name: str) -> None:
        super().__init__(name, WHEN)

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's name for it
        return self.filename.encode("gbk"), self.flag_bits


def _text(sample: Sample) -> bytes:
    return str(sample["text"]).lstrip().replace("\n", "\r\n").encode("gbk")


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


_MAKERS: dict[str, Callable[[Sample], bytes]] = {
    ".docx": _word,
    ".xlsx": _excel,
    ".pdf": _pdf,
    ".zip": _zip,
    ".txt": _text,
}

"""I8: files made to hurt cost a real child a bounded time and memory, and the next file nothing."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from ingest.child import Child, Limits
from sales.words import Failure

LIMITS = Limits(memory=320 * 2**20, seconds=30, output=8 * 2**20)
_ENTITIES = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a0 "haha">{_ENTITIES}]>'


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child("tests.ingest.reading_child", LIMITS)
    yield child
    child.close()


def zipped(**files: bytes) -> bytes:
    """Return a zip of ``files``, packed as tightly as zip can."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def nested_zip(levels: int, width: int, largest: int) -> bytes:
    """Return zips in zips, ``width`` of them in each, and a file of ``largest`` zeroes in the innermost."""
    data = zipped(zeroes=bytes(largest))
    for _ in range(levels):
        data = zipped(**{f"{number}.zip": data for number in range(width)})
    return data


def workbook() -> bytes:
    """Return an xlsx whose shared strings are the billion laughs."""
    name = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{name}.sheet.main+xml"/></Types>'
    strings = f'<?xml version="1.0"?>{LAUGHS}<sst><si><t>&a9;</t></si></sst>'
    return zipped(
        **{
            "[Content_Types].xml": types.encode(),
            "xl/workbook.xml": b'<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>',
            "xl/sharedStrings.xml": strings.encode(),
        }
    )


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue; readers find them by looking."""
    numbered = b"".join(b"%d 0 obj %b endobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return b"%PDF-1.5\n" + numbered + b"trailer << /Root 1 0 R >>\n%%EOF"


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<< %b /Length %d >> stream\n%b\nendstream" % (head, len(data), data)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
    b" /Resources << /XObject << /A 5 0 R >> >> >>"
)
LOOPING_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /A 5 0 R >> >>"
LARGE_PICTURE = (
    b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    b" /Filter [/FlateDecode /FlateDecode]"
)


def tiff(width: int, height: int) -> bytes:
    """Return a fax that says it is so large; its one strip is rubbish."""
    fields = {256: width, 257: height, 258: 1, 259: 4, 262: 0, 273: 200, 278: height, 279: 100}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields.items())
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(fields)) + entries + bytes(4) + b"\x5a" * 300


BOMBS = {
    "42.zip": lambda: nested_zip(levels=5, width=8, largest=10 * 2**20),
    "deep.zip": lambda: nested_zip(levels=60, width=1, largest=1),
    "flat.zip": lambda: zipped(**{f"{number}.txt": bytes(50 * 2**20) for number in range(8)}),
    "laughs.xlsx": workbook,
    "laughs.svg": f'<?xml version="1.0"?>{LAUGHS}<svg><text>&a9;</text></svg>'.encode,
    "laughs.html": f"{LAUGHS}<html><p>&a9;".encode,
    "pages.pdf": lambda: pdf(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"),
    "forms.pdf": lambda: pdf(CATALOGUE, PAGES, PAGE, stream(b"/A Do"), stream(b"/A Do /A Do", LOOPING_FORM)),
    "content.pdf": lambda: pdf(
        CATALOGUE,
        PAGES,
        PAGE,
        stream(zlib.compress(b"q " * 100_000_000), b"/Filter /FlateDecode"),
        b"null",
    ),
    "picture.pdf": lambda: pdf(
        CATALOGUE,
        PAGES,
        PAGE,
        stream(b"q 600 0 0 800 0 0 cm /A Do Q"),
        stream(zlib.compress(zlib.compress(bytes(400_000_000))), LARGE_PICTURE),
    ),
    "square.tif": lambda: tiff(100_000, 100_000),
    "endless.tif": lambda: tiff(1728, 2_000_000),
    "groups.rtf": lambda: b"{\\rtf1" + b"{" * 500_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_its_own_reading_at_most(name: str, child: Child, tmp_path: Path) -> None:
    """It is read in part or refused with a sentence; either way the next file finds a reader."""
    bomb, note = tmp_path / name, tmp_path / "note.txt"
    bomb.write_bytes(BOMBS[name]())
    note.write_text("求购焊机")
    try:
        answer = child.call({"path": str(bomb), "spool": str(tmp_path)})
    except Failure as failure:
        assert failure.words.zh != failure.words.en
    else:
        assert answer["memory"] <= LIMITS.memory
        assert len(str(answer["text"])) < 2_000_000
    assert child.call({"path": str(note), "spool": str(tmp_path)})["text"] == "求购焊机"

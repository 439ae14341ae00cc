"""A paper as people outside the house read it: without what it asks our own people to do.

Where they have a box to tick and to sign, a line to sign on is left: on paper, ours are as bound as theirs.
"""

import re
import zipfile
from base64 import b64decode
from hashlib import sha256
from io import BytesIO

from lxml import etree

from documents.controls import blacken, controls, text_of
from documents.labels import DATE, SIGN
from sales.words import Language

BODY = "word/document.xml"
LARGEST = 20_000_000  # bytes of the text's part; a proposal of ours has 0.3 MB
SLIP = re.compile(r"QR \S+")  # the picture in a box to tick and to sign; that of the whole paper is "QR"
# The picture that says LOGO in our templates, by its checksum
LOGO_PLACE = "3db63a6ba2ae6b8bf0f4b67473fc685b7a57ffae87d363652e463a8eecac4db6"
LARGEST_MARK = 100_000  # bytes; what is larger need not be looked at
NOTHING = b64decode(  # a picture of one pixel that nobody sees
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP4zwAAAgEBAKEeXHUAAAAASUVORK5CYII="
)
ROOM = "820"  # twentieths of a point: the lines to sign on in a row stand beside each other

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def outward(document: bytes) -> bytes:
    """Return a .docx without the prompts of empty places, boxes in which our own people decide, and the word
    LOGO where the company has set none.

    ValueError where it is none, or its text is larger than any honest one.
    """
    try:
        return _outward(document)
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from error


def _outward(document: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in parts.infolist():
            is_text = part.filename == BODY
            if is_text and part.file_size > LARGEST:
                raise ValueError(part.filename)
            data = parts.read(part)
            new.writestr(part, _read_only(data) if is_text else _shown(data))
    return out.getvalue()


def _shown(part: bytes) -> bytes:
    """Return another part as it goes out: where no logo was set, its place stays empty."""
    return NOTHING if len(part) < LARGEST_MARK and sha256(part).hexdigest() == LOGO_PLACE else part


def _read_only(part: bytes) -> bytes:
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    for control in controls(root):
        if text_of(control):
            blacken(control)
        else:
            _empty(control)
    for slip in _slips(root):
        _sign_on(slip.getnext())
        slip.getparent().remove(slip)
    written: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
    return written


def _empty(control: etree._Element) -> None:
    for text in control.iter(f"{_W}t"):
        text.text = ""


def _sign_on(line: etree._Element | None) -> None:
    """Make the line for the day, which follows a box, one to sign on, too, with room for a pen above it."""
    text = None if line is None else next(line.iter(f"{_W}t"), None)
    for language in Language:
        if line is not None and text is not None and text.text == DATE.in_(language):
            text.text = SIGN.in_(language) + text.text
            for spacing in line.iter(f"{_W}spacing"):
                if spacing.get(f"{_W}before"):
                    spacing.set(f"{_W}before", ROOM)


def _slips(root: etree._Element) -> list[etree._Element]:
    """Return the tables that are boxes to tick and to sign, each in a cell of the paper's own."""
    pictures = (each for each in root.iter(_PICTURE) if SLIP.fullmatch(each.get("name", "")))
    return [next(picture.iterancestors(f"{_W}tbl")) for picture in pictures]

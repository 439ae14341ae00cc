"""A form that somebody has worked on in Word, as the next version: only its number is another.

A technical proposal has drawings and tables that no field holds, so the group's own file is the document.
Runs in the reading child, because the file is a stranger's until somebody has looked at it.
"""

import re
import zipfile
from io import BytesIO

PROPERTIES, BODY = "docProps/custom.xml", "word/document.xml"
_LARGEST = 200_000_000  # bytes, unpacked: what Word itself makes of some fifty photos
_PROPERTY = re.compile(r'(name="leadwright-version"[^>]*>\s*<vt:\w+>)[^<]*')
_SHOWN = re.compile(r"(（第\s*|\(Issue\s+)\d{1,4}(\s*版）|\))")


def reissued(document: bytes, version: int) -> bytes:
    """Return the .docx with ``version`` in its properties, and where it is printed below the title.

    ValueError where it unpacks to more than any honest file does.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if sum(part.file_size for part in parts.infolist()) > _LARGEST:
            raise ValueError("unpacked, it is too large")
        for part in parts.infolist():
            new.writestr(part, _numbered(part.filename, parts.read(part), version))
    return out.getvalue()


def _numbered(name: str, data: bytes, version: int) -> bytes:
    if name == PROPERTIES:
        return _PROPERTY.sub(rf"\g<1>{version}", data.decode()).encode()
    if name == BODY:
        return _SHOWN.sub(rf"\g<1>{version}\g<2>", data.decode(), count=1).encode()
    return data

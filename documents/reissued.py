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
# Programs part a line into runs wherever its font changes: tags stand between any two words.
_GAP = r"(?:\s|<[^<>]{1,400}>){0,60}"
_SHOWN = re.compile(rf"(LW-\d{{4}}-\d{{5,7}}{_GAP}[（(]?{_GAP}(?:第|Issue){_GAP})\d{{1,4}}")


def reissued(document: bytes, version: int) -> bytes:
    """Return the .docx with ``version`` in its properties, and behind the first number of a lead in its text.

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
        return _SHOWN.sub(rf"\g<1>{version}", data.decode(), count=1).encode()
    return data

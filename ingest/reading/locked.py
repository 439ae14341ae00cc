"""Whether an office file wants a password to be opened (the file that knows olefile)."""

import zipfile
from io import BytesIO

import olefile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MANIFEST = "META-INF/manifest.xml"
_FILEPASS = b"\x2f\x00"  # [MS-XLS] 2.4.117
_BOF = b"\x09\x08"  # [MS-XLS] 2.4.21


def is_locked(data: bytes) -> bool:
    """Return whether ``data`` is an office file that is encrypted; an error where its envelope is broken."""
    if data.startswith(b"PK"):
        return _opendocument_says_so(data)
    if not data.startswith(_OLE):
        return False
    with olefile.OleFileIO(BytesIO(data)) as file:
        return bool(
            file.exists("EncryptedPackage")  # [MS-OFFCRYPTO] 2.3.4.4: docx, xlsx and pptx in an OLE envelope
            or _word_says_so(file)
            or any(_excel_says_so(file, stream) for stream in ("Workbook", "Book"))
        )


def _opendocument_says_so(data: bytes) -> bool:
    """Return whether the manifest ([ODF] 1.3, part 2, 4.4) says how its files are encrypted."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


def _word_says_so(file: olefile.OleFileIO) -> bool:
    """Return the fEncrypted bit ([MS-DOC] 2.5.2), the lowest of byte 11 of the document's stream."""
    if not file.exists("WordDocument"):
        return False
    head: bytes = file.openstream("WordDocument").read(12)
    return bool(head[11] & 1)


def _excel_says_so(file: olefile.OleFileIO, stream: str) -> bool:
    """Return whether the record after the workbook's first is the one about its password."""
    if not file.exists(stream):
        return False
    head: bytes = file.openstream(stream).read(512)
    first = 4 + int.from_bytes(head[2:4], "little")
    return head.startswith(_BOF) and head[first : first + 2] == _FILEPASS

"""Archives that Python itself can open: zip, tar, and single files packed by gzip, bzip2 or xz."""

import bz2
import gzip
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import IO

from ingest.reading.unpacking import Packed, decoded, harmless

CHUNK = 2**18  # bytes
_UTF8 = 0x800  # flag of a zip entry: its name is UTF-8 (APPNOTE 6.3.10, 4.4.4, bit 11)
_LOCKED = 0x1  # bit 0
_SUFFIX = re.compile(r"\.(gz|bz2|xz)$", re.IGNORECASE)
_SHORT_SUFFIX = re.compile(r"\.t(gz|bz2?|xz)$", re.IGNORECASE)


def opener(data: bytes, name: str) -> Callable[[bytes], Iterator[Packed]] | None:
    """Return who opens ``data``, or None."""
    if data.startswith(b"PK"):
        return _zip_entries
    if data[257:262] == b"ustar":
        return _tar_entries
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return partial(_single_entry, name=name)
    return None


def _zip_entries(data: bytes) -> Iterator[Packed]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = harmless(_zip_name(info))
            if info.flag_bits & _LOCKED:
                yield Packed(name, locked=True)
            else:
                with archive.open(info) as file:
                    yield Packed(name, _chunks(file), info.file_size)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name; where the archiver did not say that it is UTF-8, zipfile has taken it for cp437."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    return decoded(info.orig_filename.encode("cp437"))


def _tar_entries(data: bytes) -> Iterator[Packed]:
    with tarfile.open(
        fileobj=BytesIO(data), mode="r:", encoding="utf-8", errors="surrogateescape"
    ) as archive:
        for info in archive:
            file = archive.extractfile(info) if info.isreg() else None  # no links, no devices
            if file:
                name = decoded(info.name.encode("utf-8", "surrogateescape"))
                yield Packed(harmless(name), _chunks(file), info.size)


def _single_entry(data: bytes, name: str) -> Iterator[Packed]:
    """Yield the one file inside; a tar archive inside is opened in its turn."""
    inside = _SUFFIX.sub("", _SHORT_SUFFIX.sub(".tar", name))
    with _decompressing(data) as file:
        yield Packed(harmless(inside), _chunks(file))


def _decompressing(data: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=BytesIO(data))
    return bz2.BZ2File(BytesIO(data)) if data.startswith(b"BZh") else lzma.LZMAFile(BytesIO(data))


def _chunks(file: IO[bytes] | gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile) -> Iterator[bytes]:
    return iter(partial(file.read, CHUNK), b"")

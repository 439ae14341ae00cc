"""7z, most rar files, cab and others (knows libarchive-c, whose library may be missing)."""

import locale
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from ingest.reading.programs import MissingProgramError, RefusedError
from ingest.reading.unpacking import LockedError, Packed, decoded, harmless

CHUNK = 2**18  # bytes
_KIND, _FILE = 0o170000, 0o100000  # in the mode of an entry, as in that of a file


def entries(data: bytes) -> Iterator[Packed]:
    """Yield the files in ``data``; LockedError where they want a password, RefusedError where there are none.

    MissingProgramError where the system has no libarchive, which pip can't bring.
    """
    try:
        import libarchive  # noqa: PLC0415 - it fails at once where the system's library is missing
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise MissingProgramError("libarchive") from error
    _speak_utf8()
    with _locks_told(), libarchive.memory_reader(data, header_codec="gb18030") as archive:
        empty = True
        for entry in archive:
            empty = False
            if entry.filetype & _KIND in (0, _FILE):  # some archivers note no kind; links and devices do
                yield Packed(harmless(_name(entry.pathname)), _chunks(entry), entry.size or 0)
    if empty:  # libarchive takes many a broken file for an archive without members
        raise RefusedError


def _chunks(entry: Any) -> Iterator[bytes]:
    with _locks_told():
        yield from entry.get_blocks(CHUNK)


@contextmanager
def _locks_told() -> Iterator[None]:
    """Raise LockedError for those errors of libarchive that speak of encryption; it has no code for them."""
    try:
        yield
    except Exception as error:
        if "ncrypt" in str(error) or "assphrase" in str(error):
            raise LockedError from error
        raise


def _name(pathname: str | bytes | None) -> str:
    """Return the name of an entry, which libarchive leaves as bytes or away where it can't decode it."""
    return decoded(pathname) if isinstance(pathname, bytes) else pathname or ""


def _speak_utf8() -> None:
    """Let libarchive know names in Unicode: under ``LC_ALL=C``, as services run, it returns none."""
    if locale.setlocale(locale.LC_CTYPE) in {"C", "POSIX"}:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")

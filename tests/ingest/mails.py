"""Mails made for the tests of reading, and a short way to read them."""

from pathlib import Path

from ingest.reading.letter import Reading, read
from ingest.reading.limits import ReadingLimits
from sales.letter import Letter


def mail(*headers: str | bytes, body: str | bytes = b"") -> bytes:
    """Return the bytes of a mail with these header lines; text is written as UTF-8."""
    lines = [_bytes(header) for header in ("From: a@example.com", "Subject: s", *headers)]
    return b"\r\n".join([*lines, b"", _bytes(body)])


def multipart(kind: str, *parts: str | bytes, boundary: str = "=_b") -> bytes:
    """Return a mail of these parts, each written with its own headers."""
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + _bytes(part) + b"\r\n" for part in parts) + line + b"--\r\n"
    return mail("MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="{boundary}"', body=body)


def reading(
    data: bytes, folder: Path, name: str = "mail.eml", limits: ReadingLimits | None = None
) -> Reading:
    """Return what the reader makes of ``data`` in a file called ``name``."""
    path = folder / "original"
    path.write_bytes(data)
    spool = folder / "spool"
    spool.mkdir(exist_ok=True)
    return read(path, name, spool, limits)


def letter(data: bytes, folder: Path, name: str = "mail.eml") -> Letter:
    """Return the letter in ``data``."""
    return reading(data, folder, name).letter


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()

"""The mail inside an opaque S/MIME signature (``smime.p7m``, RFC 8551); the signature is not checked here."""

from collections.abc import Iterator

_SIGNED = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2 signedData
_DATA = bytes.fromhex("2a864886f70d010701")  # 1.2.840.113549.1.7.1 data
_OBJECT, _OCTETS, _OCTETS_IN_PIECES = 0x06, 0x04, 0x24
_DEEPEST = 20  # an honest signature has its content at level 5


def signed_content(data: bytes) -> bytes | None:
    """Return the signed content of a CMS message, None where there is none: encrypted, detached or broken."""
    try:
        return _content(data)
    except (IndexError, ValueError):
        return None


def _content(data: bytes) -> bytes | None:
    """Return the octets behind the second object identifier that says ``data``, inside a ``signedData``."""
    signed = inside = False
    pieces: list[bytes] = []
    for tag, value in _values(data, 0, len(data), 0):
        if tag == _OBJECT:
            if inside:  # the next structure: certificates, signatures
                break
            signed = signed or value == _SIGNED
            inside = signed and value == _DATA
        elif tag == _OCTETS and inside:
            pieces.append(value)
    return b"".join(pieces) or None


def _values(data: bytes, start: int, end: int, level: int) -> Iterator[tuple[int, bytes]]:
    """Yield the primitive values of a BER encoding (X.690) in order; lengths may be indefinite."""
    if level > _DEEPEST:
        raise ValueError("nested too deeply")
    while start < end:
        tag, start, length = _head(data, start)
        if tag == 0 and length == 0:  # the end of an indefinite length; what encloses it goes on
            continue
        stop = end if length is None else min(start + length, end)
        if tag & 0x20:
            yield from _values(data, start, stop, level + 1)
        else:
            yield tag, data[start:stop]
        start = stop


def _head(data: bytes, start: int) -> tuple[int, int, int | None]:
    """Return the tag at ``start``, where its content begins, and its length; None where it is indefinite."""
    tag, first = data[start], data[start + 1]
    if first < 0x80:
        return tag, start + 2, first
    if first == 0x80:
        return tag, start + 2, None
    count = first & 0x7F
    return tag, start + 2 + count, int.from_bytes(data[start + 2 : start + 2 + count], "big")

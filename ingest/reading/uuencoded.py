"""Files that old programs write into the text itself: ``begin 644 name`` … ``end``."""

import binascii
import re

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n(?=[!-`])", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
_MOST_FILES = 100


def taken_out(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Return ``data`` without the uuencoded files in it, and each file's name and block."""
    kept: list[bytes] = []
    files: list[tuple[bytes, bytes]] = []
    position = 0
    while len(files) < _MOST_FILES:
        begin = _BEGIN.search(data, position)
        end = _END.search(data, begin.end()) if begin else None
        if not begin or not end:
            break
        kept.append(data[position : begin.start()])
        files.append((begin[1], data[begin.start() : end.end()]))
        position = end.end()
    return b"".join([*kept, data[position:]]), files


def decoded(block: bytes) -> bytes:
    """Return the file in the first uuencoded block, as far as it can be read."""
    begin = _BEGIN.search(block)
    out = bytearray()
    for line in block[begin.end() :].splitlines() if begin else []:
        if line.strip() == b"end":
            break
        data = _line(line)
        if data is None:
            break
        out += data
    return bytes(out)


def _line(line: bytes) -> bytes | None:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # trailing rubbish of some encoders: the length in front says what counts
        length = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
    try:
        return binascii.a2b_uu(line[:length])
    except binascii.Error:
        return None

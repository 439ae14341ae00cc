"""What a server answers to UID FETCH, read from the raw lines.

A record is what imaplib makes of it: a line, or (line that announces a literal, the literal). One answer can
be several records; where the next one begins is told by its message number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

Record = bytes | tuple[bytes, bytes]

_BEGINS = re.compile(rb"\d+ \(")
_UID = re.compile(rb"[( ]UID (\d{1,10})", re.IGNORECASE)
_SIZE = re.compile(rb"[( ]RFC822\.SIZE (\d{1,18})", re.IGNORECASE)
_DATE = re.compile(rb'[( ]INTERNALDATE "([^"]{1,40})"', re.IGNORECASE)
_FLAGS = re.compile(rb"[( ]FLAGS \(([^()]*)\)", re.IGNORECASE)
_BODY = re.compile(
    rb'[( ]BODY\[\](?:<(\d+)[^>]*>)? (?:NIL|"((?:[^"\\]|\\.)*)"|\{\d+\})', re.IGNORECASE | re.DOTALL
)
_WHEN = re.compile(r" ?(\d{1,2})-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mail as the server lists it, without its bytes."""

    uid: int
    size: int  # bytes, as the server counts them: some count wrong
    received_at: datetime  # INTERNALDATE, aware
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of bytes out of a mail."""

    octets: bytes
    origin: int | None  # where it begins; None: the server knows no pieces and sent the whole mail


def entries(records: Iterable[Record], no_date: datetime) -> Iterator[Entry]:
    """Yield the mails of a listing in the server's order; ``no_date`` stands in for a missing time."""
    for text, _ in _answers(records):
        flags = _FLAGS.search(text)
        rest = text if flags is None else text[: flags.start()] + text[flags.end() :]
        uid, size, date = _UID.search(rest), _SIZE.search(rest), _DATE.search(rest)
        if uid is not None and size is not None:
            received_at = _time(date[1]) if date else None
            yield Entry(int(uid[1]), int(size[1]), received_at or no_date, _names(flags[1] if flags else b""))


def pieces(records: Iterable[Record]) -> dict[int, Piece]:
    """Return the bytes in an answer to ``BODY.PEEK[]``, whole or in part, by UID."""
    found: dict[int, Piece] = {}
    for text, literal in _answers(records):
        body = _BODY.search(text)
        if body is None:
            continue
        rest = _FLAGS.sub(b"", text[: body.start()] + text[body.end() :])
        uid = _UID.search(rest)
        if uid is not None:
            octets = literal if literal is not None else re.sub(rb"\\(.)", rb"\1", body[2] or b"")
            found[int(uid[1])] = Piece(octets, None if body[1] is None else int(body[1]))
    return found


def uid_set(uids: Iterable[int]) -> str:
    """Return UIDs as IMAP writes them: ``1:25,30``."""
    return ",".join(_ranges(sorted(set(uids))))


def uid_sets(uids: Iterable[int], limit: int = 900) -> Iterator[str]:
    """Yield the same in runs of at most ``limit`` characters, for short lines (RFC 2683, 3.2.1.5)."""
    line = ""
    for part in _ranges(sorted(set(uids))):
        if line and len(line) + 1 + len(part) > limit:
            yield line
            line = part
        else:
            line = f"{line},{part}" if line else part
    if line:
        yield line


def _ranges(uids: Sequence[int]) -> Iterator[str]:
    start = 0
    for index, uid in enumerate(uids):
        if index + 1 == len(uids) or uids[index + 1] != uid + 1:
            yield str(uid) if uids[start] == uid else f"{uids[start]}:{uid}"
            start = index + 1


def _answers(records: Iterable[Record]) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield each answer's text without its literal, and the literal."""
    text, literal = b"", None
    for record in records:
        part, octets = record if isinstance(record, tuple) else (record, None)
        if _BEGINS.match(part):
            if text:
                yield text, literal
            text, literal = part, octets
        else:
            text, literal = text + part, literal if octets is None else octets
    if text:
        yield text, literal


@lru_cache(maxsize=256)
def _names(flags: bytes) -> tuple[str, ...]:
    return tuple(flags.decode("ascii", "replace").split())


def _time(date: bytes) -> datetime | None:
    """Return an INTERNALDATE as an aware time, None for what is none."""
    match = _WHEN.fullmatch(date.decode("ascii", "replace"))
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    try:
        zone = _zone(sign, int(hours), int(minutes))
        month_number = _MONTHS.index(month.lower()) + 1
        return datetime(int(year), month_number, int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _zone(sign: str, hours: int, minutes: int) -> timezone:
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset) if offset else UTC

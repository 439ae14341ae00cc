"""DKIM signatures, checked by us (RFC 6376); the one file that knows dkimpy."""

import logging
from collections.abc import Mapping

import dkim
from dkim.util import parse_tag_value

from ingest.sender.head import Head
from ingest.sender.keys import Keys

LARGEST = 10_000_000  # bytes of a mail; an answer has a few thousand
LONGEST_LINE = 10_000  # bytes; RFC 5322 allows 998, and white space is searched through line by line
MOST = 5  # signatures of the sender's domain that are tried
_SILENT = logging.getLogger(f"{__name__}.dkimpy")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False


def is_signed(mail: bytes, head: Head, domain: str, keys: Keys) -> bool:
    """Return whether a signature of ``domain``, or of a domain above it, covers sender, subject and all text.

    Unavailable where the key could not be looked up.
    """
    if len(mail) > LARGEST or max(map(len, mail.split(b"\n"))) > LONGEST_LINE:
        return False
    ours = [number for number, tags in enumerate(_signatures(head)) if _is_of_use(tags, domain)]
    return any(_verifies(mail, number, keys) for number in ours[:MOST])


def _signatures(head: Head) -> list[Mapping[bytes, bytes]]:
    return [_tags(value) for value in head.all("dkim-signature")]


def _tags(value: str) -> Mapping[bytes, bytes]:
    try:
        tags: Mapping[bytes, bytes] = parse_tag_value(value.encode("utf-8", "surrogateescape"))
    except dkim.util.InvalidTagValueList:
        return {}
    return tags


def _is_of_use(tags: Mapping[bytes, bytes], domain: str) -> bool:
    """Return whether the signature is of the sender's domain, and leaves nothing open that we go by.

    With ``l=`` anybody could add text below, without ``Subject`` move an answer to another question.
    """
    signer = tags.get(b"d", b"").decode("ascii", "replace").strip().lower()
    covered = {name.strip().lower() for name in tags.get(b"h", b"").split(b":")}
    aligned = bool(signer) and (domain == signer or domain.endswith(f".{signer}"))
    strong = tags.get(b"a", b"").strip() == b"rsa-sha256"  # sha1 is broken
    return aligned and strong and b"l" not in tags and {b"from", b"subject"} <= covered


def _verifies(mail: bytes, number: int, keys: Keys) -> bool:
    def look_up(name: bytes, timeout: float = 0) -> bytes:
        record = keys(name.decode("ascii", "replace").rstrip("."))
        return b"" if _is_testing(record) else record

    try:
        return bool(dkim.DKIM(mail, logger=_SILENT).verify(number, dnsfunc=look_up))
    except (dkim.DKIMException, ValueError, IndexError, KeyError, TypeError, ArithmeticError):
        return False  # dkimpy raises its own for most of what a stranger can write, and Python's for the rest


def _is_testing(record: bytes) -> bool:
    """Return whether the domain is only trying DKIM out: then a signature says nothing (RFC 6376, 3.6.1)."""
    flags = _tags(record.decode("utf-8", "surrogateescape")).get(b"t", b"")
    return b"y" in {flag.strip() for flag in flags.split(b":")}

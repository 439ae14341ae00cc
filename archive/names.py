"""Names on disk: whatever comes in, Linux, Windows, a disc and ``sha256sum -c`` take what goes out."""

import re
import unicodedata

from sales.legible import legible
from sales.words import Language, Words

FILE_NAME_BYTES = 120  # leaves room for " (2)" below every limit, and for whole paths below 260 on Windows
FOLDER_NAME_BYTES = 90
UNFILED = "_unfiled"
NO_REGION = Words("_未分区", "_no-region")

_SEPARATORS_AND_WILDCARDS = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))
_EXTENSION = re.compile(r"\.[0-9A-Za-z]{1,8}\Z")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|\Z)", re.IGNORECASE)


def safe_name(text: str, *, suffix: str = "", limit_bytes: int = FILE_NAME_BYTES) -> str:
    """Return ``text`` as one part of a path, in NFC, at most ``limit_bytes`` of UTF-8; safe names stay.

    It has no separators, control or bidi characters, no dots or spaces at its ends, is no Windows
    device. When it is cut, it keeps its extension, or ``suffix``, which is of our own making and is put
    behind it. ``_`` stands for what leaves nothing.
    """
    name = unicodedata.normalize("NFC", legible(text)).translate(_SEPARATORS_AND_WILDCARDS)
    name = " ".join(name.split()).strip(" .")
    if _DEVICE.match(name):
        name = f"_{name}"
    end = suffix or _extension(name)
    return (_cut(name.removesuffix(end), limit_bytes - len(end.encode())) or "_") + end


def plain_suffix(suffix: str) -> str:
    """Return a suffix in small letters, "" where it is none that every system takes."""
    return suffix.lower() if _EXTENSION.fullmatch(suffix) else ""


def _extension(name: str) -> str:
    found = _EXTENSION.search(name)
    return found.group() if found else ""


def _cut(name: str, limit_bytes: int) -> str:
    return name.encode()[:limit_bytes].decode("utf-8", "ignore").rstrip(" .")


def lead_folder(period: str, region: str, number: str, company: str, language: Language) -> str:
    """Return where a lead's papers lie in the archive: ``2026/2026-11/华东/LW-2026-00042 公司名``.

    Without a region it is ``_未分区`` or ``_no-region``; a region can't take a name that starts with
    ``_``.
    """
    place = safe_name(region).lstrip("_ .") if region else ""
    name = safe_name(f"{number} {company}", limit_bytes=FOLDER_NAME_BYTES)
    return f"{_period_folder(period)}/{place or NO_REGION.in_(language)}/{name}"


def unfiled_folder(period: str) -> str:
    """Return where a period keeps in the archive what belongs to no lead: ``2026/2026-11/_unfiled``."""
    return f"{_period_folder(period)}/{UNFILED}"


def _period_folder(period: str) -> str:
    """Return ``2026/2026-11`` for ``2026-11``, and ``2026`` for a whole year."""
    year = period[:4]
    return period if period == year else f"{year}/{period}"

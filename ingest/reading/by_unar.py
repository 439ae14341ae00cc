"""Archives that only the program ``unar`` can open: some kinds of rar, old Chinese and Japanese formats."""

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import Any

from ingest.reading.part import Spool
from ingest.reading.programs import QUICK_SECONDS, RefusedError, run, workplace
from ingest.reading.unpacking import MOST_BYTES, LockedError, OverBudgetError, Packed, harmless

CHUNK = 2**18  # bytes
UNPACK_SECONDS = 30


def entries(data: bytes, spool: Spool) -> Iterator[Packed]:
    """Yield the files in ``data``; LockedError where they want a password, RefusedError if unar gives up."""
    with workplace(spool) as folder:
        archive, out = folder / "archive", folder / "out"
        archive.write_bytes(data)
        _look_over(_listing(archive))
        command = [
            "unar",
            "-quiet",
            "-no-directory",
            "-no-recursion",
            "-force-overwrite",
            "-output-directory",
        ]
        if run([*command, str(out), str(archive)], UNPACK_SECONDS).returncode != 0:
            raise RefusedError  # what it may have written until then ends anywhere
        yield from _files(out)


def _listing(archive: Path) -> list[dict[str, Any]]:
    done = run(["lsar", "-json", "-no-recursion", str(archive)], QUICK_SECONDS)
    try:
        listing: list[dict[str, Any]] = json.loads(done.stdout)["lsarContents"]
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError from error
    return listing


def _look_over(listing: list[dict[str, Any]]) -> None:
    """Refuse what is locked or too large before anything is written to disk."""
    if any(entry.get("XADIsEncrypted") for entry in listing):
        raise LockedError
    if sum(int(entry.get("XADFileSize") or 0) for entry in listing) > MOST_BYTES:
        raise OverBudgetError


def _files(out: Path) -> Iterator[Packed]:
    """Yield the files that unar wrote; a link is not followed, wherever it points."""
    for folder, _, names in os.walk(out):
        for name in sorted(names):
            path = Path(folder, name)
            if S_ISREG(path.lstat().st_mode):
                with path.open("rb") as file:
                    yield Packed(harmless(str(path.relative_to(out))), iter(partial(file.read, CHUNK), b""))

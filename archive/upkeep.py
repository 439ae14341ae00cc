"""Keeping house: what a crash can leave behind, found and cleared at the start of the daemon."""

from datetime import datetime
from pathlib import Path
from shutil import rmtree

from archive import manifest
from archive.archive import ASIDE, Archive
from archive.contents import unfiled_originals
from archive.durable import sha256_of, sync_directory
from archive.trouble import in_words, not_a_leftover


def discard(archive: Archive, folder: str) -> None:
    """Remove a lead's folder that the register does not know; repeatable.

    ``Failure``, and nothing removed, unless each file in it also lies under ``_unfiled``, as it does
    until the lead is committed and its originals are released.
    """
    home = archive.absolute(folder)
    with in_words(archive.root):
        if home.is_dir():
            first_names = {Path(path).name[:64] for path in unfiled_originals(archive)}
            for file in home.rglob("*"):
                if file.is_file() and file.name != manifest.NAME and sha256_of(file) not in first_names:
                    raise not_a_leftover(folder, file.name)
            rmtree(home)
        sync_directory(home.parent)


def sweep(archive: Archive, before: datetime) -> int:
    """Return how many half-written files were removed that nobody has written to since ``before``."""
    swept = 0
    aside = archive.root / ASIDE
    with in_words(archive.root):
        for file in aside.iterdir() if aside.is_dir() else ():
            if file.stat().st_mtime < before.timestamp():
                file.unlink(missing_ok=True)
                swept += 1
    return swept

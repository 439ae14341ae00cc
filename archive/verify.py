"""Fixity: every file against its checksum."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archive import manifest
from archive.contents import folders, holds_files
from archive.durable import sha256_of
from archive.names import UNFILED
from archive.store import Archive
from archive.trouble import in_words


class Fault(StrEnum):
    """What can be wrong with a file."""

    MISSING = "missing"  # listed and not there
    CHANGED = "changed"  # there with other bytes than listed, or a list that can't be read
    UNKNOWN = "unknown"  # there and not listed


@dataclass(frozen=True, slots=True)
class Finding:
    """One file that is not as it should be."""

    fault: Fault
    path: str  # relative to the archive


def verify(archive: Archive) -> Iterator[Finding]:
    """Return the files that are missing, changed or unknown; none means that all is as it was kept.

    Originals that wait under ``_unfiled`` are named by their checksum and need no list.
    """
    root = archive.root
    for folder in (root, *folders(archive)):
        with in_words(root):
            found = _in_folder(folder) if holds_files(folder) else _strays(folder)
            for fault, path in found:
                yield Finding(fault, path.relative_to(root).as_posix())


def checksum_of(archive: Archive, path: str) -> str:
    """Return the checksum that the list of its folder has for a file of a lead; "" where it has none."""
    file = archive.absolute(path)
    home = file.parent.parent
    with in_words(archive.root):
        listed = {line.path: line.sha256 for line in manifest.read(home)}
    return listed.get(file.relative_to(home).as_posix(), "")


def _strays(folder: Path) -> list[tuple[Fault, Path]]:
    """Return the files of a folder that has only folders of ours."""
    return [(Fault.UNKNOWN, path) for path in sorted(folder.iterdir()) if not path.is_dir()]


def _in_folder(folder: Path) -> Iterator[tuple[Fault, Path]]:
    listed = manifest.read(folder)
    if not all(line.sha256 for line in listed):
        yield Fault.CHANGED, folder / manifest.NAME
    checksums = {folder / line.path: line.sha256 for line in listed if line.sha256}
    there = {path for path in folder.rglob("*") if not path.is_dir()} - {folder / manifest.NAME}
    for path in sorted(checksums.keys() - there):
        yield Fault.MISSING, path
    for path in sorted(there):
        checksum = checksums.get(path) or (path.name[:64] if folder.name == UNFILED else "")
        if not manifest.is_checksum(checksum):
            yield Fault.UNKNOWN, path
        elif sha256_of(path) != checksum:
            yield Fault.CHANGED, path

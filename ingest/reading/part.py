"""What the reader of one format hands over: text, page pictures, members of an archive, a problem."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sales.words import Words


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page that holds a picture and no text, written to the spool for the scan reader."""

    path: Path  # a PNG or TIFF of one frame in the spool folder
    page: int  # from 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of an archive, still to be read in its turn."""

    name: str  # as the archive says it, decoded; may hold folders
    data: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """What could be read out of one file; whatever could not be read is said in ``problem``, never raised."""

    text: str = ""
    problem: Words | None = None  # why it could not be read in full
    pages: tuple[PageImage, ...] = ()
    members: tuple[Member, ...] = ()  # in the order of the archive


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it was opened, for whoever looks for more in it than its text."""

    name: str
    format: str  # "docx", as :mod:`ingest.reading.sniff` names it
    data: bytes
    text: str


Look = Callable[[OpenedFile, "Spool"], None]


def look_past(_file: OpenedFile, _spool: "Spool") -> None:
    """Look for nothing: the text is all that is wanted."""


class Spool:
    """A folder for the page pictures of one original, made when the first is; the caller removes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def new(self, suffix: str) -> Path:
        """Return a path no earlier call returned, with ``suffix`` (".png"); the file is not there yet."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._count += 1
        return self._folder / f"page-{self._count:05d}{suffix}"

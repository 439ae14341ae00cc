"""Finding forms of ours among the files of a letter; runs in the reading child (I8).

A Word file of today is read as it is. What an older program saved goes through LibreOffice first, 1 to 2 s,
and only where its text says that it is a form of ours; a PDF or a photo of one is only known.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from subprocess import SubprocessError

from documents import returned
from documents.reissued import reissued
from ingest.reading.part import OpenedFile, Spool
from ingest.reading.programs import MissingProgramError, RefusedError, converted
from sales.letter import Letter
from sales.returned import Returned

SAVED_OTHERWISE = {"doc": "doc", "wps": "doc", "odt": "odt", "rtf": "rtf"}
"""Formats that LibreOffice makes a .docx of, and what it has to take them for: WPS writes Word's own."""

PICTURES = ("application/pdf", "image/")
"""How the media types of what can be seen and not be read begin."""

MOST = 20  # forms of one letter


class Finder:
    """Looks at the files of one letter as they are opened, and keeps the forms of ours."""

    def __init__(self) -> None:
        self.found: list[Returned] = []

    def look(self, file: OpenedFile, spool: Spool) -> None:
        """Keep the form that the file is, if it is one; nothing is raised for what the file contains."""
        if len(self.found) >= MOST:
            return
        try:
            form = _form_in(file, spool)
        except Exception:  # strangers' bytes lead libraries to raise anything; its text is read in any case
            return
        if form:
            self.found.append(replace(form, name=file.name, sha256=sha256(file.data).hexdigest()))


class Fetcher:
    """Looks for one form again, and lays it down as the .docx of its next version."""

    def __init__(self, digest: str, version: int) -> None:
        self.path: Path | None = None
        self._digest = digest
        self._version = version

    def look(self, file: OpenedFile, spool: Spool) -> None:
        """Keep the form where this file is it; what can't be converted raises what its program raises."""
        if self.path or sha256(file.data).hexdigest() != self._digest:
            return
        kind = SAVED_OTHERWISE.get(file.format)
        data = converted(file.data, kind, "docx", spool) if kind else file.data
        path = spool.new(".docx")
        path.write_bytes(reissued(data, self._version))
        self.path = path


def _form_in(file: OpenedFile, spool: Spool) -> Returned | None:
    if file.format == "docx":
        return returned.read(file.data)
    kind = SAVED_OTHERWISE.get(file.format)
    seen = returned.seen_in(file.text) if kind else None
    if kind is None or seen is None:
        return None
    try:
        return returned.read(converted(file.data, kind, "docx", spool)) or seen
    except (MissingProgramError, RefusedError, OSError, SubprocessError):
        return seen  # it is one, and its sender is asked for a Word file


def pictured(letter: Letter, name: str) -> Iterator[Returned]:
    """Yield the forms that are PDFs, scans or photos, known by their title and their lead's number.

    ``name`` is what the file is called where the letter is one file.
    """
    if letter.format in ("pdf", "tiff", "png", "jpg", "bmp", "webp", "gif") and (
        form := returned.seen_in(letter.text)
    ):
        yield replace(form, name=name)
    for each in letter.attachments:
        if each.type.startswith(PICTURES) and (form := returned.seen_in(each.text)):
            yield replace(form, name=each.name, sha256=each.sha256)

"""Forms of ours as a printer prints them, ready to be signed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2

from documents.make import make
from ingest.reading.turn import Pixels
from sales.paper import DocumentKind
from sales.words import Language
from tests.documents.cases import CASE, paper
from tests.documents.libreoffice import saved_as
from tests.ingest.pen import DPI, ToPage, box_on

AROUND = 420  # dots above and below a box that are left of its page, where only the box is looked at


@dataclass(frozen=True)
class Printed:
    """The page of a form that has a box to sign, and where that lies."""

    page: Pixels
    box: str  # "DIRECTOR"
    lies: ToPage

    def around(self) -> Printed:
        """Return the part of the page around the box, which is sooner scanned."""
        (middle,) = self.lies[1:2, 2].round()
        part = self.page[max(0, int(middle) - AROUND) : int(middle) + AROUND]
        return Printed(part, self.box, box_on(part, self.box))


def printed(kind: DocumentKind, language: Language, box: str, folder: Path) -> Printed:
    """Return the last page of a form, as LibreOffice prints it."""
    page = pages(make(kind, CASE, paper(language)), folder)[-1]
    return Printed(page, box, box_on(page, box))


def pages(document: bytes, folder: Path) -> list[Pixels]:
    """Return the pages of a Word file, as LibreOffice prints them."""
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        pdf = saved_as("pdf", document, Path(beside))
    with pypdfium2.PdfDocument(pdf) as printed:
        return [np.asarray(page.render(scale=DPI / 72, grayscale=True).to_pil()) for page in printed]

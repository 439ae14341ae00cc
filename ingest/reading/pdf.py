"""PDF: text where there is text, a picture of the page where there is none (knows pypdfium2)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from unicodedata import category

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.reading.part import Member, PageImage, Part, Spool
from ingest.reading.pdf_layout import Layout
from ingest.reading.picture import largest, sheets
from sales.words import Words

MOST_PAGES = 500  # read for their text; a tender has 50 to 200
MOST_PICTURES = 100  # pages given to the scan reader, which needs 1 to 3 s each
LAID_OUT_PAGES = 20  # read with their tables, 60 to 100 ms each; the rest as plain text, 2 ms each
MOST_DRAWN = 3_000  # objects on a page worth laying out; a drawing has 50,000, and they are compared in pairs
MOST_ATTACHED = 50  # files inside a PDF
RESOLUTION = 204  # dots an inch of a page picture, as a fine fax
FEW = 20  # characters; less is a page number or a scanner's stamp, and no text
GARBLED = 0.15  # of a text; an honest one has bullets out of a symbol font, one in twenty at most
STAMP = 200  # characters that a stamp over a scanned page may have

_OURS = re.compile(r"LW-20\d\d-\d{5}")
"""On a scanned page whose scanner has read it: a form of ours, on which a pen may have been."""
_NO_WRITING = frozenset({"Cc", "Co", "Cn", "Cs"})  # control, private, unassigned, halves of pairs


def read_pdf(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of a PDF, page after page, with its tables' cells parted by tabs.

    Pages without text, or with one that its fonts garble, come as pictures; files inside the PDF as members.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return Part(problem=_locked(name) if locked else _broken(name))
    try:
        document.init_forms()  # a page picture shows what was filled in
        return _Reading(document, name, spool, Layout(data)).part()
    finally:
        document.close()


class _Reading:
    """One PDF on its way through the reader."""

    def __init__(self, document: pdfium.PdfDocument, name: str, spool: Spool, layout: Layout) -> None:
        self._document = document
        self._name = name
        self._spool = spool
        self._layout = layout
        self._pictures: list[PageImage] = []
        self._problem: Words | None = None

    def part(self) -> Part:
        """Return all that could be read."""
        count = len(self._document)
        if count > MOST_PAGES:
            self._problem = _too_long(self._name, count)
        texts = [self._page(number) for number in range(min(count, MOST_PAGES))]
        text = "\n\n".join(text for text in texts if text)
        return Part(text, self._problem, tuple(self._pictures), tuple(self._attached()))

    def _page(self, number: int) -> str:
        """Return the text of page ``number``, from 0; "" where it is given to the scan reader instead."""
        try:
            page = self._document[number]
        except pdfium.PdfiumError:
            self._problem = self._problem or _broken_page(self._name, number + 1)
            return ""
        try:
            return self._text_or_picture(page, number)
        finally:
            page.close()

    def _text_or_picture(self, page: pdfium.PdfPage, number: int) -> str:
        text = _plain_text(page)
        drawn, covered = _drawn(page)
        is_little = len(text) < (STAMP if covered else FEW)
        if drawn and (is_little or _is_garbled(text) or (covered and _OURS.search(text))):
            self._take_picture(page, number)
            return ""
        if number < LAID_OUT_PAGES and drawn <= MOST_DRAWN:
            return self._layout.text(number) or text
        return text

    def _take_picture(self, page: pdfium.PdfPage, number: int) -> None:
        if len(self._pictures) >= MOST_PICTURES:
            self._problem = self._problem or _too_many_pictures(self._name)
            return
        size = page.get_size()
        fitting = (most / max(side, 1) for most, side in zip(largest(*size), size, strict=True))
        picture = page.render(scale=min(RESOLUTION / 72, *fitting), grayscale=True).to_pil()
        for part in sheets(picture):
            path = self._spool.new(".png")
            part.save(path, compress_level=1)
            self._pictures.append(PageImage(path, number + 1))

    def _attached(self) -> Iterator[Member]:
        for index in range(min(self._document.count_attachments(), MOST_ATTACHED)):
            with suppress(pdfium.PdfiumError):  # a name without a file
                attached = self._document.get_attachment(index)
                yield Member(attached.get_name(), bytes(attached.get_data()))


def _plain_text(page: pdfium.PdfPage) -> str:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_bounded()).replace("\r\n", "\n").strip()
    finally:
        textpage.close()


def _is_garbled(text: str) -> bool:
    """Return whether the fonts of a page do not tell what their signs mean, so that only its look does."""
    return sum(category(sign) in _NO_WRITING and sign not in "\n\t" for sign in text) > GARBLED * len(text)


def _drawn(page: pdfium.PdfPage) -> tuple[int, bool]:
    """Return how many things are drawn on ``page``, and whether one picture covers more than half of it."""
    width, height = page.get_size()
    count, largest = 0, 0.0
    for thing in page.get_objects(max_depth=4):
        count += 1
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            largest = max(largest, (right - left) * (top - bottom))
        if count > MOST_DRAWN:
            break
    return count, largest > width * height / 2


def _locked(name: str) -> Words:
    return Words(
        f"PDF文件“{name}”设有打开密码，无法读取；请向对方索取密码，解密后重新放入。",
        f"The PDF “{name}” is protected with a password and cannot be read; ask the sender for the password, "
        "and drop the file again without it.",
    )


def _broken(name: str) -> Words:
    return Words(
        f"PDF文件“{name}”已损坏或不完整，无法打开；请查看原件，或请对方重新发送。",
        f"The PDF “{name}” is broken or incomplete and cannot be opened; look at the original, or ask the "
        "sender for it again.",
    )


def _broken_page(name: str, number: int) -> Words:
    return Words(
        f"PDF文件“{name}”第{number}页已损坏，无法读取；请查看原件，或请对方重新发送。",
        f"Page {number} of the PDF “{name}” is broken and cannot be read; look at the original, or ask the "
        "sender for it again.",
    )


def _too_long(name: str, count: int) -> Words:
    return Words(
        f"PDF文件“{name}”共{count}页，只读取了前{MOST_PAGES}页；其余各页请查看原件。",
        f"The PDF “{name}” has {count} pages, and only the first {MOST_PAGES} were read; look at the "
        "original for the rest.",
    )


def _too_many_pictures(name: str) -> Words:
    return Words(
        f"PDF文件“{name}”的扫描页超过{MOST_PICTURES}页，只识别了前{MOST_PICTURES}页；其余各页请查看原件。",
        f"The PDF “{name}” has more than {MOST_PICTURES} scanned pages, and only the first {MOST_PICTURES} "
        "were read; look at the original for the rest.",
    )

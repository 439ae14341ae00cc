"""Office files: their text, whichever program wrote them, and LibreOffice where our own readers fail."""

from collections.abc import Callable, Iterator
from itertools import islice

from ingest.reading import opendocument, sheets, slides, word
from ingest.reading.image import read_image
from ingest.reading.locked import is_locked
from ingest.reading.part import PageImage, Part, Spool
from ingest.reading.programs import MissingProgramError, by_antiword, by_catppt, converted
from ingest.reading.rtf import rtf_text
from ingest.reading.zipped import TooMuchError, check
from sales.words import Words

FEW = 20  # characters; a Word file that has less and holds pictures is a scan in an envelope
MOST_PICTURES = 20  # pages of such a scan

_PACKAGES = {
    "antiword": ("antiword", "antiword"),
    "catppt": ("catdoc", "catdoc"),
    "soffice": ("LibreOffice", "libreoffice-writer libreoffice-calc"),
}

Reader = Callable[[bytes], str]


def read_docx(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of a Word file, tables by cells; its pictures as pages where it holds nothing else."""
    part = _read(data, name, word.text, _saved_as_text("docx", spool))
    if part.problem or len(part.text) >= FEW:
        return part
    return Part(part.text, pages=tuple(_scanned_pages(data, name, spool)))


def read_xlsx(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of an Excel or OpenDocument workbook: a line a row, its cells parted by tabs."""
    return _read(data, name, sheets.text, _saved_as_sheets("xlsx", spool))


def read_xls(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of a workbook from before Excel 2007, or from WPS, as ``read_xlsx`` does."""
    return _read(data, name, sheets.text, _saved_as_sheets("xls", spool))


def read_doc(data: bytes, name: str, spool: Spool) -> Part:
    """Return the text of any other office file: doc, wps, rtf, odt, ppt, pptx."""
    if data.startswith(b"PK"):
        return _read(data, name, _open_format(data))
    if data.startswith(b"{\\rtf"):
        return _read(data, name, rtf_text, _saved_as_text("rtf", spool))
    if "PowerPoint Document".encode("utf-16-le") in data:
        return _read(data, name, lambda slides: by_catppt(slides, spool))
    # WPS writes Word's own format; named .wps, LibreOffice would take it for Microsoft Works.
    return _read(data, name, lambda letter: by_antiword(letter, spool), _saved_as_text("doc", spool))


def _open_format(data: bytes) -> Reader:
    """Return the reader of a zipped office file, by the names that stand in it uncompressed."""
    if b"opendocument.spreadsheet" in data[:200]:
        return sheets.text
    return slides.text if b"ppt/slides/" in data else opendocument.text


def _saved_as_text(kind: str, spool: Spool) -> Reader:
    """Return a reader that has LibreOffice save a file of ``kind`` in a format that we read ourselves."""
    return lambda data: opendocument.text(converted(data, kind, "odt", spool))


def _saved_as_sheets(kind: str, spool: Spool) -> Reader:
    return lambda data: sheets.text(converted(data, kind, "ods", spool))


def _scanned_pages(data: bytes, name: str, spool: Spool) -> Iterator[PageImage]:
    """Yield the pictures of a Word file as pages, in the order they lie in it."""
    try:
        for number, picture in enumerate(islice(word.pictures(data), MOST_PICTURES), 1):
            yield from (PageImage(page.path, number) for page in read_image(picture, name, spool).pages)
    except Exception:  # what python-docx can't open, LibreOffice has opened
        return


def _read(data: bytes, name: str, *readers: Reader) -> Part:
    """Return the text by the first of ``readers`` that can read ``data``, else what stopped the last one."""
    problem = _problem(data, name)
    if problem:
        return Part(problem=problem)
    for reader in readers:
        try:
            return Part(reader(data).strip())
        except TooMuchError:
            return Part(problem=_too_large(name))
        except MissingProgramError as error:
            problem = _no_program(name, *_PACKAGES[str(error)])
        except Exception:  # each library raises its own dozens; the next reader may do better
            problem = _broken(name)
    return Part(problem=problem)


def _problem(data: bytes, name: str) -> Words | None:
    """Return why no reader may see ``data``, or None."""
    try:
        if data.startswith(b"PK"):
            check(data)
        if is_locked(data):
            return _locked(name)
    except TooMuchError:
        return _too_large(name)
    except Exception:  # a broken envelope: what is inside may still be read, and the readers say if not
        return None
    return None


def _locked(name: str) -> Words:
    return Words(
        f"文件“{name}”设有打开密码，无法读取；请向对方索取密码，解密后重新放入。",
        f"The file “{name}” is protected with a password and cannot be read; ask the sender for the "
        "password, and drop the file again without it.",
    )


def _too_large(name: str) -> Words:
    return Words(
        f"文件“{name}”解压后过大，疑为恶意文件，未予读取；请查看原件，不要直接打开来历不明的文件。",
        f"The file “{name}” grows far too large when unpacked and was not read; it may be hostile: look at "
        "the original with care.",
    )


def _no_program(name: str, program: str, packages: str) -> Words:
    return Words(
        f"读取文件“{name}”需要{program}，本机未安装；请安装（Debian：apt install {packages}）后重试。",
        f"Reading the file “{name}” takes {program}, which is not installed here; install it (Debian: "
        f"apt install {packages}) and retry.",
    )


def _broken(name: str) -> Words:
    return Words(
        f"文件“{name}”已损坏或格式不明，无法读取；请查看原件，或请对方重新发送。",
        f"The file “{name}” is broken or of an unknown kind and cannot be read; look at the original, or ask "
        "the sender for it again.",
    )

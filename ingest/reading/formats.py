"""Who reads which format."""

from collections.abc import Callable

from ingest.reading import image, office, outlook, packed, pdf, plain, rtf
from ingest.reading.limits import ReadingLimits
from ingest.reading.mail import read_mail
from ingest.reading.opened import Mail
from ingest.reading.part import Part, Spool
from sales.words import Words

FORMATS: dict[str, Callable[[bytes, str, Spool], Part]] = {
    "pdf": pdf.read_pdf,
    **dict.fromkeys(("tiff", "png", "jpg", "gif", "bmp", "webp"), image.read_image),
    "docx": office.read_docx,
    "xlsx": office.read_xlsx,
    "xls": office.read_xls,
    **dict.fromkeys(("doc", "wps", "odt", "ods", "pptx", "ppt"), office.read_doc),
    **dict.fromkeys(("zip", "7z", "rar", "tar", "gz"), packed.read_packed),
    **dict.fromkeys(("txt", "csv", "ics"), plain.read_text),
    "html": plain.read_html,
    "rtf": rtf.read_rtf,
    "p7s": plain.read_signature,
    "unknown": plain.read_nothing,
}
"""Files, which become text, pages and members."""

MAILS: dict[str, Callable[[bytes, ReadingLimits], Mail]] = {
    "eml": read_mail,
    "msg": outlook.read_msg,
    "tnef": outlook.read_tnef,
}
"""Mails, which become a head, a text and enclosures."""


def read_part(format_: str, data: bytes, name: str, spool: Spool) -> Part:
    """Return what is in a file; whatever its reader raises becomes the problem of this file alone."""
    try:
        return FORMATS[format_](data, name, spool)
    except MemoryError:  # what the reader held is free again, so the next file has its chance
        return Part(problem=_too_large(name))
    except Exception as error:  # strangers' bytes lead libraries to raise anything
        return Part(problem=_broken(name, type(error).__name__))


def _too_large(name: str) -> Words:
    return Words(
        zh=f"文件“{name}”读取所需内存超出限制，内容未读取；请直接打开原件查看",
        en=f"Reading “{name}” needs more memory than it may have, so it was not read; open the original",
    )


def _broken(name: str, error: str) -> Words:
    return Words(
        zh=f"文件“{name}”已损坏或格式异常，无法读取（{error}）；请直接打开原件查看，或请对方重发",
        en=f"The file “{name}” is broken and could not be read ({error}); open it, or ask for it again",
    )

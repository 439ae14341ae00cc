"""What a file is: by its first bytes, and by its name only where those say nothing."""

import re

SNIFFED = 8192  # bytes of a file's beginning that ``format_of`` wants to see

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "tar"),
    (b"\xfd7zXZ\x00", "tar"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"BEGIN:VCALENDAR", "ics"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_OLE_STREAM = (  # names of streams, in UTF-16, as the directory of an OLE file holds them
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_BY_ZIP_MEMBER = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_OFFICE_PARTS = (
    *(b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"word/", b"xl/", b"ppt/"),
    *(b"mimetype", b"META-INF/"),
)
"""How the first name in an office file begins, behind the 30 bytes of its header."""
_OLE_EXTENSIONS = {
    "doc": "doc",
    "dot": "doc",
    "wps": "wps",
    "xls": "xls",
    "et": "xls",
    "ppt": "ppt",
    "msg": "msg",
}
_TEXT_EXTENSIONS = {
    **{"html": "html", "htm": "html", "xhtml": "html", "shtml": "html"},
    **{"eml": "eml", "mht": "eml", "mhtml": "eml", "csv": "csv", "tsv": "csv", "ics": "ics", "vcs": "ics"},
}
_SIGNATURES = frozenset({"p7s", "p7m", "p7c", "sig"})
_MEDIA_TYPES = {
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "tnef": "application/ms-tnef",
    "p7s": "application/pkcs7-signature",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "tiff": "image/tiff",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "zip": "application/zip",
    "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar",
    "tar": "application/x-tar",
    "gz": "application/gzip",
    "html": "text/html",
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
}
_CONTROL = [bytes([code]) for code in range(1, 32) if code not in b"\t\r\n\f\x1b"]
_HEADER = rb"[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,50}\r?\n"
_MAIL = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}(?:>?From [^\r\n]{1,200}\r?\n)?(?:" + _HEADER + rb")+")
_MAIL_WORDS = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path|delivered-to|content-type"
    rb"|content-transfer-encoding|content-disposition):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<!--.{0,500}?-->\s{0,20})?"
    rb"<(?:!doctype html|html|head|body|meta|table|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def format_of(head: bytes, name: str) -> str:
    """Return the format of a file that begins with ``head``: "eml", "pdf", …, "unknown".

    ``SNIFFED`` bytes are enough for all but Outlook and old Office files, which want to be seen whole.
    """
    for magic, format_ in _MAGIC:
        if head.startswith(magic) and (format_ != "bmp" or head[6:10] == b"\0\0\0\0"):
            return format_
    extension = name.lower().rpartition(".")[2].strip() if "." in name else ""
    if head.startswith(_OLE):
        return _ole_format(head, extension)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(head[:SNIFFED], extension)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[257:262] == b"ustar":
        return "tar"
    return _text_format(head[:SNIFFED], extension)


def media_type(format_: str, declared: str = "") -> str:
    """Return the media type of a format, the declared one where the format is unknown."""
    return _MEDIA_TYPES.get(format_) or declared or "application/octet-stream"


def _ole_format(data: bytes, extension: str) -> str:
    """Return the format of an OLE file by the streams in its directory, else by its name."""
    if extension in ("wps", "et"):  # WPS Office writes the streams of Word and Excel
        return _OLE_EXTENSIONS[extension]
    sector = 1 << min(data[30], 20) if len(data) > 52 else 512
    start = (int.from_bytes(data[48:52], "little") + 1) * sector
    directory = data[start : start + 64 * 2**10]
    for stream, format_ in _BY_OLE_STREAM:
        if stream.encode("utf-16-le") in directory:
            return format_
    return _OLE_EXTENSIONS.get(extension, "doc")


def _zip_format(head: bytes, extension: str) -> str:
    """Return the format of a zip archive: an office file begins with a part of its own, and an archive that
    holds one uncompressed begins with that file's name.
    """
    if head[30:].startswith(_OFFICE_PARTS):
        for member, format_ in _BY_ZIP_MEMBER:
            if member in head:
                return format_
    return extension if extension in ("docx", "xlsx", "pptx", "odt", "ods") else "zip"


def _text_format(head: bytes, extension: str) -> str:
    """Return the format of what has no magic at its start: mails and texts, told from other binary files."""
    mail = _MAIL.match(head)
    if extension == "eml" or (mail and len(_MAIL_WORDS.findall(mail.group())) >= 2):
        return "eml"
    if b"%PDF-" in head[:1024]:  # readers accept rubbish before it, and printers write it
        return "pdf"
    if _HTML.match(head):
        return "html"
    if extension in _SIGNATURES:
        return "p7s"
    if not _is_text(head):
        return "unknown"
    return _TEXT_EXTENSIONS.get(extension, "txt")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        return True
    control = sum(map(head.count, _CONTROL))
    return bool(head.strip()) and b"\0" not in head and control * 100 <= len(head)

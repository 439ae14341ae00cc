"""A template's file, looked into before anything opens it: its size, macros, pictures that are gone."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sales.words import Failure, Words

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Of a template once unpacked; ours has 0.2 MB. A larger one is a picture too many, or a bomb.
_LARGEST = 50_000_000


def look_into(template: Path) -> None:
    """Raise Failure where a template is none to be used; of a broken file, what zipfile and lxml raise."""
    with zipfile.ZipFile(template) as parts:
        size = sum(part.file_size for part in parts.infolist())
        if size > _LARGEST:
            raise Failure(_too_large(template, size))
        if any(name.endswith("vbaProject.bin") for name in parts.namelist()):
            raise Failure(_with_macros(template))
        for picture in _lost_pictures(parts):
            raise Failure(_without_picture(template, picture))


def _lost_pictures(parts: zipfile.ZipFile) -> Iterator[str]:
    """Yield the pictures that the text, a header or a footer shows and the file does not hold."""
    there = set(parts.namelist())
    for name in there:
        folder, _, file = name.rpartition("/_rels/")
        if not file.endswith(".rels"):
            continue
        for relation in etree.fromstring(parts.read(name)).iter(_RELATION):
            if relation.get("Type", "").endswith("/image") and relation.get("TargetMode") != "External":
                picture = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
                if picture.lstrip("/") not in there:
                    yield posixpath.basename(picture)


def unsound(template: Path) -> Words:
    """Return what to say of a file that is no Word document."""
    return Words(
        f"模板 {template} 不是完好的 Word 文档（.docx）。请用 Word 打开并另存为 .docx，或恢复备份。",
        f"The template {template} is no sound Word document (.docx). "
        "Open it in Word and save it as .docx, or restore it from a backup.",
    )


def _too_large(template: Path, size: int) -> Words:
    return Words(
        f"模板 {template} 解压后有 {size >> 20} MB，过大。请在 Word 中缩小或删去图片后重新保存。",
        f"The template {template} unpacks to {size >> 20} MB, which is too large. "
        "Shrink its pictures in Word and save it again.",
    )


def _with_macros(template: Path) -> Words:
    return Words(
        f"模板 {template} 含有宏，不予使用。请在 Word 中另存为不含宏的 .docx。",
        f"The template {template} holds macros and is not used. Save it in Word as a .docx without macros.",
    )


def _without_picture(template: Path, picture: str) -> Words:
    return Words(
        f"模板 {template} 缺少图片 {picture}。请用 Word 重新插入（二维码图片须命名为 QR）并保存。",
        f"The template {template} lacks its picture {picture}. Open it in Word, insert the picture again "
        "(the one for the QR code is to be named QR), and save it.",
    )

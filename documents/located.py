"""Where in a Word template something stands, as a person counts: its table and row, else its paragraph."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from documents.controls import seen
from sales.words import Words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"\{[{%](?:tr|tc|p|r)?[-\s]\s*([^{}%]+)")
NOWHERE = Words("", "")
_PARTS = {
    "word/header": Words("页眉", "header"),
    "word/footer": Words("页脚", "footer"),
    "docProps/": Words("文档属性", "document properties"),
}


def located(template: Path, part: str, place: str) -> Words:
    """Return where the tags of ``place``, a piece of a template's text, stand: "table 2, row 5", or nothing.

    It is looked up in the file as it was saved: what was compiled has lost the rows of ``{%tr … %}``. Nothing
    is known where somebody has changed or removed the file since.
    """
    try:
        with zipfile.ZipFile(template) as parts:
            root = etree.fromstring(parts.read(part))
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return NOWHERE
    tags = [tag.strip() for tag in _TAG.findall(place)]
    within = next((words for begin, words in _PARTS.items() if part.startswith(begin)), NOWHERE)
    found = (_in_tables(root, tags) or _among_paragraphs(root, tags) or NOWHERE) if tags else NOWHERE
    return Words(
        " ".join(filter(None, (within.zh, found.zh))), ", ".join(filter(None, (within.en, found.en)))
    )


def named(template: Path, part: str, place: str) -> Words:
    """Return what to call ``place``: its text, and where it stands."""
    where = located(template, part, place)
    return Words(
        f"“{place}”" + (f"（{where.zh}）" if where.zh else ""),
        f'"{place}"' + (f" ({where.en})" if where.en else ""),
    )


def _in_tables(root: etree._Element, tags: Sequence[str]) -> Words | None:
    for number, table in enumerate(root.iter(f"{_W}tbl"), start=1):
        if row := _numbered(table.findall(f"{_W}tr"), tags):
            return Words(f"表格 {number} 第 {row} 行", f"table {number}, row {row}")
    return None


def _among_paragraphs(root: etree._Element, tags: Sequence[str]) -> Words | None:
    paragraph = _numbered([each for each in root.iter(f"{_W}p") if seen(each).strip()], tags)
    return Words(f"第 {paragraph} 段", f"paragraph {paragraph}") if paragraph else None


def _numbered(elements: Sequence[etree._Element], tags: Sequence[str]) -> int:
    """Return the number (from 1) of the first element with all the tags, else with one of them; 0: none."""
    texts = [seen(each) for each in elements]
    for enough in (all, any):
        for number, text in enumerate(texts, start=1):
            if enough(tag in text for tag in tags):
                return number
    return 0

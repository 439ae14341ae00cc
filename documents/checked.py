"""No document leaves unopened: it is read again, and every text that was printed must be in it (I16)."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree

from sales.words import Failure, Words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _BREAKS, _TAB = f"{_W}t", (f"{_W}br", f"{_W}cr"), f"{_W}tab"


def check(document: bytes, printed: Mapping[str, Iterable[str]], template: Path) -> None:
    """Raise Failure unless the document opens and every part holds what was printed, in its order."""
    try:
        with zipfile.ZipFile(BytesIO(document)) as parts:
            damaged = parts.testzip()
            texts = {name: text_of(parts.read(name)) for name in printed}
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise broken(template, str(error)) from error
    if damaged:
        raise broken(template, damaged)
    for name, values in printed.items():
        _check_order(texts[name], values, template)


def text_of(part: bytes) -> str:
    """Return the text of a part as a reader sees it, with line breaks and tabs; of properties, all of it."""
    root = etree.fromstring(part)
    return "".join(_words(root) if root.tag.startswith(_W) else root.itertext())


def _words(root: etree._Element) -> Iterator[str]:
    for element in root.iter(_TEXT, *_BREAKS, _TAB):
        if element.tag == _TEXT:
            yield element.text or ""
        else:
            yield "\t" if element.tag == _TAB else "\n"


def _check_order(text: str, values: Iterable[str], template: Path) -> None:
    position = 0
    for value in values:
        position = text.find(value, position)
        if position < 0:
            raise Failure(
                Words(
                    f"用模板 {template} 生成的文档缺少内容“{value[:40]}”。请检查模板中该字段所在的表格行。",
                    f'The document made from {template} lacks the text "{value[:40]}". '
                    "Look at the table row of this field in the template.",
                )
            )
        position += len(value)


def broken(template: Path, reason: str) -> Failure:
    """Return what to raise for a document that does not open."""
    return Failure(
        Words(
            f"用模板 {template} 生成的文档无法打开（{reason}）。请检查模板：跨行的 for、if 须写成 "
            "{%tr … %}，并独占表格的一行。",
            f"The document made from {template} does not open ({reason}). Look over the template: a for or "
            "an if around rows is written {%tr … %}, in a table row of its own.",
        )
    )

"""Reading the chapters of a document that came back without its tags: by the headings above them."""

from collections.abc import Iterator, Mapping, Set

from lxml import etree

from documents.controls import seen

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def under_headings(body: etree._Element, titles: Mapping[str, str], ends: Set[str]) -> dict[str, str]:
    """Return what stands below headings, by the field that ``titles`` has for the heading's text.

    A chapter ends with the next heading that is one of ``titles`` or ``ends``; texts are compared without
    spaces and capitals.
    """
    chapters: dict[str, list[str]] = {}
    name = ""
    for block in _blocks(body):
        text = seen(block)
        plain = "".join(text.split()).casefold()
        if block.tag == f"{_W}p" and (plain in titles or plain in ends):
            name = titles.get(plain, "")
            chapters.setdefault(name, [])
        elif name:
            chapters[name].append(text)
    return {name: "\n".join(lines).strip() for name, lines in chapters.items() if name}


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables in their order, also those within controls."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}body", f"{_W}sdt", f"{_W}sdtContent"):
            yield from _blocks(child)

"""A person at Word: what they write into a form's places, and what Word then saves."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from documents.controls import controls, tag_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"


def fill_in(document: bytes, written: Mapping[str, str]) -> bytes:
    """Return the form with texts in its places: ``{"background": …, "lines.0.model": …}``.

    LookupError where it has no such place.
    """
    left = dict(written)
    rows: dict[str, int] = {}
    root = etree.fromstring(part(document, BODY))
    for control in controls(root):
        tag = tag_of(control)
        row = rows[tag] = rows.get(tag, -1) + 1
        place = tag.replace("[]", f".{row}")
        if place in left:
            _write(control, left.pop(place))
    if left:
        raise LookupError(f"no such places: {', '.join(left)}")
    return with_part(document, BODY, etree.tostring(root, encoding="UTF-8"))


def without(document: bytes, *tags: str) -> bytes:
    """Return the form as made from a template that lacks these places."""
    root = etree.fromstring(part(document, BODY))
    for control in list(controls(root)):
        if tag_of(control) in tags:
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            tag.getparent().remove(tag)
    return with_part(document, BODY, etree.tostring(root, encoding="UTF-8"))


def part(document: bytes, name: str) -> bytes:
    """Return one part of a document."""
    with zipfile.ZipFile(BytesIO(document)) as parts:
        return parts.read(name)


def with_part(document: bytes, name: str, data: bytes) -> bytes:
    """Return the document with other bytes in one part."""
    saved = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(document)) as parts,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for each in parts.namelist():
            out.writestr(each, data if each == name else parts.read(each))
    return saved.getvalue()


def _write(control: etree._Element, text: str) -> None:
    """Write as Word does: the prompt goes away, its mark with it, and a new line is a break."""
    mark = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    if mark is not None:
        mark.getparent().remove(mark)
    first, *others = control.iter(f"{_W}t")
    for other in others:
        other.text = ""
    lines = text.split("\n")
    first.text = lines[0]
    last = first
    for line in lines[1:]:
        broken = etree.Element(f"{_W}br")
        last.addnext(broken)
        last = etree.Element(f"{_W}t")
        last.text = line
        broken.addnext(last)

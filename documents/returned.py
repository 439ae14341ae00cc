"""Reading a Word form that came back: by the tags of its controls, else by its labels and headings.

Word and WPS keep the tags; LibreOffice 7.4 drops them on saving, and what went through .doc has none. The
labels are those of the form's type, in either language, so whatever prints them can be read again.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Set
from io import BytesIO

from lxml import etree

from documents.controls import controls, is_prompt, seen, tag_of, text_of
from documents.fields import Field, fields_of, leaves
from documents.headings import under_headings
from documents.kinds import KINDS, Form
from documents.labels import REQUIRED
from sales.paper import DocumentKind
from sales.returned import Returned, Way

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_NUMBER = re.compile(r"\bLW-\d{4}-\d{5,7}\b")
_CODE = re.compile(r"(?m)^(?P<lead>LW-\d{4}-\d{5,7})/(?P<kind>[a-z-]{1,40})/v(?P<version>\d{1,4})$")
_VERSION = re.compile(r"第\s*(\d{1,4})\s*版|Issue\s+(\d{1,4})")
_SPACES = re.compile(r"\s+")
_STARS = REQUIRED.zh + REQUIRED.en
_LARGEST = 20_000_000  # bytes of one part; a form of ours has 0.2 MB
_ROWS = 500  # of one list

DRAWING = "（图）"
"""What is read of a drawing."""

Cells = list[etree._Element]


def read(document: bytes) -> Returned | None:
    """Return the form that a .docx is, as it was filled in; None where it is none of ours."""
    try:
        with zipfile.ZipFile(BytesIO(document)) as parts:
            properties = _properties(parts)
            body = _part(parts, "word/document.xml")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError):
        return None
    kind = _kind(properties.get("leadwright-kind", ""), body)
    if kind is None:
        return None
    known = dict(leaves(KINDS[kind].fields_type))
    tagged = _tagged(body, known)
    shown = seen(body)
    return Returned(
        kind,
        properties.get("leadwright-lead", "") or _first(_NUMBER, shown),
        int(properties.get("leadwright-version", "") or _first(_VERSION, shown) or 0),
        Way.CONTROLS if tagged else Way.LABELS,
        tagged or {**_in_chapters(body, KINDS[kind].fields_type), **_labelled(body, known)},
    )


def seen_in(text: str) -> Returned | None:
    """Return the form that a text was taken from, as far as a text shows it: a picture, or an old format.

    It has the code of its QR picture, or the title of a form on a line, or in a cell, of its own, and the
    number of a lead.
    """
    if (code := _CODE.search(text)) and code["kind"] in KINDS:
        return Returned(DocumentKind(code["kind"]), code["lead"], int(code["version"]), Way.PICTURE)
    number = _first(_NUMBER, text)
    kind = _titled({_plain(cell) for line in text.splitlines() for cell in line.split("\t")})
    if kind is None or not number:
        return None
    return Returned(kind, number, int(_first(_VERSION, text) or 0), Way.PICTURE)


def _part(parts: zipfile.ZipFile, name: str) -> etree._Element:
    if parts.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    return etree.fromstring(parts.read(name), _PARSER)


def _properties(parts: zipfile.ZipFile) -> dict[str, str]:
    """Return the document's own properties; what is no number where one is due counts as not said."""
    if "docProps/custom.xml" not in parts.namelist():
        return {}
    named = {
        each.get("name", ""): "".join(each.itertext()).strip() for each in _part(parts, "docProps/custom.xml")
    }
    if not named.get("leadwright-version", "").isdecimal():
        named.pop("leadwright-version", None)
    return named


def _kind(said: str, body: etree._Element) -> DocumentKind | None:
    """Return the kind that the properties say, else the one whose title stands in the document."""
    if said in KINDS:
        return DocumentKind(said)
    return _titled({_plain(seen(each)) for each in body.iter(f"{_W}p")})


def _titled(lines: Set[str]) -> DocumentKind | None:
    return next((kind for kind, form in KINDS.items() if lines & _titles(form)), None)


def _titles(form: Form) -> set[str]:
    return {_plain(form.title.zh), _plain(form.title.en)}


def _tagged(body: etree._Element, known: Mapping[str, Field]) -> dict[str, str]:
    """Return what stands in the controls whose tags are fields; the n-th of a list's is its n-th row."""
    places: dict[str, str] = {}
    rows: dict[str, int] = {}
    for control in controls(body):
        tag = tag_of(control)
        if tag not in known or not known[tag].blank:
            continue
        row = rows.get(tag, 0)
        rows[tag] = row + 1
        if row < _ROWS:
            places[_place(tag, row)] = _written(text_of(control)) or _drawn(control)
    return places


def _place(path: str, row: int) -> str:
    return path.replace("[]", f".{row}")


def _labelled(body: etree._Element, known: Mapping[str, Field]) -> dict[str, str]:
    """Return what stands beside or below the labels of the fields that are filled in."""
    single = {label: path for path, label in _labels(known) if "[]" not in path}
    listed = {label: path for path, label in _labels(known) if "[]" in path}
    places: dict[str, str] = {}
    columns: list[str] = []  # paths of the list whose rows follow
    row = 0
    for cells in _rows(body):
        texts = [_plain(seen(cell)) for cell in cells]
        if sum(text in listed for text in texts) > 1:
            columns, row = [listed.get(text, "") for text in texts], 0
            continue
        if columns and len(cells) == len(columns) and row < _ROWS:
            places |= {
                _place(path, row): _written(seen(cell))
                for path, cell in zip(columns, cells, strict=True)
                if path
            }
            row += 1
            continue
        columns = []
        for label, cell in zip(texts, cells[1:], strict=False):
            if label in single:
                places[single[label]] = _written(seen(cell))
        for cell in cells:
            places |= _in_box(cell, single)
    return places


def _in_chapters(body: etree._Element, fields_type: type) -> dict[str, str]:
    """Return what stands below headings that are labels of fields."""
    called = {
        _plain(title): field.name if field.blank else ""
        for field in fields_of(fields_type)
        for title in (field.called.zh, field.called.en)
    }
    ends = {title for title, name in called.items() if not name}
    titles = {title: name for title, name in called.items() if name}
    return {name: _written(text) for name, text in under_headings(body, titles, ends).items()}


def _labels(known: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """Yield path and label, in both languages, of what a person fills in, and of the columns beside it."""
    for path, field in known.items():
        if field.blank:
            yield path, _plain(field.called.zh)
            yield path, _plain(field.called.en)


def _in_box(cell: etree._Element, single: Mapping[str, str]) -> dict[str, str]:
    """Return what stands behind a label within a box: up to the next line that is one of the box's own."""
    places: dict[str, str] = {}
    for paragraph in cell.iterchildren(f"{_W}p"):
        label, colon, written = seen(paragraph).replace(":", "：", 1).partition("：")
        if colon and _plain(label) in single:
            places[single[_plain(label)]] = _written(written)
    return places


def _rows(body: etree._Element) -> Iterator[Cells]:
    for row in body.iter(f"{_W}tr"):
        yield list(_cells(row))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, also those that a program has put into a control."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from _cells(child.find(f"{_W}sdtContent") or child)


def _drawn(control: etree._Element) -> str:
    """Return what is said of a place that holds a drawing and no text: it is not empty."""
    drawing = next(control.iter(f"{_W}drawing", f"{_W}pict"), None)
    return "" if drawing is None else DRAWING


def _written(text: str) -> str:
    text = text.strip()
    return "" if is_prompt(text) else text


def _plain(text: str) -> str:
    return _SPACES.sub("", text).rstrip(_STARS).casefold()


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((group for group in (found.groups() or (found[0],)) if group), "") if found else ""

"""The file around the page: its styles, its properties, and the same bytes each time it is drafted."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Pt

from documents.labels import REQUIRED
from drafting.chapters import draw_chapters
from drafting.cover import draw_cover
from drafting.form import Form
from drafting.grid import draw_grid
from drafting.letter import draw_letter
from drafting.page import draw_page
from drafting.text import LEFT, TYPES, lay, set_fonts, write
from sales.words import Language, Words

DRAFTED = datetime(2026, 11, 1, tzinfo=UTC)
STARS = Words(f"注：带“{REQUIRED.zh}”的栏目必须填写。", f"{REQUIRED.en} must be filled in.")
ZIP_TIME = (2026, 11, 1, 0, 0, 0)
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format id of user-defined properties, [MS-OLEPS] 2.25
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006"


def draft(form: Form, language: Language) -> bytes:
    """Return the template of a form as the bytes of a .docx."""
    document = docx.Document()
    _style(document, language)
    draw_page(document, form, language)
    if form.cover:
        draw_cover(document, form, language)
    if form.sections:
        draw_grid(document, form, language)
    if form.chapters:
        draw_chapters(document, form, language)
    if form.letter:
        draw_letter(document, form, language)
    _end(document, form, language)
    _properties(document, form, language)
    saved = BytesIO()
    document.save(saved)
    return _same_each_time(saved.getvalue())


def _style(document: Any, language: Language) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(TYPES[language].value.size)
    set_fonts(normal.element.get_or_add_rPr(), TYPES[language].value)
    # Where a line may break between Chinese letters follows the language.
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:eastAsia"), "zh-CN")
    for name in ("Header", "Footer"):
        # They bring tab stops for Letter paper.
        layout = document.styles[name].element.pPr
        layout.remove(layout.find(qn("w:tabs")))


def _end(document: Any, form: Form, language: Language) -> None:
    """Say what the stars mean; else keep the paragraph that must follow a table from starting a page."""
    last = document.add_paragraph()
    if _is_starred(form):
        write(lay(last, LEFT, 2), STARS.in_(language), TYPES[language].small)
        return
    last.paragraph_format.space_before = last.paragraph_format.space_after = Pt(0)
    last.paragraph_format.line_spacing = Pt(1)


def _is_starred(form: Form) -> bool:
    """Return whether the table of the form has labels with a star."""
    return (
        bool(form.sections)
        and not form.is_sent
        and any(field.blank and field.blank.is_required for field in form.fields.values())
    )


def _properties(document: Any, form: Form, language: Language) -> None:
    """Say in the file what it is, so that a form that comes back is known (kind, lead, version)."""
    core = document.core_properties
    core.title = form.title.in_(language) + " {{ head.number }}"
    core.author = core.last_modified_by = "Leadwright"
    core.comments = core.keywords = core.subject = ""
    core.language = {"zh": "zh-CN", "en": "en-GB"}[language]
    core.created = core.modified = DRAFTED.replace(tzinfo=None)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]  # python-docx's own
    custom = Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, _custom(form).encode(), package)
    package.relate_to(custom, RELATIONSHIP.CUSTOM_PROPERTIES)


def _custom(form: Form) -> str:
    properties = (
        ("leadwright-kind", form.kind),
        ("leadwright-lead", "{{ head.number }}"),
        ("leadwright-version", "{{ head.version }}"),
    )
    lines = "".join(
        f'<property fmtid="{FORMAT}" pid="{pid}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(properties, start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{NAMESPACE}/custom-properties" xmlns:vt="{NAMESPACE}/docPropsVTypes">'
        f"{lines}</Properties>"
    )


def _same_each_time(data: bytes) -> bytes:
    """Return the same package without the time of day in it."""
    again = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return again.getvalue()

"""The chapters of a document of several pages: headings that Word numbers, tables and free places."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from drafting.control import add_place
from drafting.form import Chapter, Form, Listing
from drafting.grid import Grid, new_table
from drafting.text import LEFT, TYPES, Type, lay, set_fonts, write
from sales.words import Language

NUMBERING = 77  # of the headings; python-docx's own lists have lower ones
# What follows these in a paragraph's properties is in the order of CT_PPr.
AFTER_NUMBERING = (
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:rPr",
)
AFTER_OUTLINE = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def draw_chapters(document: Any, form: Form, language: Language) -> None:
    """Add the form's chapters to a python-docx document, from a new page on."""
    _number_headings(document, TYPES[language].chapter)
    for chapter in form.chapters:
        if chapter.only:
            _tag(document, f"{{%p if {chapter.only} %}}")
        _heading(document, chapter, form, language)
        _body(document, chapter, form, language)
        if chapter.only:
            _tag(document, "{%p endif %}")


def _heading(document: Any, chapter: Chapter, form: Form, language: Language) -> None:
    heading = lay(document.add_paragraph(), LEFT, 12, 5)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.page_break_before = chapter.breaks or None
    properties = heading._p.get_or_add_pPr()
    if chapter.is_numbered:
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{NUMBERING}"/></w:numPr>'
        properties.insert_element_before(parse_xml(number), *AFTER_NUMBERING)
    # Word's navigation shows what has a level, whatever its style.
    outline = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>')
    properties.insert_element_before(outline, *AFTER_OUTLINE)
    write(heading, form.called(chapter.name).in_(language), TYPES[language].chapter)


def _body(document: Any, chapter: Chapter, form: Form, language: Language) -> None:
    if not chapter.rows:
        add_place(document, chapter.name, form.fields[chapter.name], TYPES[language].value, language)
        return
    grid = Grid(new_table(document, form), form, language)
    for row in chapter.rows:
        grid.add(row)
    if isinstance(chapter.rows[0], Listing):
        # The names of its columns stand again on each page that the table goes on to.
        grid.table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _tag(document: Any, tag: str) -> None:
    """Add a paragraph that only carries a template tag; docxtpl takes it away."""
    document.add_paragraph().add_run(tag)


def _number_headings(document: Any, face: Type) -> None:
    """Add the numbering ``1 2 3``; CT_Numbering has what numberings are like before where they are used."""
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr><w:rPr/></w:lvl>'
        "</w:abstractNum>"
    )
    properties = abstract.find(f".//{qn('w:rPr')}")
    set_fonts(properties, face)
    properties.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="{round(face.size * 2)}"/>'))
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{NUMBERING}"><w:abstractNumId w:val="{NUMBERING}"/></w:num>'
        )
    )

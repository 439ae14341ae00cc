"""Paragraphs and runs: fonts, sizes, spacing as Chinese office forms have them."""

from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from documents.fields import Field
from documents.labels import REQUIRED
from sales.words import Language, Words

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Type:
    """A typeface for Latin and Chinese letters, its size in points, its weight."""

    latin: str
    chinese: str
    size: float
    bold: bool = False
    colour: str = ""  # six hex digits; "" for black
    spacing: float = 0  # extra points between letters


@dataclass(frozen=True)
class Types:
    """The faces a form uses, by what they are for."""

    cover: Type  # the title of a document that has a page for it
    subtitle: Type
    title: Type
    chapter: Type
    company: Type
    company_en: Type
    small: Type
    section: Type
    label: Type
    value: Type
    heading: Type  # over a narrow column
    cell: Type  # in one
    prompt: Type
    letter: Type
    line: float  # height of a line in the table, in points


# 宋体 body in 五号 (10.5 pt), 黑体 titles; English in Arial.
TYPES = {
    Language.ZH: Types(
        cover=Type("Arial", "黑体", 36, spacing=12),
        subtitle=Type("Arial", "黑体", 18),
        title=Type("Arial", "黑体", 20, spacing=6),
        chapter=Type("Arial", "黑体", 14),
        company=Type("Arial", "黑体", 15, spacing=1),
        company_en=Type("Arial", "黑体", 8.5, colour="404040"),
        small=Type("Times New Roman", "宋体", 9),
        section=Type("Arial", "黑体", 10.5),
        label=Type("Arial", "黑体", 10),
        value=Type("Times New Roman", "宋体", 10.5),
        heading=Type("Arial", "黑体", 8.5),
        cell=Type("Times New Roman", "宋体", 8),
        prompt=Type("Times New Roman", "宋体", 9, colour="A6A6A6"),
        letter=Type("Times New Roman", "宋体", 12),
        line=14,
    ),
    Language.EN: Types(
        cover=Type("Arial", "黑体", 30, bold=True),
        subtitle=Type("Arial", "黑体", 16),
        title=Type("Arial", "黑体", 18, bold=True),
        chapter=Type("Arial", "黑体", 13, bold=True),
        company=Type("Arial", "黑体", 14, bold=True),
        company_en=Type("Arial", "黑体", 8.5, colour="404040"),
        small=Type("Arial", "宋体", 8),
        section=Type("Arial", "黑体", 9.5, bold=True),
        label=Type("Arial", "黑体", 9, bold=True),
        value=Type("Arial", "宋体", 9.5),
        heading=Type("Arial", "黑体", 7, bold=True),
        cell=Type("Arial", "宋体", 7.5),
        prompt=Type("Arial", "宋体", 8.5, colour="A6A6A6"),
        letter=Type("Arial", "宋体", 10.5),
        line=13,
    ),
}


def write(paragraph: Any, text: str, face: Type) -> Any:
    """Add ``text`` to a python-docx paragraph in this face; returns the run."""
    run = paragraph.add_run(text)
    run.font.size = Pt(face.size)
    run.font.bold = face.bold or None
    set_fonts(run._r.get_or_add_rPr(), face)
    for element in run._r.findall(qn("w:t")):
        # A filled-in value may begin with a space.
        element.set(qn("xml:space"), "preserve")
    return run


def set_fonts(properties: Any, face: Type) -> None:
    """Name the fonts for Latin and Chinese letters, and the letters' colour and spacing."""
    fonts = properties.get_or_add_rFonts()
    for script, name in (
        ("ascii", face.latin),
        ("hAnsi", face.latin),
        ("cs", face.latin),
        ("eastAsia", face.chinese),
    ):
        fonts.set(qn(f"w:{script}"), name)
    if face.colour:
        properties.get_or_add_color().set(qn("w:val"), face.colour)
    if face.spacing:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(face.spacing * 20)))
        # CT_RPr is a sequence: spacing stands before the size.
        size = properties.find(qn("w:sz"))
        size.addprevious(spacing)


def lay(paragraph: Any, alignment: Any = LEFT, before: float = 0, after: float = 0, line: float = 0) -> Any:
    """Align a paragraph and space it, all in points (``line`` 0: single); returns the paragraph."""
    layout = paragraph.paragraph_format
    layout.alignment = alignment
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = Pt(line) if line else 1.0
    return paragraph


def numbered(number: int, title: Words, language: Language) -> str:
    """Return the title of a section with its number: ``一、信息来源``, ``1  Source``."""
    return (
        f"{'零一二三四五六七八九十'[number]}、{title.zh}"
        if language is Language.ZH
        else f"{number}  {title.en}"
    )


def label_of(field: Field, language: Language) -> str:
    """Return the label of a field, with a star where it must not stay empty."""
    star = REQUIRED.in_(language) if field.blank and field.blank.is_required else ""
    return field.called.in_(language) + star


def spread(label: str) -> str:
    """Return a Chinese label of two or three letters as wide as one of four: ``职　　务``, ``登 记 人``."""
    word = label.removesuffix(REQUIRED.zh)
    gap = {2: "　　", 3: " "}.get(len(word), "")
    return label if word.isascii() else gap.join(word) + label[len(word) :]

"""A letter: its paragraphs below the company's head, laid as each language lays them."""

from dataclasses import replace
from typing import Any

from docx.shared import Pt

from drafting.form import Form, Paragraph, Place
from drafting.text import CENTRE, LEFT, RIGHT, TYPES, lay, write
from sales.words import Language

LINE = 22  # points from line to line
GAPS = {
    Place.MARGIN: (0, 0),
    Place.SUBJECT: (8, 10),
    Place.OPENING: (14, 8),
    Place.BODY: (0, 6),
    Place.CLOSING: (6, 0),
}
ALIGNED = {Place.SUBJECT: CENTRE, Place.CLOSING: RIGHT}  # in a Chinese letter


def draw_letter(document: Any, form: Form, language: Language) -> None:
    """Add the paragraphs of the form's letter to a python-docx document."""
    for paragraph in form.letter:
        if paragraph.only:
            document.add_paragraph().add_run(f"{{%p if {paragraph.only} %}}")
        _draw(document, paragraph, language)
        if paragraph.only:
            document.add_paragraph().add_run("{%p endif %}")


def _draw(document: Any, paragraph: Paragraph, language: Language) -> None:
    face = replace(TYPES[language].letter, bold=paragraph.place is Place.SUBJECT)
    is_chinese = language is Language.ZH
    # A Chinese letter is signed at the right and indents by two letters; an English one stands at the left.
    alignment = ALIGNED.get(paragraph.place, LEFT) if is_chinese else LEFT
    line = lay(document.add_paragraph(), alignment, *GAPS[paragraph.place], line=LINE)
    if is_chinese and paragraph.place is Place.BODY:
        line.paragraph_format.first_line_indent = Pt(2 * face.size)
    write(line, paragraph.text.in_(language), face)

"""A box for an opinion and a signature, with the room that a pen needs."""

from collections.abc import Mapping
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

from documents.fields import Field
from documents.labels import DATE, SIGN
from drafting.control import add_control, add_value
from drafting.form import Box
from drafting.slip import draw_slip
from drafting.text import LEFT, RIGHT, TYPES, lay, write
from sales.words import Language, Words

COLON = Words("：", ": ")
# Room for a stamp or a written line between the opinion and the signature.
ROOM_POINTS = 24
ROOM_ABOVE_SLIP = 6  # which has its own


def draw_box(cell: Any, box: Box, fields: Mapping[str, Field], language: Language) -> None:
    """Write heading with the signer's name, opinion control and signature line into a table cell."""
    types = TYPES[language]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    heading = lay(cell.paragraphs[0], LEFT, 3, 3)
    write(heading, box.heading.in_(language) + COLON.in_(language), types.label)
    if box.name:
        add_value(heading, box.name, box.name, fields[box.name], types.value, language)
    if box.opinion or not box.decides:
        opinion = lay(cell.add_paragraph(), LEFT, 0, ROOM_ABOVE_SLIP if box.decides else ROOM_POINTS)
    if box.opinion:
        asked = fields[box.opinion]
        write(opinion, asked.called.in_(language) + COLON.in_(language), types.small)
        add_control(opinion, box.opinion, box.opinion, asked, types.small, language)
    if box.decides:
        below = draw_slip(cell, box.role, language)
        write(lay(below, RIGHT, 3, 4), DATE.in_(language), types.small)
    else:
        write(lay(cell.add_paragraph(), RIGHT, 3, 4), SIGN.in_(language) + DATE.in_(language), types.small)

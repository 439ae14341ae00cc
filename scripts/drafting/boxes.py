"""A box for an opinion and a signature, with the room that a pen needs."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

from drafting.control import add_control
from drafting.form import Box
from drafting.text import LEFT, RIGHT, TYPES, lay, write
from sales.words import Language, Words

SIGNATURE = Words(
    "签字：____________　　日期：______年____月____日", "Signature: ______________   Date: ______________"
)
NAME = Words("姓名：", "Name: ")
# Room for a stamp or a written line between the opinion and the signature.
ROOM_POINTS = 30


def draw_box(cell: Any, box: Box, language: Language) -> None:
    """Write heading, opinion control, the signer's name and the signature line into a table cell."""
    types = TYPES[language]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    write(lay(cell.paragraphs[0], LEFT, 3, 3), box.heading.in_(language) + colon(language), types.label)
    opinion = lay(cell.add_paragraph(), LEFT, 0, ROOM_POINTS)
    add_control(opinion, box.tag, box.heading.in_(language), box.opinion.in_(language), types.prompt)
    name = lay(cell.add_paragraph(), LEFT, 0, 3)
    write(name, NAME.in_(language) + f"{{{{ {box.name} }}}}", types.small)
    write(lay(cell.add_paragraph(), RIGHT, 3, 4), SIGNATURE.in_(language), types.small)


def colon(language: Language) -> str:
    """Return the colon of the language."""
    return Words("：", ":").in_(language)

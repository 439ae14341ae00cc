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
COLON = Words("：", ": ")
PROMPT = Words("点击填写", "click to write")
# Room for a stamp or a written line between the opinion and the signature.
ROOM_POINTS = 24


def draw_box(cell: Any, box: Box, language: Language) -> None:
    """Write heading with the signer's name, opinion control and signature line into a table cell."""
    types = TYPES[language]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    heading = lay(cell.paragraphs[0], LEFT, 3, 3)
    write(heading, box.heading.in_(language) + COLON.in_(language), types.label)
    write(heading, f"{{{{ {box.name} }}}}", types.value)
    opinion = lay(cell.add_paragraph(), LEFT, 0, ROOM_POINTS)
    write(opinion, box.asked.in_(language) + COLON.in_(language), types.small)
    add_control(opinion, box.tag, box.heading.in_(language), _prompt(box, language), types.prompt)
    write(lay(cell.add_paragraph(), RIGHT, 3, 4), SIGNATURE.in_(language), types.small)


def _prompt(box: Box, language: Language) -> str:
    return PROMPT.in_(language) + (box.asked.zh if language is Language.ZH else "")

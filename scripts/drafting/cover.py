"""The cover of a document that goes to the customer: its title, whom it is for, who answers for it."""

from typing import Any

from drafting.form import Form
from drafting.grid import Grid, new_table
from drafting.page import EDITION, OUR_REFERENCE, QR_CM, bracketed
from drafting.parts import add_picture
from drafting.pictures import qr_place
from drafting.text import CENTRE, TYPES, lay, write
from sales.words import Language

SUBTITLE = "{{ requirements.product or requirements.product_line }}"
ABOVE, BELOW = 110, 90  # points of white above the title and above the table


def draw_cover(document: Any, form: Form, language: Language) -> None:
    """Draw the first page of a python-docx document; what follows begins a new one."""
    types = TYPES[language]
    write(lay(document.add_paragraph(), CENTRE, ABOVE, 18), form.title.in_(language), types.cover)
    write(lay(document.add_paragraph(), CENTRE, 0, 6), SUBTITLE, types.subtitle)
    number = lay(document.add_paragraph(), CENTRE, 6, 12)
    write(
        number, OUR_REFERENCE.in_(language) + "{{ head.number }}" + bracketed(EDITION, language), types.value
    )
    add_picture(lay(document.add_paragraph(), CENTRE, 0, BELOW), qr_place(), QR_CM, "QR")
    grid = Grid(new_table(document, form), form, language)
    for row in form.cover:
        grid.add(row)
    write(lay(document.add_paragraph(), CENTRE, 36), "{{ head.company }}", types.company)
    write(lay(document.add_paragraph(), CENTRE, 6), "{{ head.date }}", types.value)

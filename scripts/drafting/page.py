"""The page around a form: A4, the company's head, the title with number and QR code, the footer."""

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm

from drafting.form import Form
from drafting.parts import add_field, add_picture, bare_table, flatten, rule, tabbed
from drafting.pictures import logo_place, qr_place
from drafting.text import CENTRE, LEFT, RIGHT, TYPES, Type, lay, write
from sales.words import Language, Words

TITLE_SIDES_CM = 3.6  # what stands left and right of the title
LOGO_CM = (3.2, 1.33)
QR_CM = 1.8

FORM_NUMBER = Words("表单编号：", "Form no.: ")
FORM_VERSION = Words("版　　本：", "Version: ")
NUMBER = Words("线索编号：", "Lead no.: ")
OUR_REFERENCE = Words("编号：", "Our ref.: ")
DATE = Words("制表日期：", "Date: ")
DATE_OF_LETTER = Words("日期：", "Date: ")
PREPARED_BY = Words("编制人：", "Prepared by: ")
EDITION = Words("第 {{ head.version }} 版", "Issue {{ head.version }}")
PAGE = (Words("第 ", "Page "), Words(" 页　共 ", " of "), Words(" 页", ""))


def draw_page(document: Any, form: Form, language: Language) -> None:
    """Set the paper and draw head, title and footer."""
    section = document.sections[0]
    sheet = form.sheet
    section.page_width, section.page_height = Cm(sheet.width_cm), Cm(sheet.height_cm)
    if sheet.width_cm > sheet.height_cm:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm((sheet.width_cm - sheet.text_cm) / 2)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(1.8)
    section.header_distance, section.footer_distance = Cm(1.0), Cm(0.9)
    section.different_first_page_header_footer = True
    _first_head(section.first_page_header, form, language)
    _next_head(section.header, form, language)
    for footer in (section.first_page_footer, section.footer):
        _footer(footer, form, language)
    if not form.cover:
        _title(document, form, language)
        _particulars(document, form, language)


def _first_head(header: Any, form: Form, language: Language) -> None:
    types = TYPES[language]
    logo_cm = LOGO_CM[0] + 0.4
    logo, company = bare_table(header, (logo_cm, form.sheet.text_cm - logo_cm))
    add_picture(logo.paragraphs[0], logo_place(), LOGO_CM[0], "logo")
    write(lay(company.paragraphs[0]), "{{ head.company }}", types.company)
    for name, face in (
        ("company_en", types.company_en),
        ("address", types.small),
        ("contacts", types.small),
    ):
        _line_if_known(company, f"head.{name}", face)
    rule(flatten(header), "bottom", 12)


def _line_if_known(cell: Any, name: str, face: Type) -> None:
    """Add a paragraph that is there only when the field is."""
    write(cell.add_paragraph(), f"{{%p if {name} %}}", face)
    write(lay(cell.add_paragraph(), LEFT, 1), f"{{{{ {name} }}}}", face)
    write(cell.add_paragraph(), "{%p endif %}", face)


def _next_head(header: Any, form: Form, language: Language) -> None:
    small = TYPES[language].small
    line = tabbed(header.paragraphs[0], form.sheet.text_cm)
    write(line, "{{ head.company }}　" + form.title.in_(language) + "\t{{ head.number }}", small)
    rule(line, "bottom", 6)


def _footer(footer: Any, form: Form, language: Language) -> None:
    small = TYPES[language].small
    line = tabbed(footer.paragraphs[0], form.sheet.text_cm)
    rule(line, "top", 6)
    write(line, "{{ head.retention_note }}\t" + PAGE[0].in_(language), small)
    add_field(line, "PAGE", small)
    write(line, PAGE[1].in_(language), small)
    add_field(line, "NUMPAGES", small)
    write(line, PAGE[2].in_(language), small)


def _title(document: Any, form: Form, language: Language) -> None:
    types = TYPES[language]
    left, middle, right = bare_table(
        document, (TITLE_SIDES_CM, form.sheet.text_cm - 2 * TITLE_SIDES_CM, TITLE_SIDES_CM)
    )
    write(lay(left.paragraphs[0]), FORM_NUMBER.in_(language) + form.number, types.small)
    write(lay(left.add_paragraph(), LEFT, 2), FORM_VERSION.in_(language) + form.version, types.small)
    write(lay(middle.paragraphs[0], CENTRE), form.title.in_(language), types.title)
    picture = lay(right.paragraphs[0], RIGHT)
    add_picture(picture, qr_place(), QR_CM, "QR")


def _particulars(document: Any, form: Form, language: Language) -> None:
    types = TYPES[language]
    line = lay(document.add_paragraph(), LEFT, 2, 3)
    stops = line.paragraph_format.tab_stops
    # The number and its edition take the most room: the date stands right of the middle.
    stops.add_tab_stop(Cm(form.sheet.text_cm * 0.54), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(form.sheet.text_cm), WD_TAB_ALIGNMENT.RIGHT)
    strong = Type(types.small.latin, types.small.chinese, types.value.size, bold=True)
    number, date = (OUR_REFERENCE, DATE_OF_LETTER) if form.is_sent else (NUMBER, DATE)
    write(line, number.in_(language) + "{{ head.number }}", strong)
    write(line, bracketed(EDITION, language), types.small)
    write(line, ("\t\t" if form.letter else "\t") + date.in_(language) + "{{ head.date }}", types.small)
    if not form.letter:  # the program has written it, and a person signs it below
        write(line, "\t" + PREPARED_BY.in_(language) + "{{ head.prepared_by }}", types.small)


def bracketed(words: Words, language: Language) -> str:
    """Return words in brackets as each language sets them behind others."""
    return Words(f"（{words.zh}）", f" ({words.en})").in_(language)

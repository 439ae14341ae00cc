"""What a person fills in: content controls with a tag, of the kind that their format asks for.

Never plain-text controls (``w:text``): LibreOffice 7.4 doubles and splits them when it saves.
"""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from documents.fields import Field
from drafting.text import LEFT, Type, lay, set_fonts, write
from sales.blank import Blank, Format
from sales.words import Language

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
BOX = '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/>'
BOX += '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
DATE = '<w:date><w:dateFormat w:val="{}"/><w:lid w:val="{}"/><w:storeMappedDataAs w:val="dateTime"/>'
DATE += '<w:calendar w:val="gregorian"/></w:date>'
DATES = {Language.ZH: ("yyyy'年'M'月'd'日'", "zh-CN"), Language.EN: ("d MMM yyyy", "en-GB")}


def add_value(paragraph: Any, path: str, printed: str, field: Field, face: Type, language: Language) -> None:
    """Print a field in a paragraph, in a control where a person fills it in."""
    if field.blank is None:
        write(paragraph, f"{{{{ {printed} }}}}", face)
    else:
        add_control(paragraph, path, printed, field, face, language)


def add_control(
    paragraph: Any, path: str, printed: str, field: Field, face: Type, language: Language
) -> None:
    """Add the control of a field to a paragraph: its tag is the path of the field, its text prints it."""
    kind = _kind(field.blank, language) if field.blank else ""
    control = parse_xml(
        f"<w:sdt {nsdecls('w')} {W14}><w:sdtPr><w:alias/><w:tag/>{kind}</w:sdtPr>"
        "<w:sdtContent><w:r><w:rPr/><w:t/></w:r></w:sdtContent></w:sdt>"
    )
    control.find(f".//{qn('w:alias')}").set(qn("w:val"), field.called.in_(language))
    control.find(f".//{qn('w:tag')}").set(qn("w:val"), path)
    control.find(f".//{qn('w:t')}").text = f"{{{{ {printed} }}}}"
    properties = control.find(f".//{qn('w:rPr')}")
    set_fonts(properties, face)
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), str(round(face.size * 2)))
    properties.append(size)
    paragraph._p.append(control)


def add_place(document: Any, path: str, field: Field, face: Type, language: Language) -> None:
    """Add a place of as many paragraphs, tables and pictures as a person likes, over the whole width.

    Word puts a rich-text control that is alone in its paragraph around further ones as they are written; one
    that is around its paragraph from the start comes back doubled from LibreOffice 7.4.
    """
    paragraph = lay(document.add_paragraph(), LEFT, 0, 4)
    # No fixed height of line: it would cut a picture off.
    paragraph.paragraph_format.line_spacing = 1.4
    add_control(paragraph, path, path, field, face, language)


def _kind(blank: Blank, language: Language) -> str:
    """Return the element that makes a control one for this place; rich text needs none."""
    match blank.format:
        case Format.DATE:
            return DATE.format(*DATES[language])
        case Format.TICK:
            return BOX
        case Format.CHOICE:
            words = (quoteattr(choice.words.in_(language)) for choice in blank.choices)
            items = "".join(f"<w:listItem w:displayText={each} w:value={each}/>" for each in words)
            return f"<w:dropDownList>{items}</w:dropDownList>"
        case _:
            return ""

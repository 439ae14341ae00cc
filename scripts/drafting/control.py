"""What a person fills in: rich-text content controls with a tag and a prompt.

Never plain-text controls (``w:text``): LibreOffice 7.4 doubles and splits them when it saves.
"""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from drafting.text import Type, set_fonts


def add_control(paragraph: Any, tag: str, title: str, prompt: str, face: Type) -> None:
    """Add a control to a python-docx paragraph; the prompt goes away when somebody writes."""
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent><w:r><w:rPr/><w:t/></w:r></w:sdtContent></w:sdt>"
    )
    control.find(f".//{qn('w:alias')}").set(qn("w:val"), title)
    control.find(f".//{qn('w:tag')}").set(qn("w:val"), tag)
    control.find(f".//{qn('w:t')}").text = prompt
    properties = control.find(f".//{qn('w:rPr')}")
    set_fonts(properties, face)
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), str(round(face.size * 2)))
    properties.append(size)
    paragraph._p.append(control)

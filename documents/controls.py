"""The places of a Word document that a person fills in (content controls, ISO/IEC 29500-1, 17.5.2).

A template holds each as a control whose tag is the name of the field and whose text prints it. Where nothing
is said yet, the finished document shows a prompt instead, which goes away when somebody writes.
"""

from collections.abc import Iterator

from lxml import etree

from sales.words import Language, Words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

PROMPTS = {
    f"{_W}date": Words("点击选择日期", "choose a date"),
    f"{_W}dropDownList": Words("点击选择", "choose"),
    f"{_W14}checkbox": Words("☐", "☐"),
}
PROMPT = Words("点击填写", "click to write")
IN_A_LIST = Words("填写", "…")  # its columns may be narrow
GREY = "A6A6A6"


def is_prompt(text: str) -> bool:
    """Return whether a text is what a place shows where nobody has written; programs may keep it as text."""
    return any(text in (words.zh, words.en) for words in (PROMPT, IN_A_LIST, *PROMPTS.values()))


def show_prompts(part: str, language: Language) -> str:
    """Return a part of a document with a prompt in every control that is empty."""
    if "<w:sdt>" not in part:
        return part
    root = etree.fromstring(part.encode())
    for control in controls(root):
        if not text_of(control):
            _prompt(control, language)
    shown: str = etree.tostring(root, encoding="unicode")
    return shown


def controls(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the controls with a tag, in the order of the document; what has none is not ours."""
    for control in root.iter(f"{_W}sdt"):
        if tag_of(control):
            yield control


def tag_of(control: etree._Element) -> str:
    """Return the name of the field that a control holds, "" where a program has dropped it."""
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if tag is None else tag.get(f"{_W}val", "")


def text_of(control: etree._Element) -> str:
    """Return what is written in a control, "" where it shows its prompt."""
    if control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
        return ""
    return seen(control).strip()


def seen(element: etree._Element) -> str:
    """Return the text of an element as a reader sees it, a line for each paragraph that is in it."""
    lines = [""]
    for each in element.iter(f"{_W}p", f"{_W}t", f"{_W}br", f"{_W}tab"):
        if each.tag == f"{_W}p":
            lines.append("")
        elif each.tag == f"{_W}t":
            lines[-1] += each.text or ""
        else:
            lines[-1] += "\n" if each.tag == f"{_W}br" else "\t"
    return "\n".join(lines if lines[0] else lines[1:])


def _prompt(control: etree._Element, language: Language) -> None:
    properties = control.find(f"{_W}sdtPr")
    usual = IN_A_LIST if "[]" in tag_of(control) else PROMPT
    words = next((PROMPTS[each.tag] for each in properties if each.tag in PROMPTS), usual)
    text = next(control.iter(f"{_W}t"), None)
    if text is None:
        return
    text.text = words.in_(language)
    if words is PROMPTS[f"{_W14}checkbox"]:
        return  # the box itself is what is clicked
    _mark(properties)
    run = text.getparent().find(f"{_W}rPr")
    if run is not None:
        _grey(run)


def _mark(properties: etree._Element) -> None:
    """Say that the control shows its prompt; CT_SdtPr has it before the kind of the control."""
    mark = etree.Element(f"{_W}showingPlcHdr")
    before = properties.find(f"{_W}tag")
    before.addnext(mark)


def _grey(run: etree._Element) -> None:
    """Print a run grey; CT_RPr has the colour before the size."""
    colour = etree.Element(f"{_W}color", {f"{_W}val": GREY})
    size = run.find(f"{_W}sz")
    if size is None:
        run.append(colour)
    else:
        size.addprevious(colour)


def blacken(control: etree._Element) -> None:
    """Print what is written in a control black where its program kept the grey of the prompt."""
    for colour in list(control.iter(f"{_W}color")):
        if colour.get(f"{_W}val") == GREY:
            colour.getparent().remove(colour)

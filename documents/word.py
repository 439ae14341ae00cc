"""Filling Word templates; the one file that knows docxtpl.

A template is taken apart and compiled once, by docxtpl's rules for tags in Word. A document is the compiled
parts rendered, beside the parts that never change; nothing of one is left for the next (decision 0050).
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml import etree

from documents import qr as codes
from documents.checked import broken, check
from documents.controls import show_prompts
from documents.located import named
from documents.package import look_into, unsound
from documents.pictures import picture_parts, put_logo
from documents.sandbox import Rendered, Sandboxed, Trouble
from documents.written import in_properties, in_word
from sales.paper_code import PaperCode
from sales.words import Failure, Language, Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Every entry carries this time, so that the same fields make the same bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(r"\{[{%#]")
# In one part; ours has some sixty. docxtpl's time grows with their square where they are not closed.
_MOST_TAGS = 4000
_PLACES = re.compile(r"^(word/(document|header\d*|footer\d*|footnotes)|docProps/(core|custom))\.xml$")


class WrongPlace(Failure):
    """A template is wrong at one place of it."""

    def __init__(self, words: Words, place: Words) -> None:
        super().__init__(words)
        self.place = place


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template, ready to be filled any number of times."""

    path: Path
    sources: Mapping[str, str]  # part name -> what was compiled; a line is a paragraph
    parts: Mapping[str, Sandboxed]
    rest: bytes  # a zip of the parts that never change
    codes: Mapping[str, str]  # pictures that QR codes replace -> the box that each stands in, "" for the head


def fill(
    template: Path,
    values: "DataclassInstance",
    language: Language,
    *,
    code: PaperCode | None = None,
    logo: bytes = b"",
) -> bytes:
    """Return the template filled with the fields of a frozen dataclass, as the bytes of a checked .docx.

    ``code`` is what its QR codes say, ``logo`` a picture for the logo's place (None, b"": the places stay).
    Failure where the template is missing or broken, asks for a field there is not, or loses a text.
    """
    compiled = compile_template(template, logo)
    context = {field.name: getattr(values, field.name) for field in fields(values)}
    rendered = {name: _render(compiled, name, context) for name in compiled.parts}
    try:
        texts = {name: show_prompts(part.text, language) for name, part in rendered.items()}
    except etree.XMLSyntaxError as error:
        raise broken(template, str(error)) from error
    document = _pack(compiled, texts, code)
    check(document, {name: part.printed for name, part in rendered.items()}, template)
    return document


def compile_template(template: Path, logo: bytes = b"") -> Compiled:
    """Return the compiled template; kept until the file changes."""
    try:
        status = template.stat()
    except OSError:
        raise Failure(
            Words(
                f"找不到模板 {template}。请把该文件放回原处，或重新安装 Leadwright。",
                f"There is no template {template}. Put the file back, or reinstall Leadwright.",
            )
        ) from None
    return _compile(template, status.st_mtime_ns, status.st_size, logo)


@lru_cache(maxsize=64)
def _compile(template: Path, _changed: int, _size: int, logo: bytes) -> Compiled:
    package, places = _opened(template, logo)
    with zipfile.ZipFile(BytesIO(package)) as parts:
        sources = {
            name: _source(template, parts.read(name)) for name in parts.namelist() if _PLACES.match(name)
        }
        sources = {name: source for name, source in sources.items() if _TAG.search(source)}
        rest = _rest(parts, {*sources, *places})
    compiled = {name: _sandboxed(template, name, source) for name, source in sources.items()}
    return Compiled(template, sources, compiled, rest, places)


def _opened(template: Path, logo: bytes) -> tuple[bytes, dict[str, str]]:
    """Return the template with the logo in its place, and the pictures that hold QR codes."""
    try:
        look_into(template)
        document = DocxTemplate(template).get_docx()
    except (
        OSError,
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        etree.XMLSyntaxError,
    ) as error:
        raise Failure(unsound(template)) from error
    if logo:
        put_logo(document, logo)
    places = picture_parts(document, "QR")
    package = BytesIO()
    document.save(package)
    return package.getvalue(), places


def _source(template: Path, part: bytes) -> str:
    """Return a part with docxtpl's tags made plain; each paragraph is a line, so that a line is a place."""
    if len(_TAG.findall(part.decode("latin-1"))) > _MOST_TAGS:
        raise Failure(
            Words(
                f"模板 {template} 中的标记超过 {_MOST_TAGS} 个，无法处理。请删去多余的标记。",
                f"The template {template} has more than {_MOST_TAGS} tags. Take some out.",
            )
        )
    xml = etree.tostring(etree.fromstring(part), encoding="unicode")
    patched: str = DocxTemplate("").patch_xml(xml.replace("\n", " "))
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)


def _rest(parts: zipfile.ZipFile, without: set[str]) -> bytes:
    rest = BytesIO()
    with zipfile.ZipFile(rest, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            if name not in without:
                kept.writestr(_entry(name), parts.read(name))
    return rest.getvalue()


def _pack(compiled: Compiled, texts: Mapping[str, str], code: PaperCode | None) -> bytes:
    document = BytesIO(compiled.rest)
    with zipfile.ZipFile(document, "a", zipfile.ZIP_DEFLATED) as parts:
        for name, text in texts.items():
            parts.writestr(
                _entry(name), b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text.encode()
            )
        for name, box in compiled.codes.items():
            parts.writestr(_entry(name), _code(code, box))
    return document.getvalue()


def _code(code: PaperCode | None, box: str) -> bytes:
    if code is None:
        return codes.png(" ")
    return codes.in_box(replace(code, box=box).in_box) if box else codes.png(code.text)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _sandboxed(template: Path, name: str, source: str) -> Sandboxed:
    try:
        return Sandboxed(source, in_word if name.startswith("word/") else in_properties)
    except Trouble as trouble:
        raise _failure(template, name, source, trouble) from trouble


def _render(compiled: Compiled, name: str, context: Mapping[str, Any]) -> Rendered:
    try:
        return compiled.parts[name].render(context)
    except Trouble as trouble:
        raise _failure(compiled.path, name, compiled.sources[name], trouble) from trouble


def _failure(template: Path, part: str, source: str, trouble: Trouble) -> Failure:
    at = named(template, part, place_of(source, trouble.line))
    return WrongPlace(
        Words(
            f"模板 {template} 中{at.zh}处有误：{trouble.reason.zh}。请用 Word 打开模板修改此处。",
            f"The template {template} is wrong at {at.en}: {trouble.reason.en}. "
            "Open it in Word and mend this place.",
        ),
        at,
    )


def place_of(source: str, line: int) -> str:
    """Return what a person sees at a line of a source: the paragraph's text, at most 60 letters of it."""
    lines = source.splitlines()
    text = re.sub(r"<[^>]+>", "", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return text if len(text) <= 60 else text[:59] + "…"

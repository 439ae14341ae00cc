"""Trying a template out: documents made of samples, and the form read as if somebody had sent it back.

What reads well may still make a document that does not open, or a form that nobody can hand in: one whose
place to write has gone, or that does not say any more which form of which lead it is.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from documents import find, returned, word
from documents.fields import Field, leaves
from documents.lint import Fault, broken, check_template
from documents.located import NOWHERE
from documents.mail_text import text_of
from documents.sample import NUMBER, VERSION, Size, sample
from documents.templates import Template
from sales.blank import value_of
from sales.paper_code import PaperCode
from sales.returned import Returned
from sales.words import Failure, Language, Words

LOST, PICTURE = "lost", "picture"
"""Kinds of faults: what is written there is not read back; the QR code has no place."""


def look_over(template: Template, path: Path, language: Language) -> tuple[Fault, ...]:
    """Return everything that is wrong with the template at ``path``, read and tried out."""
    try:
        status = path.stat()
    except OSError:
        return check_template(path, template.fields_type, language)
    return _looked_over(template, path, language, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _looked_over(
    template: Template, path: Path, language: Language, _changed: int, _size: int
) -> tuple[Fault, ...]:
    read = check_template(path, template.fields_type, language)
    if not all(fault.warns for fault in read):
        return read
    tried = tuple(_try_out(template, path, language))
    told = {fault.field for fault in tried if fault.kind == LOST}
    return (*tried, *(fault for fault in read if fault.field not in told))


def _try_out(template: Template, path: Path, language: Language) -> Iterator[Fault]:
    """Yield what goes wrong where documents are made with the template at ``path``."""
    for size in Size:
        values = sample(template.fields_type, size, language)
        try:
            if template.kind is None:
                text_of(path, values)
                continue
            code = PaperCode(NUMBER, template.kind, int(VERSION))
            document = word.fill(path, values, language, code=code)
        except Failure as failure:
            yield broken(failure)
            return
        if size is Size.FULL:
            yield from _read_back(template, path, document)
    if template.kind is not None:
        yield from _without_code(template, path, language)


def _read_back(template: Template, path: Path, document: bytes) -> Iterator[Fault]:
    """Yield what is not found again in a form that came back filled in."""
    blanks = {name: field for name, field in leaves(template.fields_type) if field.blank}
    if not blanks:
        return
    came = returned.read(document)
    if came is None or came.kind != template.kind:
        yield Fault(LOST, "", NOWHERE, _unknown_form(path, template))
        return
    if came.lead != NUMBER:
        yield Fault(LOST, "head.number", NOWHERE, _unsaid(path, "head.number", template))
    if str(came.version) != VERSION:
        yield Fault(LOST, "head.version", NOWHERE, _unsaid(path, "head.version", template))
    for name, field in blanks.items():
        if not _is_there(came, name, field):
            needed = field.blank is not None and field.blank.is_required
            yield Fault(LOST, name, NOWHERE, _no_place(path, name, field), warns=not needed)


def _is_there(came: Returned, name: str, field: Field) -> bool:
    written = came.places.get(name.replace("[]", ".0"), "")
    try:
        return bool(field.blank and value_of(written, field.blank))
    except Failure:
        return False


def _without_code(template: Template, path: Path, language: Language) -> Iterator[Fault]:
    """Yield which QR codes have no place, where ours have one: a signed scan is known by them."""
    ours = word.compile_template(find.template(template.file, language)).codes
    lost = {*ours.values()} - {*word.compile_template(path).codes.values()}
    for name in sorted(f"QR {box}".rstrip() for box in lost):
        words = Words(
            f"模板 {path} 没有名为 {name} 的图片，打印签字后的扫描件将无法识别。"
            f"请插入一张图片作二维码位置，并在“选择窗格”中命名为 {name}。",
            f"{path} has no picture called {name}, so a signed scan of it can't be known. Insert a picture "
            f"where the code is to stand, and call it {name} in the selection pane.",
        )
        yield Fault(PICTURE, name, NOWHERE, words)


def _unknown_form(path: Path, template: Template) -> Words:
    return Words(
        f"用模板 {path} 写成的表格交回时认不出是《{template.title.zh}》。"
        "请保留原标题，或在自带模板的副本上修改。",
        f'A form made from {path} is not known as the "{template.title.en}" when it comes back. '
        "Keep our title, or edit a copy of our template.",
    )


def _unsaid(path: Path, name: str, template: Template) -> Words:
    field = dict(leaves(template.fields_type))[name].called
    return Words(
        f"用模板 {path} 写成的表格交回时读不出{field.zh}。请在模板中打印 {{{{ {name} }}}}，"
        "或在自带模板的副本上修改。",
        f"{field.en}: not found in a form made from {path} when it comes back. Print {{{{ {name} }}}} in "
        "it, or edit a copy of our template.",
    )


def _no_place(path: Path, name: str, field: Field) -> Words:
    return Words(
        f"模板 {path} 中“{field.called.zh}”（{name}）处没有可填写的内容控件，也没有相应的标签，"
        "填写的内容读不回来。请从自带模板复制该控件。",
        f"{path} has no content control for {field.called.en} ({name}), nor its label beside the cell: "
        "what people write there is not read back. Copy the control from our template.",
    )

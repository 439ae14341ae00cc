"""Looking a template over before a document needs it: which fields it asks for, and which it may use."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from documents import mail_text, word
from documents.fields import leaves
from documents.sandbox import Trouble, Use, asked
from sales.words import Failure, Language, Words

MISSING = "missing"
"""The kind of a fault with which a template still makes documents."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template; one that is ``unknown`` or ``broken`` makes no document."""

    kind: str  # "unknown": asked for, but there is no such field; "missing": a field is not printed; "broken"
    field: str  # "head.number"; "" for broken
    place: str  # the paragraph or line, as a person sees it
    words: Words


def check_template(path: Path, fields_type: type, language: Language) -> tuple[Fault, ...]:
    """Return the faults of a Word or mail template that is to be filled with ``fields_type``."""
    try:
        uses = [(use, source) for source in _sources(path) for use in asked(source)]
    except Failure as failure:
        return (Fault("broken", "", "", failure.words),)
    except Trouble as trouble:
        return (Fault("broken", "", "", _broken(path, trouble)),)
    known = {path: field.called for path, field in leaves(fields_type)}
    unknown = (
        _unknown(path, use, word.place_of(source, use.line), known)
        for use, source in uses
        if not any(name == use.path or name.startswith((f"{use.path}.", f"{use.path}[]")) for name in known)
    )
    used = {use.path for use, _ in uses}
    absent = (
        _missing(path, name, known[name], language) for name in known if _is_due(name) and name not in used
    )
    return (*unknown, *absent)


def _is_due(name: str) -> bool:
    """Return whether a template is to print a field: its own and those of lists; it may what forms share."""
    return "." not in name.replace("[].", "")


def _sources(path: Path) -> tuple[str, ...]:
    if path.suffix == ".docx":
        return tuple(word.compile_template(path).sources.values())
    source = mail_text.source_of(path)
    mail_text.divided(path, source)
    return (source,)


def _unknown(path: Path, use: Use, place: str, known: Iterable[str]) -> Fault:
    names = ", ".join(known)
    return Fault(
        "unknown",
        use.path,
        place,
        Words(
            f"模板 {path} 中“{place}”用到的字段 {use.path} 不存在。可用字段：{names}。",
            f'{path} asks for {use.path} at "{place}", and there is no such field. There are: {names}.',
        ),
    )


def _missing(path: Path, name: str, called: Words, language: Language) -> Fault:
    what = called.in_(language)
    return Fault(
        MISSING,
        name,
        "",
        Words(
            f"模板 {path} 没有用到字段 {name}（{what}）。如非有意，请在相应位置加入 {{{{ {name} }}}}。",
            f"{path} does not use {name} ({what}). Unless that is meant, add {{{{ {name} }}}}.",
        ),
    )


def _broken(path: Path, trouble: Trouble) -> Words:
    return Words(
        f"模板 {path} 第 {trouble.line} 行有误：{trouble.reason.zh}。请检查成对的 {{{{ }}}} 与 {{% %}}。",
        f"Line {trouble.line} of {path} is wrong: {trouble.reason.en}. Look for {{{{ }}}} and {{% %}} "
        "that do not pair.",
    )

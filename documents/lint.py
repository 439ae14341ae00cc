"""Looking a template over before a document needs it: which fields it asks for, and which it may use."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from documents import mail_text, word
from documents.fields import Field, leaves
from documents.located import NOWHERE, named
from documents.sandbox import Trouble, Use, asked
from sales.words import Failure, Language, Words

MISSING, UNKNOWN, BROKEN, LANGUAGE = "missing", "unknown", "broken", "language"
"""Kinds of faults: a field is not printed; asked for, but there is no such field; no template at all; in the
folder of the other language.
"""
_XML = re.compile(r"<[^>]*>")
_MARKUP = re.compile(r"<[^>]*>|\{[{%].*?[}%]\}")
_WIDE = re.compile(r"｛\s*[｛{%％]|\{[｛％]|\{ [{%]")
"""Tags in full-width signs, or with a space within: Word prints them as they stand."""
_CHINESE, _LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template."""

    kind: str
    field: str  # "head.number"; "" where it is about the whole
    place: Words  # the paragraph, row or line, as a person sees it
    words: Words
    warns: bool = False  # worth knowing, and nothing wrong


def check_template(path: Path, fields_type: type, language: Language) -> tuple[Fault, ...]:
    """Return the faults of a Word or mail template that is to be filled with ``fields_type``."""
    known = dict(leaves(fields_type))
    try:
        sources = _sources(path)
        uses = _uses(sources)
    except Failure as failure:
        return (broken(failure),)
    except Trouble as trouble:
        return (_broken(path, trouble),)
    used = {use.path for use, _, _ in uses}
    return (
        *_unknown(path, uses, known),
        *_in_wide_signs(path, sources),
        *_in_the_wrong_folder(path, "".join(sources.values()), language),
        *_missing(path, used, known),
    )


def placeholders(path: Path) -> int | None:
    """Return how many fields a template asks for, each counted once; None where it is no template."""
    try:
        return len({use.path for use, _, _ in _uses(_sources(path))})
    except (Failure, Trouble):
        return None


def _uses(sources: Mapping[str, str]) -> list[tuple[Use, str, str]]:
    """Return what a template asks for, with the part of the file, and the source of that part."""
    return [(use, part, source) for part, source in sources.items() for use in asked(source)]


def _sources(path: Path) -> Mapping[str, str]:
    if path.suffix == ".docx":
        return word.compile_template(path).sources
    source = mail_text.source_of(path)
    mail_text.divided(path, source)
    return {"": source}


def _unknown(path: Path, uses: list[tuple[Use, str, str]], known: Mapping[str, Field]) -> Iterator[Fault]:
    """Yield what a template asks for in vain; of a list that is none, only the list itself."""
    lost: list[str] = []
    for use, part, source in uses:
        if _is_known(use.path, known) or use.path.startswith(tuple(lost)):
            continue
        list_ = use.path.partition("[]")[0]
        lost.append(f"{use.path if _is_list(list_, known) else list_}[]")
        place = word.place_of(source, use.line)
        at = named(path, part, place) if part else _line(use.line, place)
        yield Fault(UNKNOWN, use.path, at, _no_such_field(path, use.path, at, known))


def _is_known(asked_for: str, known: Iterable[str]) -> bool:
    """Return whether it is a field, or what fields are in: a list, or what forms share."""
    return any(name == asked_for or name.startswith((f"{asked_for}.", f"{asked_for}[]")) for name in known)


def _is_list(name: str, known: Iterable[str]) -> bool:
    return any(each.startswith(f"{name}[]") for each in known)


def _line(number: int, place: str) -> Words:
    return Words(f"第 {number} 行“{place}”", f'line {number}, "{place}"')


def _no_such_field(path: Path, asked_for: str, at: Words, known: Collection[str]) -> Words:
    list_, is_item, _ = asked_for.partition("[]")
    if is_item and list_ in known:
        return Words(
            f"模板 {path} 中{at.zh}处对 {list_} 逐项循环，但它不是清单。请改用一个清单，或去掉 for。",
            f"{path} goes through {list_} at {at.en}, which is no list. Name a list, or take the for away.",
        )
    lists = (name.partition("[]")[0] for name in known)
    near = get_close_matches(asked_for, known if is_item else dict.fromkeys(lists), n=3)
    return Words(
        f"模板 {path} 中{at.zh}处用到的字段 {asked_for} 不存在。"
        + (f"是否应为 {' 或 '.join(near)}？" if near else "请删去，或换成已有的字段。"),
        f"{path} asks for {asked_for} at {at.en}, and there is no such field. "
        + (f"Should it be {' or '.join(near)}?" if near else "Take it out, or use one that there is."),
    )


def _in_wide_signs(path: Path, sources: Mapping[str, str]) -> Iterator[Fault]:
    """Yield each tag that none will take for one: a Chinese keyboard writes ｛｛ phone ｝｝."""
    for part, source in sources.items():
        text = _XML.sub("", source)
        for mark in _WIDE.finditer(text):
            line = text.count("\n", 0, mark.start()) + 1
            place = word.place_of(text, line)
            at = named(path, part, place) if part else _line(line, place)
            words = Words(
                f"模板 {path} 中{at.zh}处的“{mark[0]}”不是标记，会照原样印出。"
                "请改用半角的 {{ }} 或 {% %}，括号之间不留空格。",
                f'{path} has "{mark[0]}" at {at.en}, which is no tag and is printed as it stands. '
                "Write {{ }} or {% %}, without a space between the signs.",
            )
            yield Fault(BROKEN, "", at, words)


def _in_the_wrong_folder(path: Path, source: str, language: Language) -> Iterator[Fault]:
    """Yield a fault where a template is English in the Chinese folder, or Chinese in the English one."""
    text = _MARKUP.sub("", source)
    chinese, latin = len(_CHINESE.findall(text)), len(_LATIN.findall(text))
    if language is Language.EN and chinese > latin:
        yield _not_in(path, Words("英文", "English"), Words("中文", "Chinese"), Language.ZH)
    if language is Language.ZH and latin and not chinese:
        yield _not_in(path, Words("中文", "Chinese"), Words("英文", "English"), Language.EN)


def _not_in(path: Path, wanted: Words, found: Words, folder: Language) -> Fault:
    words = Words(
        f"{wanted.zh}模板 {path} 的内容是{found.zh}。请移到 {folder} 文件夹，或译成{wanted.zh}。",
        f"{path} is {found.en} and lies among the {wanted.en} templates. "
        f"Move it to {folder}, or translate it.",
    )
    return Fault(LANGUAGE, "", NOWHERE, words)


def _missing(path: Path, used: Collection[str], known: Mapping[str, Field]) -> Iterator[Fault]:
    for name, field in known.items():
        if "." in name.replace("[].", "") or name in used:
            continue  # what forms share may be left out; its own fields and those of lists are due
        called = field.called
        words = Words(
            f"模板 {path} 没有用到字段 {name}（{called.zh}）。如非有意，请在相应位置加入 {_tag(name)}。",
            f"{path} does not use {name} ({called.en}). Unless that is meant, add {_tag(name)}.",
        )
        yield Fault(MISSING, name, NOWHERE, words, warns=True)


def _tag(name: str) -> str:
    """Return what prints a field: one of a list stands in a loop."""
    list_, is_item, column = name.partition("[]")
    if not is_item:
        return f"{{{{ {name} }}}}"
    item = f"{{{{ item{column} }}}}"
    return f"{{% for item in {list_} %}}{item}{{% endfor %}}"


def broken(failure: Failure) -> Fault:
    """Return the fault of a template that raised ``failure``."""
    place = failure.place if isinstance(failure, word.WrongPlace) else NOWHERE
    return Fault(BROKEN, "", place, failure.words)


def _broken(path: Path, trouble: Trouble) -> Fault:
    words = Words(
        f"模板 {path} 第 {trouble.line} 行有误：{trouble.reason.zh}。请检查成对的 {{{{ }}}} 与 {{% %}}。",
        f"Line {trouble.line} of {path} is wrong: {trouble.reason.en}. Look for {{{{ }}}} and {{% %}} "
        "that do not pair.",
    )
    return Fault(BROKEN, "", Words(f"第 {trouble.line} 行", f"line {trouble.line}"), words)

"""What pydantic found wrong, in words that name the key, its value and the remedy."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from leadwright.settings.secrets import hide_passwords
from leadwright.settings.wrong import Wrong, not_one_of
from sales.words import Words

Place = tuple[int | str, ...]


def explained(error: ValidationError, model: type[BaseModel]) -> Iterator[Words]:
    """Return one sentence for each thing wrong with the settings, in the order of the file."""
    details = error.errors(include_url=False)
    inner = {detail["loc"][:-1] for detail in details}
    for detail in details:
        if detail["loc"] in inner:
            continue  # a list is "too short" only because what is wrong in it does not count
        where, words = place(detail["loc"], model), _said(detail, model)
        yield Words(f"{where}：{words.zh}", f"{where}: {words.en}")


def place(loc: Place, model: type[BaseModel]) -> str:
    """Return where a key stands as the file writes it: ``[smtp] port``, ``[[mailbox]] #2 host``."""
    table, *rest = loc
    inner = ".".join(part for part in rest if isinstance(part, str))  # not where in a list it stands
    if rest and isinstance(rest[0], int):
        return f"[[{table}]] #{rest[0] + 1} {inner}".rstrip()
    is_table = model_in(_field_type(model, str(table))) is not None
    return f"[{table}] {inner}".rstrip() if is_table else ".".join(filter(None, (str(table), inner)))


def _said(detail: ErrorDetails, model: type[BaseModel]) -> Words:
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Wrong):
        return cause.words
    if detail["type"] == "extra_forbidden":
        return _unknown(str(detail["loc"][-1]), keys_at(model, detail["loc"][:-1]))
    for start, say in _SENTENCES.items():
        if detail["type"].startswith(start):
            return say(detail)
    value, said = _value(detail), detail["msg"]
    return Words(f"{value} 不合规定（{said}）。", f"{value} will not do: {said}.")


def _unknown(key: str, known: Sequence[str]) -> Words:
    if key in ("password", "passwd", "pass", "secret"):
        return Words(
            "密码不写在这个文件里。请存入单独的文件，用 password_file 指明。",
            "Secrets do not stand here: write it into a file of its own and name that in password_file.",
        )
    close = get_close_matches(key, known, n=1)
    if close:
        return Words(
            f"没有这个设置。是不是想写 {close[0]}？",
            f"There is no such setting. Did you mean {close[0]}?",
        )
    listed = ", ".join(known)
    return Words(f"没有这个设置。这里可以写：{listed}。", f"There is no such setting. Known here: {listed}.")


def keys_at(model: type[BaseModel], loc: Place) -> list[str]:
    """Return the keys that may stand at ``loc``, as the file writes them."""
    for part in loc:
        if isinstance(part, str) and (inner := model_in(_field_type(model, part))):
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _field_type(model: type[BaseModel], key: str) -> Any:
    return next((f.annotation for n, f in model.model_fields.items() if key in (n, f.alias)), None)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model within ``Model``, ``Model | None`` or ``tuple[Model, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((found for part in get_args(annotation) if (found := model_in(part))), None)
    return None


def _value(detail: ErrorDetails) -> str:
    return hide_passwords(repr(detail["input"]))


def _kind(zh: str, en: str) -> Callable[[ErrorDetails], Words]:
    return lambda detail: Words(
        f"{_value(detail)} 不对，这里要写{zh}。", f"{_value(detail)} is wrong; write {en}."
    )


def _choice(detail: ErrorDetails) -> Words:
    choices = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    return not_one_of(detail["input"], choices)


def _range(detail: ErrorDetails) -> Words:
    limits: Mapping[str, tuple[str, str]] = {
        "gt": ("大于", "more than"),
        "ge": ("不小于", "at least"),
        "lt": ("小于", "less than"),
        "le": ("不大于", "at most"),
    }
    key, limit = next(iter(detail["ctx"].items()))
    zh, en = limits[key]
    return Words(
        f"{_value(detail)} 超出范围，要{zh} {limit}。",
        f"{_value(detail)} is out of range; write {en} {limit}.",
    )


def _list(detail: ErrorDetails) -> Words:
    if isinstance(detail["input"], dict):  # only these lists hold tables
        table = detail["loc"][0]
        return Words(f"要写成两层方括号：[[{table}]]。", f"Write it in double brackets: [[{table}]].")
    return _kind("方括号中的列表", "a list in square brackets")(detail)


def _table(detail: ErrorDetails) -> Words:
    if isinstance(detail["input"], list):
        table = detail["loc"][0]
        return Words(
            f"只能有一个，要写成一层方括号：[{table}]。",
            f"There is only one: write it in single brackets, [{table}].",
        )
    return _kind("一张表", "a table")(detail)


_SENTENCES: dict[str, Callable[[ErrorDetails], Words]] = {
    "missing": lambda _: Words("缺这一项，请补上。", "It is missing; add it."),
    "enum": _choice,
    "literal_error": _choice,
    "greater_than": _range,
    "less_than": _range,
    "int": _kind("整数", "a whole number"),
    "float": _kind("数字", "a number"),
    "bool": _kind(" true 或 false", "true or false"),
    "date": _kind(" 2026-11-05 这样的日期", "a date like 2026-11-05"),
    "byte_size": _kind(' "10MB" 这样的大小', 'a size like "10MB"'),
    "string_type": _kind("引号中的文字", "text in quotes"),
    "string_too_short": _kind("非空的文字", "text that is not empty"),
    "tuple_type": _list,
    "frozen_set_type": _kind("方括号中的列表", "a list in square brackets"),
    "too_short": _kind("至少一项", "at least one entry"),
    "model": _table,
    "string_pattern": _kind(' "CN" 这样的两个大写字母', 'two capital letters like "CN"'),
    "dict_type": _kind("一张表", "a table"),
}
"""By the beginning of pydantic's name for what is wrong; the first that fits speaks."""

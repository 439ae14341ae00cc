"""The one file that knows Jinja: templates run in a sandbox, with exactly their fields.

People in sales edit them, so they are no more trusted than any other paper. A template may print fields, ask
whether there are any, and go once through a list; it cannot call, multiply, keep or repeat anything, so that
what it costs is bounded by its own length, that of its fields and the number of their items (decision 0054).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from documents.unpaired import unpaired
from documents.written import scrub
from sales.words import Words

# Where a render leaves every value it printed, for the check of the finished document.
_PRINTED = "_printed"
_FILE = "<template>"  # what Jinja calls a template that was made from a string


class Trouble(Exception):  # noqa: N818 - callers know the file's name and make a Failure of it
    """A template could not be compiled or rendered: in which of its lines (from 1, 0: unknown), and why."""

    def __init__(self, line: int, reason: Words) -> None:
        super().__init__(reason.en)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a template became, and every value it printed, in order, scrubbed."""

    text: str
    printed: tuple[str, ...]


class Sandboxed:
    """A compiled template; it keeps nothing between renders, so threads may share it."""

    def __init__(self, source: str, write: Callable[[str], str | Markup], *, lines: bool = False) -> None:
        """Compile ``source``; ``write`` turns a scrubbed value into its text. Trouble on what it may not say.

        With ``lines``, a line that holds nothing but a statement leaves no empty line.
        """
        jinja = environment(write, lines=lines)
        parsed = _parsed(source, jinja)
        for loop in parsed.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _items.__name__, [], [], None, None, lineno=loop.lineno)
        with _troubles():
            self._template = jinja.from_string(parsed)

    def render(self, fields: Mapping[str, object]) -> Rendered:
        """Return the text with ``fields`` filled in; Trouble where the template asks for anything else."""
        printed: list[str] = []
        with _troubles():
            text = self._template.render({**fields, _PRINTED: printed})
        return Rendered(text, tuple(printed))


def environment(
    write: Callable[[str], str | Markup] = str, *, lines: bool = False
) -> ImmutableSandboxedEnvironment:
    """Return a sandbox where a missing field is an error and every value goes through ``write``."""

    @jinja2.pass_context
    def finalize(context: Context, value: object) -> str | Markup:
        text = _text(value)
        context.parent[_PRINTED].append(text)
        return write(text)

    sandbox = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=finalize,
        keep_trailing_newline=True,
        trim_blocks=lines,
        lstrip_blocks=lines,
    )
    sandbox.filters[_items.__name__] = _items
    return sandbox


def _items(value: object) -> tuple[object, ...]:
    """Return what a loop goes through: the items of a list, never the letters of a text."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises, with the name of the field
    if not isinstance(value, tuple):
        raise jinja2.TemplateRuntimeError(f"not a list: {type(value).__name__}")
    return value


def _text(value: object) -> str:
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises, with the name of the field
    if not isinstance(value, str | int):
        raise jinja2.TemplateRuntimeError(f"not a text: {type(value).__name__}")
    return scrub(str(value))


@contextmanager
def _troubles() -> Iterator[None]:
    """Turn whatever a template made Jinja or Python raise into Trouble: it is the template's own."""
    try:
        yield
    except Trouble:
        raise
    except jinja2.UndefinedError as error:
        raise Trouble(_line(error.__traceback__), _undefined(str(error))) from error
    except jinja2.TemplateSyntaxError as error:
        raise Trouble(error.lineno, _wrong(error.message or "")) from error
    except Exception as error:
        raise Trouble(_line(error.__traceback__), _wrong(str(error))) from error


def _undefined(said: str) -> Words:
    name = said.rpartition(" is undefined")[0] or said.rpartition("attribute ")[2]
    return Words(f"没有字段 {name}", said)


def _wrong(said: str) -> Words:
    return Words(f"标记写法有误（{said}）", said)


def _line(trace: TracebackType | None) -> int:
    """Return the template's line in which an error arose; Jinja writes it into the traceback."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _parsed(source: str, jinja: ImmutableSandboxedEnvironment) -> nodes.Template:
    with _troubles():
        try:
            parsed = jinja.parse(source)
        except jinja2.TemplateSyntaxError:
            if found := unpaired(source):
                raise Trouble(*found) from None
            raise
        _allow(parsed, around="")
        return parsed


_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For),
    *(nodes.Name, nodes.Getattr, nodes.Const, nodes.CondExpr, nodes.Concat),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Filter, nodes.Keyword),
)
# None of them makes a text longer than it was, whatever it is told.
_FILTERS = ("default", "first", "last", "length", "lower", "trim", "upper")


def _allow(node: nodes.Node, around: str) -> None:
    """Raise Trouble unless a template may say ``node``; ``around`` is the variable of the loop it is in."""
    if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
        raise Trouble(node.lineno, _not_allowed(getattr(node, "name", type(node).__name__.lower())))
    if isinstance(node, nodes.For):
        around = _loop_in(node, around)
    for child in node.iter_child_nodes():
        _allow(child, around)


def _loop_in(loop: nodes.For, around: str) -> str:
    """Return the variable of a loop; Trouble where one inside another goes through anything but its items."""
    path = _path(loop.iter, {})
    if not path or not isinstance(loop.target, nodes.Name) or around not in {"", path.partition(".")[0]}:
        raise Trouble(loop.lineno, _not_allowed("for"))
    return loop.target.name


def _not_allowed(what: str) -> Words:
    return Words(
        f"此处不能使用 {what}。模板可以打印字段、用 if 判断、用 for 逐项列出一个清单，"
        f"过滤器限 {'、'.join(_FILTERS)}",
        f"{what} is not allowed here. A template may print fields, use if, go through one list with for, "
        f"and use the filters {', '.join(_FILTERS)}",
    )


@dataclass(frozen=True, slots=True)
class Use:
    """A field that a template asks for: ``head.number``, or ``attached[].name`` in a loop over them."""

    path: str
    line: int  # of the template, from 1


# What a template's own variables stand for: the path of a field, "" for what is no field (``loop``).
Own = Mapping[str, str]


def asked(source: str) -> tuple[Use, ...]:
    """Return the fields that a template asks for; Trouble on what it may not say."""
    return tuple(_uses(_parsed(source, environment()), {}))


def _uses(node: nodes.Node, own: Own) -> Iterator[Use]:
    path = _path(node, own)
    if path is not None:
        if path:
            yield Use(path, node.lineno)
        return
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        yield from _uses(node.iter, own)
        items = _path(node.iter, own)
        own = {**own, "loop": "", node.target.name: f"{items}[]" if items else ""}
        children: list[nodes.Node] = [*node.body, *node.else_]
    else:
        children = list(node.iter_child_nodes())
    for child in children:
        yield from _uses(child, own)


def _path(node: nodes.Node, own: Own) -> str | None:
    """Return the field that a node is, "" for a variable of the template's own, None for anything else."""
    if isinstance(node, nodes.Name):
        return own.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, own)
        return f"{before}.{node.attr}" if before else before
    return None

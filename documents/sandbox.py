"""The one file that knows Jinja: templates run in a sandbox, with exactly their fields.

People in sales edit them, so they are no more trusted than any other paper.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from documents.written import scrub

# Where a render leaves every value it printed, for the check of the finished document.
_PRINTED = "_printed"
_FILE = "<template>"  # what Jinja calls a template that was made from a string


class Trouble(Exception):  # noqa: N818 - callers know the file's name and make a Failure of it
    """A template could not be compiled or rendered: in which of its lines (from 1, 0: unknown), and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
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
        """Compile ``source``; ``write`` turns a scrubbed value into its text. Trouble on bad syntax.

        With ``lines``, a line that holds nothing but a statement leaves no empty line.
        """
        try:
            self._template = environment(write, lines=lines).from_string(source)
        except jinja2.TemplateSyntaxError as error:
            raise Trouble(error.lineno, error.message or "") from error

    def render(self, fields: Mapping[str, object]) -> Rendered:
        """Return the text with ``fields`` filled in; Trouble where the template asks for anything else."""
        printed: list[str] = []
        try:
            text = self._template.render({**fields, _PRINTED: printed})
        # A template may divide by zero or call a string: its own trouble, not the program's.
        except Exception as error:
            raise Trouble(_line(error.__traceback__), str(error)) from error
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

    return ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=finalize,
        keep_trailing_newline=True,
        trim_blocks=lines,
        lstrip_blocks=lines,
    )


def _text(value: object) -> str:
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises, with the name of the field
    if not isinstance(value, str | int):
        raise jinja2.TemplateRuntimeError(f"not a text: {type(value).__name__}")
    return scrub(str(value))


def _line(trace: TracebackType | None) -> int:
    """Return the template's line in which an error arose; Jinja writes it into the traceback."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@dataclass(frozen=True, slots=True)
class Use:
    """A field that a template asks for: ``head.number``, or ``attached[].name`` in a loop over them."""

    path: str
    line: int  # of the template, from 1


# What a template's own variables stand for: the path of a field, "" for what is no field (``loop``).
Own = Mapping[str, str]


def asked(source: str) -> tuple[Use, ...]:
    """Return the fields that a template asks for; Trouble on bad syntax."""
    try:
        return tuple(_uses(environment().parse(source), {}))
    except jinja2.TemplateSyntaxError as error:
        raise Trouble(error.lineno, error.message or "") from error


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

"""The text of an HTML body, as a person reads it; never markup.

Quoted passages come out with "> " before their lines, as mail programs write them in plain text, so that
``own_text`` needs to know one form only.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

_LARGEST = 4_000_000  # characters of markup that are read
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
    }
    | {
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
    }
    | {"table", "tbody", "tfoot", "thead", "tr", "ul", "caption"}
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl"})
_SILENT = frozenset(
    {
        "head",
        "title",
        "style",
        "script",
        "noscript",
        "template",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
    }
    | {"del", "s", "strike"}  # what is struck out is not said
)
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|mso-hide\s{0,5}:\s{0,5}all|line-through", re.IGNORECASE)
_CELL = "\x1f"  # between the cells of a row; no text holds it
_CITED = re.compile(r"border-(?:left|color)|quote|cite|isReplyContent", re.IGNORECASE)
_INDENTED = re.compile(r"border\s{0,3}:\s{0,3}(?:none|0)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[^<>]{0,5000}>")


def html_text(markup: str) -> str:
    """Return the text of an HTML document: a line per block, tabs between cells, "> " before quotes."""
    target = _Lines()
    # The tree that `huge_tree` allows is never built; without it, text below 256 levels would be lost.
    parser = etree.HTMLParser(target=target, huge_tree=True)
    try:
        parser.feed(markup[:_LARGEST])
        return str(parser.close())
    except (etree.LxmlError, ValueError, AssertionError):  # no element at all, or nesting no parser follows
        return target.close() or _SPACES.sub(" ", unescape(_TAG.sub(" ", markup[:_LARGEST]))).strip()


@dataclass(slots=True)
class _Lines:
    """A parser's target that collects lines."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    open_: list[tuple[str, bool, bool]] = field(default_factory=list)  # tag, silent, quoted
    silent: int = 0
    quoted: int = 0
    pre: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if tag in _BLOCKS:
            self._end_line()
        if tag in _PARAGRAPHS:
            self._blank_line()
        if tag == "br":
            self._end_line(forced=True)
        elif tag in ("td", "th") and any(piece.strip() for piece in self.line):
            self.line.append(_CELL)
        if tag in _VOID:
            return
        silent = tag in _SILENT or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
        quoted = tag == "blockquote" and _is_citation(attributes)
        self.open_.append((tag, silent, quoted))
        self.silent += silent
        self.quoted += quoted
        self.pre += tag == "pre"

    def end(self, tag: str) -> None:
        """End an element."""
        if tag in _BLOCKS:
            self._end_line()
        if tag not in _VOID and self.open_:
            _, silent, quoted = self.open_.pop()
            self.silent -= silent
            self.quoted -= quoted
            self.pre -= tag == "pre"
        if tag in _PARAGRAPHS:
            self._blank_line()

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self.silent:
            return
        if self.pre and "\n" in text:
            *whole, text = text.split("\n")
            for piece in whole:
                self.line.append(piece)
                self._end_line(forced=True)
        self.line.append(text)

    def comment(self, text: str) -> None:
        """Leave comments out, conditional ones of Outlook too."""

    def close(self) -> str:
        """Return the text."""
        self._end_line()
        return _BLANK_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n")

    def _end_line(self, *, forced: bool = False) -> None:
        text = "\t".join(_SPACES.sub(" ", cell).strip() for cell in "".join(self.line).split(_CELL))
        self.line.clear()
        if text or forced:
            self.lines.append((self._mark() + text).rstrip())

    def _blank_line(self) -> None:
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._mark().rstrip())

    def _mark(self) -> str:
        return "> " * min(self.quoted, 5)


def _is_citation(attributes: dict[str, str]) -> bool:
    """True where a block quote holds another's words; people also use it to indent their own."""
    if attributes.get("type", "").lower() == "cite" or "cite" in attributes:
        return True
    if attributes.get("id", "").lower() == "isreplycontent" or "quote" in attributes.get("class", "").lower():
        return True
    style = attributes.get("style", "")
    return bool(_CITED.search(style)) and not _INDENTED.search(style)

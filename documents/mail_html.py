"""The text of a mail as simple HTML, because Outlook joins short lines of plain text."""

import re
from collections.abc import Iterable

from markupsafe import escape

_LABELLED = re.compile(r"([^\s：:][^：:]{0,15})(：|: )(\S.*)")
_STYLE = "font-family:'Microsoft YaHei',Arial,sans-serif;font-size:14px;line-height:1.7;color:#222"
_APART = "margin:1em 0"  # as paragraphs are; two tables may follow each other
_LABEL = "padding:2px 12px 2px 0;color:#666;white-space:nowrap;vertical-align:top"


def html_of(text: str) -> str:
    """Return the same text: blocks of labelled lines as a table, every other block as a paragraph."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip())]
    return f'<html><body style="{_STYLE}">{"".join(map(_block, blocks))}</body></html>\n'


def _block(lines: list[str]) -> str:
    labelled = [match for line in lines if (match := _LABELLED.fullmatch(line))]
    if len(lines) > 1 and len(labelled) == len(lines):
        return _table((match[1], match[3]) for match in labelled)
    return f"<p>{'<br>'.join(map(_line, lines))}</p>"


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = (f'<tr><td style="{_LABEL}">{escape(a)}</td><td>{escape(b)}</td></tr>' for a, b in rows)
    return f'<table style="{_STYLE};{_APART}" cellspacing="0">{"".join(cells)}</table>'


def _line(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return "&nbsp;" * indent + str(escape(line.strip()))

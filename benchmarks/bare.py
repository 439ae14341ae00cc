"""The bare template engine: it fills a template and checks nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate


def context_of(fields: object) -> dict[str, object]:
    """Return the fields of a form as the engine takes them."""
    return {name: getattr(fields, name) for name in fields.__dataclass_fields__}  # type: ignore[attr-defined]


def fill(path: Path, context: dict[str, object]) -> int:
    """Fill the template at ``path``, from the file to a whole document; return 1, for who counts."""
    document = DocxTemplate(path)
    document.render(context, autoescape=True)
    document.save(BytesIO())
    return 1

"""Write docs/template-fields.md, what every template may print: ``python scripts/describe_templates.py``."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]  # run as a file, without installing anything

from documents.fields import leaves  # noqa: E402 - the path comes first
from documents.kinds import KINDS  # noqa: E402 - likewise
from documents.mails import MAILS  # noqa: E402 - likewise
from sales.titles import ROLES  # noqa: E402 - likewise

PAGE = ROOT / "docs" / "template-fields.md"
HEAD = """# What every template may print

Written by `python scripts/describe_templates.py` from the types in `documents/`.
[templates.md](templates.md) says how a template is changed.
`✎` marks what people fill in, and who may; `*` what must not stay empty.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join((HEAD, *_forms(), *_mails()))


def _forms() -> Iterator[str]:
    for form in KINDS.values():
        yield f"\n## {form.title.zh} {form.title.en} (`{form.template}`)\n"
        yield from _table(form.fields_type)


def _mails() -> Iterator[str]:
    for mail in MAILS:
        yield f"\n## `mail/{mail.template}.txt`\n"
        yield f"{inspect.getdoc(mail)}\n"
        yield from _table(mail)


def _table(fields_type: type) -> Iterator[str]:
    yield "| field | 中文 | English |"
    yield "|---|---|---|"
    for path, field in leaves(fields_type):
        filled = ""
        if field.blank:
            who = ", ".join(ROLES[role].en for role in field.blank.by)
            filled = f" ✎ {who}{' *' if field.blank.is_required else ''}"
        yield f"| `{path}` | {field.called.zh} | {field.called.en}{filled} |"


if __name__ == "__main__":
    PAGE.write_text(page() + "\n", "utf-8")
    print(PAGE.relative_to(ROOT))

"""Draft the Word templates of every form in both languages: ``python scripts/draft_templates.py``.

The templates belong to the people in sales from then on; this draws the first version, and draws it
again when a form's fields change.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, without installing anything: the house, and the drafting package beside this file.
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from drafting.file import draft  # noqa: E402 - the path comes first
from drafting.forms import FORMS  # noqa: E402 - likewise

from sales.words import Language  # noqa: E402 - likewise


def main() -> None:
    """Write every template to templates/<language>/."""
    for language in Language:
        folder = ROOT / "templates" / language
        folder.mkdir(parents=True, exist_ok=True)
        for form in FORMS:
            path = folder / f"{form.kind}.docx"
            path.write_bytes(draft(form, language))
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()

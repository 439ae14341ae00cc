"""Where a template is: the company's own in its home first, then the one that comes with Leadwright."""

import os
from pathlib import Path

from sales.words import Language

# Beside this package in the source tree and in the wheel alike.
OURS = Path(__file__).resolve().parent.parent / "templates"


def template(name: str, language: Language, home: Path | None = None) -> Path:
    """Return the path of the template ``name``, e.g. ``registration.docx`` or ``mail/hand-out.txt``.

    A home may hold its own in ``templates/<language>/``; where it has none, ours is returned, there or not.
    What lies there under this name and is no file is returned too: its reader says so, and nobody wonders why
    our form went out.
    """
    if home is not None:
        own = home / "templates" / language / name
        if os.path.lexists(own):
            return own
    return OURS / language / name

"""What lies in a watched folder and is no lead (I6)."""

import re

TAKEN, HELD = "taken", "held"

_FILE = re.compile(
    r"""
      \..*                 # hidden: .DS_Store, ._ and .~lock files, what rsync has half copied
    | ~\$.* | .*~ | \#.*\# # owner files of Word and WPS, editors' spare copies
    | .*\.(part|partial|filepart|tmp|temp|crdownload|download|swp)
    | (eh)?thumbs\.db | desktop\.ini
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_FOLDER = re.compile(
    r"\..*|taken|held|@eadir|[#@]recycle|\$recycle\.bin|recycler|lost\+found|system volume information",
    re.IGNORECASE | re.DOTALL,
)


def is_passed_over(name: str) -> bool:
    """Return whether a file of this name is no lead: half-written, hidden, or a program's own."""
    return _FILE.fullmatch(name) is not None


def is_closed(name: str) -> bool:
    """Return whether nothing is taken from a folder of this name: ours, hidden, or a system's waste bin."""
    return _FOLDER.fullmatch(name) is not None

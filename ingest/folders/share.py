"""Whether the share that a folder lies on is still there.

An unmounted share leaves an empty folder behind, which looks as if nobody sent anything.
"""

import os
from pathlib import Path


def mount_of(path: Path) -> Path:
    """Return the mount point that ``path`` lies on, ``/`` at the least."""
    here = path.resolve()
    while not os.path.ismount(here):
        here = here.parent
    return here


def is_gone(path: Path, mount: Path) -> bool:
    """Return whether ``path`` no longer lies on ``mount``, where it was before, but on something above it."""
    now = mount_of(path)
    return now != mount and now in mount.parents

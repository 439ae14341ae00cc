"""Leadwright: the program, where everything meets.

The rooms below it (``ingest``, ``classify``, ``archive``, ``documents``, ``register``, ``sales``) carry names
too common for site-packages. An installed wheel keeps them in a private folder, which is put on the path
here; in a checkout they lie beside this package.
"""

import sys
from pathlib import Path

__version__ = "0.1.0"

_INSTALLED = Path(__file__).parent / "_house"
HOUSE = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[1]
"""The folder that holds the rooms and ``templates/``."""

if str(HOUSE) not in sys.path:
    sys.path.insert(0, str(HOUSE))

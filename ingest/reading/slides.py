"""PowerPoint slides (ECMA-376), read as their XML stands."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from ingest.reading.zipped import tree

MOST_SLIDES = 300

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,6})\.xml")


def text(data: bytes) -> str:
    """Return the text of all slides, each line of a text box a line."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        found = filter(None, map(_SLIDE.fullmatch, archive.namelist()))
        slides = sorted(found, key=lambda match: int(match[1]))[:MOST_SLIDES]
        return "\n\n".join("\n".join(_lines(archive, slide[0])) for slide in slides)


def _lines(archive: zipfile.ZipFile, slide: str) -> Iterator[str]:
    for paragraph in tree(archive, slide).iter(f"{_DRAWING}p"):
        line = "".join(run.text or "" for run in paragraph.iter(f"{_DRAWING}t")).strip()
        if line:
            yield line

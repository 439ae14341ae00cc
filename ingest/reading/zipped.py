"""Office files that are zip archives: looked over for bombs first, their XML read without entities."""

import zipfile
from io import BytesIO

from lxml import etree

MOST_FILES = 5_000  # in one office file
MOST_BYTES = 200 * 2**20  # of all files unpacked; pictures are what makes an office file large
MOST_XML = 24 * 2**20  # bytes of one XML file; as a tree in memory it takes ten times that


class TooMuchError(Exception):
    """An office file that is not worth its memory."""


def check(data: bytes) -> None:
    """Raise TooMuchError where unpacking ``data`` would take too much; BadZipFile where it is no zip archive.

    The sizes are those that the archive states; no reader gets more out of it than is stated.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = archive.infolist()
    largest_xml = max((file.file_size for file in files if _is_xml(file.filename)), default=0)
    if (
        len(files) > MOST_FILES
        or sum(file.file_size for file in files) > MOST_BYTES
        or largest_xml > MOST_XML
    ):
        raise TooMuchError


def tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Return the root of an XML file in ``archive``; entities stay unresolved, nothing is fetched.

    TooMuchError where it is too large, KeyError where it is not there.
    """
    if archive.getinfo(name).file_size > MOST_XML:
        raise TooMuchError
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(name), parser)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))

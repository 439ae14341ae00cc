"""A form that came back, as it was read: what it says it is, and what stands in its places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sales.paper import DocumentKind


class Way(StrEnum):
    """How a form was read."""

    CONTROLS = "controls"  # by the tags of its controls
    LABELS = "labels"  # by the labels beside its cells: the program that saved it has dropped the tags
    PICTURE = "picture"  # it is a PDF, a scan or a photo: only what it is can be seen, not what stands in it


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back; nothing in it is believed before it is checked."""

    kind: DocumentKind
    lead: str  # number it says it is about, "" where it says none
    version: int  # that was filled in; 0 where it does not say
    way: Way
    places: Mapping[str, str] = field(default_factory=dict)  # as written: "background", "lines.0.model"
    name: str = ""  # of the file
    sha256: str = ""  # of the file

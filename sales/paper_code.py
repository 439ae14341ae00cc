"""What the QR code of a printed form says: which paper of which lead it is, and which box to sign."""

import re
from dataclasses import dataclass

from sales.paper import DocumentKind

_CODE = re.compile(r"(LW-\d{4}-\d{5,7})(?:/([A-Z-]{1,40})/V([1-9]\d{0,3})(?:/([A-Z-]{1,20}))?)?")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """One version of a lead's paper, printed; an older code has nothing but the lead's number."""

    lead: str  # number
    kind: DocumentKind | None = None
    version: int = 0
    box: str = ""  # whose box it stands in, by their role: "director"; "" for that of the whole form

    @property
    def text(self) -> str:
        """What the code in the form's head says: ``LW-2026-00042/quote/v2``."""
        return f"{self.lead}/{self.kind}/v{self.version}" if self.kind else self.lead

    @property
    def in_box(self) -> str:
        """What the small code in a box says: capitals, which take a QR code a third less room."""
        return f"{self.text}/{self.box}".upper()


def paper_code(text: str) -> PaperCode | None:
    """Return what a QR code says, or None where it is none of ours."""
    found = _CODE.fullmatch(text.strip().upper())
    if found is None:
        return None
    lead, kind, version, box = found.groups()
    if kind is None:
        return PaperCode(lead)
    try:
        return PaperCode(lead, DocumentKind(kind.lower()), int(version), (box or "").lower())
    except ValueError:
        return None

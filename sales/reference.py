"""Reference proposals: with what a standard, mature product is offered at once (P3.1)."""

from dataclasses import dataclass
from decimal import Decimal

QUOTED = "“”\"'《》。."


@dataclass(frozen=True, slots=True)
class Reference:
    """A proposal that is ready to be sent, and its price."""

    name: str  # as people call it
    product_line: str
    file: str  # a .docx, relative to the home
    price: Decimal  # for one, tax included, in the currency of the pricing rules

    def is_called(self, name: str) -> bool:
        """Return whether ``name`` means it, as people type it: capitals, gaps and quotation marks aside."""
        return _plain(name) == _plain(self.name)


def _plain(name: str) -> str:
    return "".join(name.casefold().split()).strip(QUOTED)

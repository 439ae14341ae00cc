"""The periods by which papers are filed (P3.4): a month, a quarter or a year."""

from datetime import datetime
from enum import StrEnum


class Period(StrEnum):
    """How long one part of the archive lasts, by setting."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def name_of(self, when: datetime) -> str:
        """Return the name of the period that ``when`` falls in, by the clock that ``when`` itself shows.

        That is ``2026-11``, ``2026-Q4`` or ``2026``. A mail of 00:30 on 1 December in Shanghai is still
        November in UTC, and nobody in the office would look for it there.
        """
        match self:
            case Period.MONTH:
                return f"{when.year:04d}-{when.month:02d}"
            case Period.QUARTER:
                return f"{when.year:04d}-Q{(when.month + 2) // 3}"
            case Period.YEAR:
                return f"{when.year:04d}"

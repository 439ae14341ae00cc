"""The periods by which papers are filed (P3.4): a month, a quarter or a year."""

from datetime import datetime, tzinfo
from enum import StrEnum


class Period(StrEnum):
    """How long one part of the archive lasts, by setting."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def of(self, at: datetime, zone: tzinfo) -> str:
        """Return the name of the period that ``at`` falls in by the clocks of ``zone``.

        That is ``2026-11``, ``2026-Q4`` or ``2026``. A mail of 00:30 on 1 December in Shanghai is still
        November in UTC, and nobody in the office would look for it there.
        """
        local = at.astimezone(zone)
        match self:
            case Period.MONTH:
                return f"{local.year:04d}-{local.month:02d}"
            case Period.QUARTER:
                return f"{local.year:04d}-Q{(local.month + 2) // 3}"
            case Period.YEAR:
                return f"{local.year:04d}"


def period_folder(period: str) -> str:
    """Return where the period lies in the archive: ``2026/2026-11``, or ``2026`` for a whole year."""
    year = period[:4]
    return period if period == year else f"{year}/{period}"

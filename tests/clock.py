"""Time that a test lets go by."""

from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, **ahead: float) -> None:
        """Let so many ``minutes``, ``hours`` or ``days`` go by."""
        self._ahead += timedelta(**ahead)

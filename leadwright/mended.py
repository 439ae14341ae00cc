"""Going on by itself with what was held for a template or a setting, once that was mended (I7)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from leadwright import holding
from leadwright.settings import SETTINGS_FILE
from leadwright.tools import Tools
from register import held, leads, originals

MENDABLE = frozenset({leads.HAND_OUT, leads.ANNOUNCE, originals.ANSWER})
"""The steps that need templates, and people in the settings."""
TICK = timedelta(milliseconds=20)  # Linux stamps a file with the time of its last tick, a little early
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def retry_mended(tools: Tools) -> int:
    """Let go on what was held for them and began before templates or settings last changed; return how many.

    What was saved while it was under way may have come too late for it. It is tried once for each change:
    what fails again is held again, as of a later time.
    """
    with tools.register.read() as c:
        waiting = [item for item in held.held(c) if item.step in MENDABLE]
    if not waiting:
        return 0
    changed = _last_change(tools)
    mended = [item for item in waiting if item.held_at < changed + TICK]
    for item in mended:
        holding.retry(tools, item.id, way="service")
    return len(mended)


def _last_change(tools: Tools) -> datetime:
    """Return when a template of the home, or the settings that this process has read, last changed.

    What lies ahead of our clock does not count: it would be newer than anything held, for ever.
    """
    home = tools.settings.home
    files = (home / "templates", *(home / "templates").rglob("*"))
    changes = [(_changed_at(file), tools.now()) for file in files]
    changes.append((_changed_at(home / SETTINGS_FILE), tools.opened_at))
    return max((changed for changed, latest in changes if changed <= latest), default=LONG_AGO)


def _changed_at(path: Path) -> datetime:
    """Return when the file was put there or written to, whatever older time a copy has brought along."""
    try:
        return datetime.fromtimestamp(path.stat().st_ctime, UTC)
    except OSError:  # not there, or gone meanwhile
        return LONG_AGO

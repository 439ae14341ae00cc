"""How the service is doing: its sources, and what waits for it or for people (I13)."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from leadwright.settings import Settings
from leadwright.views import View, Views
from register import alarms, held, leads, originals, outbox, sources, tasks
from sales.original import OriginalState
from sales.paper import Delivery


def source_lines(c: Connection, settings: Settings) -> Iterator[View]:
    """Return one view for each mailbox and folder of the settings, in their order."""
    states = {state.name: state for state in sources.sources(c)}
    waiting = held.count_by_source(c)
    for name in settings.sources:
        yield Views(settings).source(name, states.get(name)) | {"held": waiting.get(name, 0)}


def totals(c: Connection, settings: Settings, now: datetime) -> View:
    """Return what waits for the service (from queue to outbox) and for people (held, overdue, alarms)."""
    deliveries = outbox.count_by_state(c)
    states = originals.count_by_state(c)
    return {
        "taken": sum(states.values()),
        "originals": {str(state): count for state, count in states.items()},
        "queue": states[OriginalState.TAKEN_IN],
        "to_place": originals.count_unplaced(c),
        "to_move": leads.count_moving(c),
        "to_hand_out": leads.count_registered(c),
        "to_announce": leads.count_unannounced(c),
        "to_answer": originals.count_unanswered(c),
        "held": sum(held.count_by_source(c).values()),
        "outbox": deliveries[Delivery.QUEUED] + deliveries[Delivery.SENDING],
        "uncertain": deliveries[Delivery.UNCERTAIN],
        "refused": deliveries[Delivery.REFUSED],
        "overdue": len(tasks.tasks(c, overdue_at=now)),
        "alarms": [Views(settings).alarm(alarm) for alarm in alarms.open_alarms(c)],
    }

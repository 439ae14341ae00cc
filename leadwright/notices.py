"""What the coordinator is told without asking: what was set aside, and what has gone silent (I7, I13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from documents import mails
from leadwright import mailing, writing
from leadwright.tools import Tools
from register import alarms, held, outbox, sources
from sales.people import Person, Role
from sales.service import SourceState
from sales.words import Words

SILENCE = timedelta(minutes=15)  # I13
LISTED = 50  # held items in one notice; the rest is counted


def tick(tools: Tools) -> None:
    """Tell what is new to tell; called every half minute or so."""
    watch_silence(tools)
    tell_held(tools)


def tell_held(tools: Tools) -> None:
    """Mail the coordinators a list of what was set aside since the last such mail, if anything was (I7)."""
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    with tools.register.read() as c:
        untold = held.untold(c)
    if not untold or not coordinators:
        return
    more = max(0, len(untold) - LISTED)
    text = mails.held_notice(_names(coordinators), untold[:LISTED], writing.paper_of(tools), more)
    mail = mailing.compose_mail(tools, text, to=coordinators)
    with tools.register.begin() as c:
        outbox.post(c, mail)
        held.told(c, [item.id for item in untold], tools.now())


def watch_silence(tools: Tools) -> None:
    """Raise an alarm for a source without a good pass for 15 minutes; clear it when one comes (I13)."""
    now = tools.now()
    with tools.register.begin() as c:
        states = [state for state in sources.sources(c) if state.name in tools.settings.sources]
        raised = [state for state in states if _raise_or_clear(c, state, now)]
    for state in raised:
        _tell_silent(tools, state)


def _raise_or_clear(c: Connection, state: SourceState, now: datetime) -> bool:
    """Return whether the source's alarm is new."""
    key = f"silent:{state.name}"
    if now - _last_heard(state) < SILENCE:
        alarms.clear(c, key, now)
        return False
    return alarms.raise_alarm(c, key, _silent(state), now)


def _last_heard(state: SourceState) -> datetime:
    return state.last_good_at or state.failing_since or state.last_tried_at


def _tell_silent(tools: Tools, state: SourceState) -> None:
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    if coordinators:
        reason = state.problem or _silent(state)
        paper = writing.paper_of(tools)
        text = mails.source_failed(_names(coordinators), state.name, reason, _last_heard(state), paper)
        mail = mailing.compose_mail(tools, text, to=coordinators)
        with tools.register.begin() as c:
            outbox.post(c, mail)


def _names(people: tuple[Person, ...]) -> str:
    return "、".join(person.name for person in people)


def _silent(state: SourceState) -> Words:
    since = f"{_last_heard(state):%Y-%m-%d %H:%M}"
    because = state.problem or Words("", "")
    return Words(
        zh=f"来源“{state.name}”自 {since} 起没有成功收取。{because.zh}",
        en=f'source "{state.name}" has given nothing since {since}. {because.en}'.strip(),
    )

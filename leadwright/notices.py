"""What the coordinator is told without asking: what was set aside, and what has gone silent (I7, I13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from documents import mails, printed
from ingest.folders.folder import Waiting
from leadwright import mailing, writing
from leadwright.calendar import company_calendar, gap_of
from leadwright.home import command
from leadwright.procedure.customers import undelivered
from leadwright.restored import what_is_unknown
from leadwright.tools import Tools
from register import alarms, held, outbox, sources, tasks
from sales.paper import Held
from sales.people import Role
from sales.service import SourceState
from sales.words import Words

SILENCE = timedelta(minutes=15)  # I13
UNKNOWN_LEADS = "unknown-leads"  # key of the alarm about a register that is older than its archive
WAITING = "waiting:"  # keys of alarms about files
CALENDAR = "calendar:"  # keys of alarms about years that the calendar lacks
LISTED = 50  # held items in one notice; the rest is counted


def tick(tools: Tools) -> None:
    """Tell what is new to tell; called every half minute or so."""
    watch_silence(tools)
    watch_waiting(tools)
    tell_held(tools)


def tell_held(tools: Tools) -> None:
    """Mail the coordinators a list of what was set aside since the last such mail, if anything was (I7).

    A mail about a lead that did not arrive is told by itself, to the lead's manager, too.
    """
    undelivered.tell_refused(tools)
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    with tools.register.read() as c:
        untold = held.untold(c)
        news = [item for item in untold if not _is_about_a_notice(c, item)]
    if not news or not coordinators:
        return
    more = max(0, len(untold) - LISTED)
    names = printed.names(coordinators, tools.language)
    text = mails.held_notice(
        names, untold[:LISTED], writing.paper_of(tools), command(tools.settings.home), more
    )
    mail = mailing.compose_mail(tools, text, to=coordinators)
    with tools.register.begin() as c:
        outbox.post(c, mail)
        held.told(c, [item.id for item in untold], tools.now())


def _is_about_a_notice(c: Connection, item: Held) -> bool:
    """Return whether it is a notice of ours that was refused: that is no reason for another one (I10)."""
    mail = outbox.mail(c, item.subject) if item.step == outbox.SEND else None
    return mail is not None and not mail.lead


def watch_silence(tools: Tools) -> None:
    """Raise an alarm for a source without a good pass for 15 minutes; clear it when one comes (I13)."""
    now = tools.now()
    with tools.register.read() as c:
        states = {state.name: state for state in sources.sources(c)}
        told = alarms.told_at(c)
    for name in tools.settings.sources:
        state = states.get(name) or SourceState(name, tools.opened_at)
        key = f"silent:{name}"
        if state.last_good_at and now - state.last_good_at < SILENCE:
            if key in told:
                clear_alarm(tools, key)
        elif not told.get(key) and now - _silent_since(tools, state) >= SILENCE:
            _tell_silent(tools, key, state)


def watch_waiting(tools: Tools) -> None:
    """Raise an alarm for a file that lies unfinished in its folder for too long; clear it when it goes."""
    now = tools.now()
    waiting = {
        f"{WAITING}{watch.folder.name}/{each.name}": (_about_file(each), each.since)
        for watch in tools.watches
        for each in watch.waiting(now)
    }
    keep_alarms(tools, WAITING, waiting)


def watch_calendar(tools: Tools) -> None:
    """Raise an alarm where a deadline lies in a year that the calendar lacks; clear it when none does."""
    now = tools.now()
    with tools.register.read() as c:
        last = tasks.last_deadline(c) or now
    years = range(now.year, last.astimezone(tools.settings.zone).year + 1)
    year = company_calendar(tools.settings).first_unknown(years)
    keep_alarms(tools, CALENDAR, {f"{CALENDAR}{year}": (gap_of(year), now)} if year else {})


def _about_file(waiting: Waiting) -> Words:
    return Words(
        zh=f"文件“{waiting.name}”一直没有取走。{waiting.reason.zh}",
        en=f'The file "{waiting.name}" has not been taken. {waiting.reason.en}',
    )


def tell_unknown_leads(tools: Tools) -> int:
    """Raise an alarm where the archive holds leads that the register lacks; return how many."""
    if unknown := tools.unknown_leads:
        raise_alarm(tools, UNKNOWN_LEADS, what_is_unknown(unknown), tools.now())
    else:
        clear_alarm(tools, UNKNOWN_LEADS)
    return len(unknown)


def keep_alarms(tools: Tools, prefix: str, wanted: Mapping[str, tuple[Words, datetime]]) -> None:
    """Let exactly these alarms be open of those whose keys begin with ``prefix``: what, and since when."""
    with tools.register.read() as c:
        told = {key: at for key, at in alarms.told_at(c).items() if key.startswith(prefix)}
    for key in told.keys() - wanted.keys():
        clear_alarm(tools, key)
    for key, (what, since) in wanted.items():
        if not told.get(key):
            raise_alarm(tools, key, what, since)


def raise_alarm(tools: Tools, key: str, what: Words, since: datetime) -> None:
    """Raise the alarm, and mail it to the coordinators once."""
    _raise(tools, key, what, lambda names: mails.alarm(names, what, since, writing.paper_of(tools)))


def _raise(tools: Tools, key: str, what: Words, mail_to: Callable[[str], mails.Mail]) -> None:
    """Raise the alarm before it is told: it is seen in `status` also where no mail can be written now."""
    with tools.register.begin() as c:
        alarms.raise_alarm(c, key, what, tools.now())
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    text = mail_to(printed.names(coordinators, tools.language))
    mail = mailing.compose_mail(tools, text, to=coordinators) if coordinators else None
    with tools.register.begin() as c:
        if alarms.told(c, key, tools.now()) and mail:
            outbox.post(c, mail)


def clear_alarm(tools: Tools, key: str) -> None:
    """Note that the alarm is over."""
    with tools.register.begin() as c:
        alarms.clear(c, key, tools.now())


def _silent_since(tools: Tools, state: SourceState) -> datetime:
    """Return since when nothing has come; while the service did not run, nobody listened."""
    return max(state.last_good_at or state.failing_since or state.last_tried_at, tools.opened_at)


def _tell_silent(tools: Tools, key: str, state: SourceState) -> None:
    since = _silent_since(tools, state)
    what = _silent(tools, state, since)
    reason, paper = state.problem or what, writing.paper_of(tools)
    _raise(tools, key, what, lambda names: mails.source_failed(names, state.name, reason, since, paper))


def _silent(tools: Tools, state: SourceState, since: datetime) -> Words:
    local = f"{since.astimezone(tools.settings.zone):%Y-%m-%d %H:%M}"
    because = state.problem or Words("", "")
    return Words(
        zh=f"来源“{state.name}”自 {local} 起没有成功收取。{because.zh}",
        en=f'Nothing could be received from "{state.name}" since {local}. {because.en}'.strip(),
    )

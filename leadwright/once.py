"""One run of everything, for who starts the program by hand or by a timer instead of as a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from time import sleep

import structlog

from ingest.folders.watch import Watch
from ingest.mailbox.account import Account
from ingest.mailbox.session import Mailbox
from leadwright import delivery, intake, notices, recovery
from leadwright.engine import Progress, advance, quiet
from leadwright.procedure import clock
from leadwright.tools import Tools
from leadwright.trouble import in_words
from sales.words import Failure

log = structlog.get_logger()


@dataclass
class Report:
    """What one run did."""

    taken: int = 0  # new items
    steps: int = 0
    sent: int = 0  # mails settled with every recipient
    failures: list[Failure] = field(default_factory=list)  # sources and servers that could not be used


def run_once(tools: Tools, progress: Progress = quiet) -> Report:
    """Take in from every source, advance until nothing is ready, send what can be sent; return the report."""
    report = Report()
    recovery.recover(tools)
    for source in _sources(tools):
        _attempt(report, partial(_take, report, source, progress))
    _attempt(report, partial(_advance, report, tools, progress))
    _attempt(report, partial(_call, report, tools, progress))
    notices.tell_held(tools)
    _attempt(report, partial(_deliver, report, tools, progress))
    return report


def _sources(tools: Tools) -> Iterator[Callable[[], int]]:
    """Yield, for every mailbox and folder of the settings, the call that takes in all that is new there."""
    for account in tools.settings.accounts():
        yield partial(_take_mailbox, tools, account)
    for watch in tools.watches:
        yield partial(_take_folder, tools, watch)


def _take_mailbox(tools: Tools, account: Account) -> int:
    mailbox = Mailbox(account, tools.now)
    try:
        return intake.take_mailbox(tools, mailbox, reconcile=True)
    finally:
        mailbox.close()


def _take_folder(tools: Tools, watch: Watch) -> int:
    """Take what is ready, then what only has to stand still for a moment longer."""
    taken = intake.take_folder(tools, watch)
    while (seconds := watch.settling(tools.now())) is not None:
        sleep(seconds)
        taken += intake.take_folder(tools, watch)
    return taken


def _take(report: Report, source: Callable[[], int], progress: Progress) -> None:
    taken = source()
    report.taken += taken
    progress("take-in", taken)


def _advance(report: Report, tools: Tools, progress: Progress) -> None:
    report.steps += advance(tools, progress=progress)


def _call(report: Report, tools: Tools, progress: Progress) -> None:
    calls = clock.tick(tools)
    report.steps += calls
    progress("call", calls)


def _deliver(report: Report, tools: Tools, progress: Progress) -> None:
    while sent := delivery.deliver(tools):
        report.sent += sent
        progress("send", sent)


def _attempt(report: Report, work: Callable[[], None]) -> None:
    """Do the work; whatever goes wrong with it is noted, and the rest still has its turn."""
    try:
        work()
    except Exception as error:
        failure = in_words(error)
        log.error("failed", reason=failure.words, exc_info=not isinstance(error, Failure))
        report.failures.append(failure)

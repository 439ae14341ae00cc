"""Taking in: from a mailbox, a folder or a person's hand to bytes that are safe and a row that says so (P1.1,
P1.4).

The order is the promise (I1): the bytes and their directory are fsynced, the rows are committed durably, and
only then is the mail flagged on the server or the file moved out of the folder. A crash anywhere in between
takes the item in again, finds the same SHA-256, and adds nothing but a sighting (I2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

import structlog
from sqlalchemy import Connection

from ingest.folders.folder import Candidate
from ingest.folders.watch import Watch
from ingest.mailbox.answers import Entry
from ingest.mailbox.fetching import Fetched, Gone, Unfetched
from ingest.mailbox.session import Mailbox
from leadwright import holding
from leadwright.procedure.forms import form_history
from leadwright.tools import Tools
from register import originals, sightings, sources
from sales.original import Channel, Kept, OriginalState, Sighting
from sales.words import Failure, NotNow, Unavailable, Words

BATCH = 50  # mails of one durable commit: enough to share a directory sync, few enough to hold up nobody
CHANNELS = {
    "mail": Channel.EMAIL,
    "forms": Channel.PHONE,
}  # folders named for what lies in them; see interface.md
UNFETCHED = Words("邮件未能取回", "unfetched")
RECONCILED = Words("已与服务器核对", "reconciled")

Place = tuple[str, str, int]  # mailbox, folder, UIDVALIDITY
Mark = Callable[[Sequence[int]], None]  # flags or moves mails, by UID

log = structlog.get_logger()


def take_mailbox(tools: Tools, mailbox: Mailbox, *, reconcile: bool = False) -> int:
    """Return how many new items one pass over the mailbox's folders took in; raises Failure where it can't be
    read.

    With ``reconcile`` every folder is listed from its first mail and held against the register (I5).
    """
    with _noted(tools, mailbox.account.name) as counted:
        for folder in mailbox.account.folders:
            counted.append(_take_mail_folder(tools, mailbox, folder, reconcile))
    return sum(counted)


def take_folder(tools: Tools, watch: Watch) -> int:
    """Return how many new items a watched folder gave; raises Failure where it can't be read (I6)."""
    failures: list[Unavailable] = []
    with _noted(tools, watch.folder.name) as counted:
        for candidate in watch.scan(tools.now()):
            try:
                counted.append(_take_file(tools, watch, candidate))
            except Unavailable as failure:  # this file keeps no other from coming in (I7)
                failures.append(failure)
        if failures:
            raise failures[0]
    return sum(counted)


def _take_mail_folder(
    tools: Tools, mailbox: Mailbox, folder: str, reconcile: bool, skip: frozenset[int] = frozenset()
) -> int:
    listing = mailbox.open(folder)
    place = (mailbox.account.name, folder, listing.uidvalidity or 0)  # some servers name none
    with tools.register.read() as c:
        last = sightings.last_uid(c, *place)
        unfetched = sightings.unfetched(c, *place)
    whole = reconcile or listing.uidvalidity is None or listing.starts_over(last)
    listed = mailbox.list(folder, 0 if whole else min([last, *(uid - 1 for uid in unfetched)]))
    known, new = _sorted_out(tools, place, listed, whole)
    wanted = [entry for entry in new if entry.uid not in skip]
    taken = 0
    try:
        with _marking(mailbox, folder) as mark:
            mark([entry.uid for entry in known if not mailbox.is_acknowledged(entry)])
            for count in _take_batches(tools, place, iter(mailbox.fetch(wanted)), mark):
                taken += count
    except Unfetched as broken:  # in the middle of a mail: the pass begins again without it (I7)
        _note_unfetched(tools, place, broken)
        return taken + _take_mail_folder(tools, mailbox, folder, reconcile, skip | {broken.entry.uid})
    if whole:
        log.info(RECONCILED, mailbox=place[0], folder=folder, listed=len(listed), missing=len(new))
    return taken


def _sorted_out(
    tools: Tools, place: Place, listed: Sequence[Entry], whole: bool
) -> tuple[list[Entry], list[Entry]]:
    """Return the listed mails that are accounted for, and those that are to be fetched.

    Where the whole folder is listed, a UID whose mail reached the server at another time than we remember has
    been given to another mail, against RFC 9051, 2.3.1.1: it is fetched again, and its bytes tell.
    """
    with tools.register.read() as c:
        seen = sightings.seen(c, *place, [entry.uid for entry in listed])
        arrived = sightings.arrivals(c, *place) if whole else {}
    known = [e for e in listed if e.uid in seen and arrived.get(e.uid, e.received_at) == e.received_at]
    accounted_for = {entry.uid for entry in known}
    return known, [entry for entry in listed if entry.uid not in accounted_for]


def _take_batches(tools: Tools, place: Place, fetched: Iterator[Fetched], mark: Mark) -> Iterator[int]:
    """Make batch after batch safe, mark it, and yield how many new items it held."""
    while mails := (batch := _Batch(tools, fetched)).mails:
        now = tools.now()
        with tools.register.begin() as c:
            new = [_note_mail(c, place, mail, kept, now) for mail, kept in batch.kept]
        for mail in mails:
            if mail.failure is not None:
                _note_unfetched(tools, place, mail.failure)
        mark([mail.entry.uid for mail, _ in batch.kept])
        _release_copies(tools, [kept for (_, kept), first in zip(batch.kept, new, strict=True) if not first])
        yield sum(new)


def _release_copies(tools: Tools, again: Sequence[Kept]) -> None:
    """Drop bytes that came again and lie elsewhere already: with their lead, or in an earlier month."""
    if again:
        with tools.register.read() as c:
            known = originals.paths(c, {kept.sha256 for kept in again})
        tools.archive.release(*{kept.path for kept in again if known[kept.sha256] != kept.path})


def _note_unfetched(tools: Tools, place: Place, broken: Unfetched) -> None:
    """Remember a mail that the server lists and does not give; one that somebody took away meanwhile is no
    loss.
    """
    log.warning(UNFETCHED, mailbox=place[0], folder=place[1], uid=broken.entry.uid, reason=broken.words)
    if not isinstance(broken, Gone):
        with tools.register.begin() as c:
            sightings.note_unfetched(c, *place, broken.entry.uid, broken.words, tools.now())


class _Batch:
    """The next mails off the wire; the bytes of those that came are safe on disk."""

    def __init__(self, tools: Tools, fetched: Iterator[Fetched]) -> None:
        self.mails: list[Fetched] = []
        whole: list[Fetched] = []

        def arriving() -> Iterator[tuple[Iterator[bytes], str, datetime]]:
            for mail in islice(fetched, BATCH):
                self.mails.append(mail)
                if mail.failure is None:
                    whole.append(mail)
                    yield mail.chunks, ".eml", mail.entry.received_at

        self.kept: list[tuple[Fetched, Kept]] = list(zip(whole, tools.archive.keep(arriving()), strict=False))


def _note_mail(c: Connection, place: Place, mail: Fetched, kept: Kept, now: datetime) -> bool:
    source, folder, validity = place
    return originals.take_in(
        c,
        kept,
        name="mail.eml",
        channel=Channel.EMAIL,
        received_at=mail.entry.received_at,
        sighting=Sighting(source, folder, now, validity, mail.entry.uid),
    )


@contextmanager
def _marking(mailbox: Mailbox, folder: str) -> Iterator[Mark]:
    """Lend what flags or moves mails that are safe; nothing else does (I1).

    A server that will not do so keeps nothing from coming in (I7): it is complained of at the end, and asked
    again at the next pass.
    """
    refused: list[Unavailable] = []

    def mark(uids: Sequence[int]) -> None:
        if not uids or refused:
            return
        try:
            mailbox.acknowledge(folder, uids)
        except NotNow:
            raise
        except Unavailable as failure:
            refused.append(failure)

    yield mark
    if refused:
        raise refused[0]


def _take_file(tools: Tools, watch: Watch, candidate: Candidate) -> bool:
    suffix = candidate.path.suffix.lower()
    (kept,) = tools.archive.keep([(watch.read(candidate), suffix, candidate.received_at)])
    channel = CHANNELS.get(watch.folder.channel) or Channel(watch.folder.channel)
    now = tools.now()
    with tools.register.begin() as c:
        new = originals.take_in(
            c,
            kept,
            name=candidate.name,
            channel=channel,
            received_at=candidate.received_at,
            sighting=Sighting(watch.folder.name, candidate.place, now),
        )
        if not new:
            form_history.come_again(c, kept.sha256, now)
        if candidate.problem:
            holding.hold_arrived(c, kept.sha256, candidate.name, candidate.problem, now)
    if candidate.problem:
        watch.held(candidate, candidate.problem)
    else:
        watch.taken(candidate)
    if not new:
        _release_copies(tools, [kept])
    _note_if_held(tools, kept.sha256)
    return new


def _note_if_held(tools: Tools, sha256: str) -> None:
    """Lay the note beside a taken file that could not be read: meanwhile, or when it came before."""
    with tools.register.read() as c:
        original = originals.original(c, sha256)
    if original and original.state is OriginalState.HELD:
        holding.note_beside(tools, original)


@contextmanager
def _noted(tools: Tools, source: str) -> Iterator[list[int]]:
    """Note on the source how the pass ended, so that silence is noticed (I13); the list is for its counts."""
    counted: list[int] = []
    try:
        yield counted
    except Failure as failure:
        with tools.register.begin() as c:
            sources.bad_cycle(c, source, tools.now(), failure.words)
        raise
    with tools.register.begin() as c:
        sources.good_cycle(c, source, tools.now(), sum(counted))

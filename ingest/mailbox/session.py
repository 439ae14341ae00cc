"""A mailbox as the program uses it: open, list, fetch, acknowledge, wait."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Self

from ingest.mailbox import afterwards, fetching, remedies
from ingest.mailbox.account import Account, After
from ingest.mailbox.answers import Entry, Record, entries, uid_set
from ingest.mailbox.fetching import Fetched
from ingest.mailbox.imap import Connection, Selected
from ingest.mailbox.trouble import Lost, SaidNo, Trouble
from sales.words import Unavailable

PATIENCE = 3
"""How often in a row a connection may end at one mail before the mail is given up for this time."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder as it stands."""

    folder: str
    uidvalidity: int | None  # None: the server gives none, and its UIDs prove nothing across sessions
    uidnext: int | None  # None: the server gives none
    messages: int

    def starts_over(self, last_uid: int) -> bool:
        """Say whether UIDs were handed out anew under the old UIDVALIDITY, so that all has to be listed."""
        return self.uidnext is not None and self.uidnext <= last_uid


class Mailbox:
    """One mailbox and its connection, for one thread.

    Every method connects where there is no connection, and drops one that is in trouble. What is wrong comes
    out as ``Unavailable``; as ``NotNow``, which is one, when the server is to be left alone for a while.
    """

    def __init__(self, account: Account, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """``clock`` gives the time of mails for which the server has none."""
        self.account = account
        self._clock = clock
        self._connection: Connection | None = None
        self._current = ""  # the folder last opened or listed, which fetch() reads
        self._told: dict[str, Listing] = {}  # what open() said last: what the caller's UIDs refer to
        self._highest: dict[str, int] = {}  # the highest UID in the last list()
        self._losses: Counter[tuple[str, int]] = Counter()  # connections lost, by the mails then asked for

    def __enter__(self) -> Self:
        """Connect, so that a wrong password shows at once."""
        with self._troubles():
            self._connected()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the next call connects anew."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def folders(self) -> tuple[str, ...]:
        """Return the names of the folders that can be opened."""
        with self._troubles():
            return self._connected().folders()

    def open(self, folder: str) -> Listing:
        """Open a folder and return how it stands now; UIDs that come later refer to this."""
        with self._troubles():
            fresh = self._connection is None
            try:
                selected = self._select(folder)
            except Lost:
                if fresh:
                    raise
                self.close()  # a line that died while nobody used it is not worth an alarm
                selected = self._select(folder)
        self._current = folder
        self._told[folder] = Listing(folder, selected.uidvalidity, selected.uidnext, selected.messages)
        return self._told[folder]

    def list(self, folder: str, after_uid: int = 0) -> tuple[Entry, ...]:
        """Return the mails with a UID above ``after_uid``, lowest first, without those before ``since``.

        It asks for nothing but what every provider answers rightly: several get SEARCH or UIDNEXT wrong.
        """
        self._current = folder
        with self._troubles():
            found = {entry.uid: entry for entry in self._listed(folder, after_uid)}
        self._highest[folder] = max(found, default=0)
        return tuple(found[uid] for uid in sorted(found) if uid > after_uid and self._is_wanted(found[uid]))

    def fetch(self, entries: Iterable[Entry]) -> Iterator[Fetched]:
        """Yield mails of the folder last opened or listed, touching no flag; read each before the next.

        In the order of ``entries``; but mails at which the connection was lost before come last and alone,
        and after ``PATIENCE`` losses as failed: a mail that makes a server hang up holds up nobody (I7).
        """
        folder = self._current
        ask = partial(self._ask, folder)
        wanted = tuple(entries)
        suspects = [entry for entry in wanted if (folder, entry.uid) in self._losses]
        others = (entry for entry in wanted if (folder, entry.uid) not in self._losses)
        yield from fetching.fetch(ask, others, self.account.provider.batch)
        for entry in suspects:
            if self._losses[folder, entry.uid] < PATIENCE:
                yield from fetching.fetch(ask, [entry], 1)
            else:
                self._losses[folder, entry.uid] = 1
                yield fetching.hung_up(entry)

    def acknowledge(self, folder: str, uids: Sequence[int]) -> None:
        """Do what the account's ``after`` says; call it once bytes and row are durable, never before (I1)."""
        if uids and self.account.after is not After.NOTHING:
            with self._troubles():
                afterwards.mark(self._in(folder), self.account, uids)

    def is_acknowledged(self, entry: Entry) -> bool:
        """Say whether a listed mail shows what ``acknowledge`` does: for finding what a crash left undone."""
        return self.account.after is After.NOTHING or afterwards.mark_of(self.account) in entry.flags

    def wait(self, folder: str, seconds: float, stop: threading.Event) -> None:
        """Return when new mail came, after ``seconds``, or when ``stop`` is set, soonest first.

        IDLE only makes it sooner: a server without it, or with a dead one, is waited out. Raises nothing;
        what is wrong with the server shows at the next ``open``.
        """
        deadline = time.monotonic() + seconds
        try:
            if self._has_news(folder) or self._idled(folder, deadline, stop):
                return
        except (Trouble, Unavailable):
            self.close()
        stop.wait(max(0.0, deadline - time.monotonic()))

    def _has_news(self, folder: str) -> bool:
        """Say whether mail came since the last ``list``: other commands may have swallowed the news."""
        if folder not in self._highest:
            return False
        self._select(folder)  # a folder just opened is up to date
        newest = max((entry.uid for entry in self._listed(folder, self._highest[folder])), default=0)
        return newest > self._highest[folder]

    def _idled(self, folder: str, deadline: float, stop: threading.Event) -> bool:
        """Wait by IDLE; say whether that was all the waiting there is to do."""
        connection = self._in(folder)
        if not (self.account.idle and connection.offers("IDLE")):
            return False
        return connection.idle(deadline - time.monotonic(), stop)

    def _listed(self, folder: str, after_uid: int) -> Iterator[Entry]:
        """Return the mails above ``after_uid``, and the last in any case: so is ``n:*`` (RFC 3501, 6.4.8)."""
        connection = self._in(folder)
        try:
            records = connection.fetch(f"{after_uid + 1}:*", "(UID FLAGS INTERNALDATE RFC822.SIZE)")
        except SaidNo:
            if connection.selected is not None and connection.selected.messages == 0:
                return iter(())  # some servers find "*" wrong where there is nothing
            raise
        return entries(records, self._clock())

    def _is_wanted(self, entry: Entry) -> bool:
        return self.account.since is None or entry.received_at.date() >= self.account.since

    def _ask(self, folder: str, uids: Sequence[int], items: str) -> Sequence[Record]:
        """Ask for mails; only a refusal that is about these mails comes out as ``SaidNo``."""
        with self._troubles():
            connection = self._in(folder)
        try:
            return connection.fetch(uid_set(uids), items)
        except Trouble as error:
            if isinstance(error, Lost):
                self._losses.update((folder, uid) for uid in uids)
            if isinstance(error, SaidNo) and not remedies.asks_for_rest(error, self.account):
                raise
            raise self._unavailable(error) from error

    def _in(self, folder: str) -> Connection:
        """Return the connection with ``folder`` open, its UIDs meaning what ``open`` told the caller."""
        connection = self._connected()
        selected = connection.selected
        if selected is None or selected.folder != folder:
            selected = self._select(folder)
        told = self._told.get(folder)
        if told is not None and told.uidvalidity != selected.uidvalidity:
            raise remedies.renumbered(self.account, folder)
        return connection

    def _select(self, folder: str) -> Selected:
        connection = self._connected()
        try:
            return connection.select(folder, read_only=self.account.after is After.NOTHING)
        except SaidNo as error:
            folders = connection.folders()
            if folder in folders or remedies.asks_for_rest(error, self.account):
                raise
            raise remedies.no_such_folder(self.account, folder, folders) from error

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = Connection(self.account, self.account.secret())
        return self._connection

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """Turn ``Trouble`` into words for people, and let go of a connection that is in trouble."""
        try:
            yield
        except Trouble as error:
            raise self._unavailable(error) from error

    def _unavailable(self, error: Trouble) -> Unavailable:
        self.close()
        return remedies.explain(error, self.account)

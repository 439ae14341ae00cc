"""The floor under every rate: mails fetched, written and committed, each durably, and nothing else done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imapclient import IMAPClient

from tests.office import USER
from tests.servers.dovecot import Dovecot

BATCH = 25  # mails of one FETCH


class Floor:
    """A logged-in client, a folder and a database."""

    def __init__(self, client: IMAPClient, folder: Path, database: sqlite3.Connection) -> None:
        self._client, self._folder, self._database = client, folder, database
        self._last = 0  # UID

    def fetch_all(self) -> int:
        """Make every mail safe that came since the last call; return how many."""
        self._client.select_folder("INBOX", readonly=True)
        uids = [uid for uid in self._client.search(["UID", f"{self._last + 1}:*"]) if uid > self._last]
        for begin in range(0, len(uids), BATCH):
            for uid, found in self._client.fetch(uids[begin : begin + BATCH], ["BODY.PEEK[]"]).items():
                self._keep(uid, found[b"BODY[]"])
        self._last = uids[-1]
        return len(uids)

    def _keep(self, uid: int, octets: bytes) -> None:
        path = self._folder / f"{uid}.eml"
        with path.open("wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        self._database.execute("INSERT INTO mails VALUES (?, ?)", (uid, path.name))  # a commit of its own


@contextmanager
def floor_of(dovecot: Dovecot, folder: Path) -> Iterator[Floor]:
    """Lend the floor under an office that fetches from ``dovecot``; it is as durable as the register."""
    folder.mkdir()
    database = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE mails (uid INTEGER PRIMARY KEY, path TEXT NOT NULL)")
    with dovecot.client(USER) as client:
        client._imap.debug = 0  # else imapclient logs every line, which costs a third of the floor's speed
        yield Floor(client, folder, database)
    database.close()

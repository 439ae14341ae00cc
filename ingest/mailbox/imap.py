"""One connection to an IMAP server, in the few commands we ask; the one file that knows imapclient.

Everything that goes wrong leaves here as ``Trouble``.
"""

import imaplib
import re
import select
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient

from ingest.mailbox.account import AccessToken, Account, Secret, Security, refuse_control_characters
from ingest.mailbox.answers import Record
from ingest.mailbox.trouble import LoginRefused, Lost, NoStarttls, SaidNo, decoded, troubles

IDENTITY = {"name": "Leadwright", "version": "1", "vendor": "Leadwright"}
"""What ``ID`` says of us (RFC 2971): NetEase opens no folder to a client without these three."""

IDLE_SECONDS = 9 * 60.0
"""Longest IDLE in one piece: RFC 2177 asks for less than 29 minutes, many firewalls cut after 10."""

LOOK_SECONDS = 1.0
"""How often an IDLE looks whether it shall stop."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What the server says of the folder it opened; None where it leaves out what RFC 3501 asks for."""

    folder: str
    uidvalidity: int | None
    uidnext: int | None
    messages: int
    kept: frozenset[str] | None  # flags that outlive the connection, in lower case; "\\*": any

    def keeps(self, flag: str) -> bool:
        """Say whether a flag set here is still set tomorrow."""
        return self.kept is None or not self.kept.isdisjoint((flag.casefold(), "\\*"))


class Connection:
    """A connection that is logged in and introduced; one thread at a time."""

    def __init__(self, account: Account, secret: Secret) -> None:
        self.selected: Selected | None = None
        self._client = _connect(account)
        try:
            self._log_in(account.user, secret)
            self._introduce()
        except BaseException:
            self.close()
            raise

    def offers(self, capability: str) -> bool:
        """Say whether the server has ``capability``."""
        with troubles():
            return bool(self._client.has_capability(capability))

    def close(self) -> None:
        """Hang up, without a word: nobody waits for an answer of a server that may be the trouble itself."""
        _hang_up(self._client)

    def folders(self) -> tuple[str, ...]:
        """Return the names of the folders that can be opened, decoded."""
        with troubles():
            found = self._client.list_folders()
            return tuple(name for flags, _, name in found if b"\\noselect" not in {f.lower() for f in flags})

    def select(self, folder: str, read_only: bool) -> Selected:
        """Open a folder, with EXAMINE where nothing shall change."""
        refuse_control_characters(folder, "folder")
        self.selected = None
        with troubles():
            found = self._client.select_folder(folder, readonly=read_only)
            kept = found.get(b"PERMANENTFLAGS")
            self.selected = Selected(
                folder=folder,
                uidvalidity=found.get(b"UIDVALIDITY") or None,
                uidnext=found.get(b"UIDNEXT") or None,
                messages=found.get(b"EXISTS", 0),
                kept=None if kept is None else frozenset(decoded(flag).casefold() for flag in kept),
            )
        return self.selected

    def fetch(self, uids: str, items: str) -> list[Record]:
        """Return the raw answers to ``UID FETCH``, for ``answers.py``.

        Past imapclient's own parser, which reads byte by byte in Python: see docs/decisions/0010.
        """
        with troubles():
            kind, records = self._client._imap.uid("FETCH", uids, items)
            if kind != "OK":
                raise imaplib.IMAP4.error(decoded(records[-1]))
            return [record for record in records if record is not None]

    def add_flag(self, uids: str, flag: str) -> None:
        """Set a flag or keyword."""
        with troubles():
            self._client.add_flags(uids, [flag], silent=True)

    def move(self, uids: str, folder: str) -> None:
        """Move mails (RFC 6851)."""
        with troubles():
            self._client.move(uids, folder)

    def copy(self, uids: str, folder: str) -> None:
        """Copy mails."""
        with troubles():
            self._client.copy(uids, folder)

    def expunge(self, uids: str) -> None:
        """Remove exactly these mails (RFC 4315); never plain EXPUNGE, which takes other people's along."""
        with troubles():
            self._client.uid_expunge(uids)

    def create(self, folder: str) -> None:
        """Make a folder."""
        with troubles():
            self._client.create_folder(folder)

    def idle(self, seconds: float, stop: threading.Event) -> bool:
        """Say whether the server told of new mail before ``seconds`` were over or ``stop`` was set.

        The answers are read only after DONE, in whole lines: imapclient's ``idle_check`` gives up with
        ``abort: unterminated line`` when a line arrives in two pieces.
        """
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and not stop.is_set():
            with troubles():
                self._client.idle()
                _wait_for_bytes(self._client.socket(), min(left, IDLE_SECONDS), stop)
                _, answers = self._client.idle_done()
            if any(b"EXISTS" in answer for answer in answers):
                return True
        return False

    def _log_in(self, user: str, secret: Secret) -> None:
        refuse_control_characters(secret.text, f"{user}.password")
        try:
            with troubles():
                if isinstance(secret, AccessToken):
                    self._client.sasl_login("XOAUTH2", _xoauth2(user, secret.text))
                elif _fits_login(user, secret.text):
                    self._client.login(user, secret.text)
                else:
                    self._client.plain_login(user, secret.text)
        except SaidNo as error:
            raise LoginRefused(error.text.replace(secret.text, "***")) from None
        except Lost as error:
            raise Lost(error.text.replace(secret.text, "***")) from error.__cause__

    def _introduce(self) -> None:
        if self.offers("ID"):
            with suppress(SaidNo), troubles():
                self._client.id_(IDENTITY)


def _connect(account: Account) -> Any:
    """Return a client that has the greeting and, where it is wanted, TLS."""
    try:
        with troubles():
            context = ssl.create_default_context(cafile=account.ca_file or None)
            client = IMAPClient(
                account.host,
                account.port,
                ssl=account.security is Security.TLS,
                ssl_context=context,
                timeout=account.timeout,
            )
            # imapclient has imaplib format every line for a log, mails and secrets too: 80 µs a mail.
            client._imap.debug = 0
    except SaidNo as error:
        raise Lost(error.text) from error.__cause__
    if account.security is Security.STARTTLS:
        _encrypt(client, context)
    return client


def _encrypt(client: Any, context: ssl.SSLContext) -> None:
    try:
        with troubles():
            if not client.has_capability("STARTTLS"):
                raise NoStarttls("no STARTTLS")
            client.starttls(context)
    except BaseException:
        _hang_up(client)
        raise


def _hang_up(client: Any) -> None:
    with suppress(OSError, ValueError, imaplib.IMAP4.error):
        client.shutdown()


def _fits_login(user: str, password: str) -> bool:
    """Say whether ``LOGIN`` can carry both: imaplib sends the user unquoted and knows ASCII only."""
    return password.isascii() and re.fullmatch(r"[\w.@+=-]+", user, re.ASCII) is not None


def _xoauth2(user: str, token: str) -> Any:
    """Return the client's side of XOAUTH2: the token, then nothing where the server explains a refusal."""
    turns = iter([f"user={user}\1auth=Bearer {token}\1\1"])
    return lambda _challenge: next(turns, "")


def _wait_for_bytes(sock: Any, seconds: float, stop: threading.Event) -> None:
    """Return when something can be read, when ``seconds`` are over or ``stop`` is set, soonest first."""
    poller = select.poll()
    poller.register(sock.fileno(), select.POLLIN)
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0 and not stop.is_set():
        if poller.poll(1000 * min(left, LOOK_SECONDS)):
            return

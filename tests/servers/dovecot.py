"""A real Dovecot for tests: unprivileged, in a folder of its own, stopped and changed as a test likes.

    with Dovecot(tmp_path) as server:
        server.append("sales", "INBOX", mail)
        ...                            # log in as "sales" with server.password at server.host, server.port

Started by root it gives itself up to ``nobody``, so that it runs in a container as it does at a desk.
"""

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import string
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient

from tests.servers.certificate import make_certificate

SYSTEM_PATH = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
ANSWER_SECONDS = 20.0
APPEND_BATCH = 200

CONFIG = string.Template(Path(__file__).with_name("dovecot.conf").read_text())


def free_port() -> int:
    """Return a port of loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Dovecot:
    """An IMAP server on loopback; all its users have the same ``password`` and an empty INBOX.

    ``port`` speaks plain IMAP and STARTTLS, ``tls_port`` TLS with ``certificate``.
    """

    host = "127.0.0.1"
    password = 'correct "horse\\'  # has to be quoted on the wire

    def __init__(self, folder: Path, *, users: Iterable[str] = ("sales",), extra: str = "") -> None:
        """``extra`` is more of Dovecot's configuration, for instance ``imap_capability = IMAP4rev1``."""
        self.root = folder / "dovecot"
        self.port, self.tls_port = free_port(), free_port()
        # Unix sockets live here; their paths must stay below 108 characters, which pytest's folders do not.
        self._run = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self._conf = self.root / "dovecot.conf"
        self._process: subprocess.Popen[bytes] | None = None
        self._passwords: dict[str, str] = {}
        self._lay_out(tuple(users), extra)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._run, ignore_errors=True)

    def start(self) -> None:
        """Start, and return once it answers; the same folder and ports every time."""
        # Its output is not needed: what Dovecot has to say it says in its log file.
        self._process = subprocess.Popen(
            [_program("dovecot"), "-F", "-c", str(self._conf)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait_for_greeting()

    def stop(self) -> None:
        """Kill it with all its children; every connection is cut in the middle of a word.

        Asked politely it takes a second, which is most of what a test of this kind would take.
        """
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(ANSWER_SECONDS)
            self._process = None

    def restart(self) -> None:
        """Stop and start."""
        self.stop()
        self.start()

    def set_password(self, user: str, password: str) -> None:
        """Give a user another password; ``client`` and what uses it know only the usual one."""
        self._passwords[user] = password
        lines = (f"{name}:{{PLAIN}}{password}\n" for name, password in self._passwords.items())
        (self.root / "users").write_text("".join(lines), encoding="utf-8")

    @contextlib.contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """Give a client of the test's own, logged in as ``user``."""
        with IMAPClient(self.host, self.port, ssl=False, timeout=ANSWER_SECONDS) as client:
            client.normalise_times = False
            client.login(user, self.password)
            yield client

    def append(self, user: str, folder: str, *mails: bytes, received: datetime | None = None) -> None:
        """Deliver mails into a folder, made where it is missing; ``received`` becomes their INTERNALDATE."""
        at = received or datetime.now(UTC)
        with self.client(user) as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            for start in range(0, len(mails), APPEND_BATCH):
                batch = mails[start : start + APPEND_BATCH]
                client.multiappend(folder, [{"msg": mail, "date": at} for mail in batch])

    def mails(self, user: str, folder: str = "INBOX", uids: Iterable[int] = ()) -> dict[int, bytes]:
        """Return the mails of a folder by UID, all or those named, touching no flag."""
        fetched = self._fetch(user, folder, "BODY.PEEK[]", uids)
        return {uid: found[b"BODY[]"] for uid, found in fetched.items()}

    def flags(self, user: str, folder: str = "INBOX") -> dict[int, frozenset[str]]:
        """Return the flags of the mails of a folder by UID, without ``\\Recent``."""
        found = self._fetch(user, folder, "FLAGS")
        return {
            uid: frozenset(flag.decode() for flag in f[b"FLAGS"]) - {"\\Recent"} for uid, f in found.items()
        }

    def folders(self, user: str) -> tuple[str, ...]:
        """Return the names of a user's folders."""
        with self.client(user) as client:
            return tuple(name for _, _, name in client.list_folders())

    def delete(self, user: str, folder: str, uids: Sequence[int]) -> None:
        """Delete mails for good, as a person with a mail program does."""
        with self.client(user) as client:
            client.select_folder(folder)
            client.delete_messages(uids, silent=True)
            client.uid_expunge(uids)

    def uidvalidity(self, user: str, folder: str = "INBOX") -> int:
        """Return the folder's UIDVALIDITY."""
        with self.client(user) as client:
            return int(client.folder_status(folder, ["UIDVALIDITY"])[b"UIDVALIDITY"])

    def change_uidvalidity(self, user: str, folder: str = "INBOX", to: int | None = None) -> int:
        """Lose the folder's UIDs as a server does that was restored; return the new UIDVALIDITY.

        The mails stay and are numbered anew from 1; ``to`` chooses the UIDVALIDITY, even the old one.
        """
        after = self.uidvalidity(user, folder) + 1 if to is None else to
        self.stop()
        place = self.root / "mail" / user / ("" if folder == "INBOX" else f".{folder.replace('/', '.')}")
        for remembered in (*place.glob("dovecot-uidlist*"), *place.glob("dovecot.index*")):
            remembered.unlink()
        self.start()
        update = ["mailbox", "update", "-u", user, "--uid-validity", str(after), folder]
        doveadm = [_program("doveadm"), "-c", str(self._conf), *update]
        subprocess.run(doveadm, check=True, timeout=ANSWER_SECONDS)
        return after

    def log(self) -> str:
        """Return everything Dovecot has logged."""
        return (self.root / "dovecot.log").read_text()

    def _lay_out(self, users: tuple[str, ...], extra: str) -> None:
        mail = self.root / "mail"
        mail.mkdir(parents=True)
        made = make_certificate(self.root)
        self.certificate = made.certificate
        account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        group = grp.getgrgid(account.pw_gid).gr_name
        for user in users:
            self.set_password(user, self.password)
        self._conf.write_text(
            CONFIG.substitute(
                root=self.root, run=self._run, port=self.port, tls_port=self.tls_port, extra=extra,
                certificate=made.certificate, key=made.key, user=account.pw_name, group=group,
            )
        )  # fmt: skip
        if os.getuid() == 0:
            self._let_in(account.pw_uid, account.pw_gid)

    def _let_in(self, uid: int, gid: int) -> None:
        """Give the mail to ``nobody``, and let it pass through the folders that pytest keeps to its owner."""
        for path in (self._run, self.root, *self.root.rglob("*")):
            os.chown(path, uid, gid)
        for parent in self.root.parents:
            if Path(tempfile.gettempdir()) in parent.parents:
                parent.chmod(parent.stat().st_mode | 0o011)

    def _wait_for_greeting(self) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS
        while not _greets(self.host, self.port):
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Dovecot did not start:\n{self.log()}")
            time.sleep(0.01)  # no event tells that another program listens

    def _fetch(
        self, user: str, folder: str, what: str, uids: Iterable[int] = ()
    ) -> dict[int, dict[bytes, Any]]:
        with self.client(user) as client:
            client.select_folder(folder, readonly=True)
            return dict(client.fetch([*uids] or client.search("ALL"), [what]))


def _greets(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=ANSWER_SECONDS) as connection:
            return connection.recv(4) == b"* OK"
    except OSError:
        return False


def _program(name: str) -> str:
    found = shutil.which(name, path=SYSTEM_PATH)
    if found is None:
        raise RuntimeError(f"{name} is not installed; on Debian: apt-get install dovecot-imapd")
    return found

"""Mailboxes on the servers of the tests."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from ingest.mailbox import Account, Fetched, Mailbox, Password, Secret, Security
from tests.servers.dovecot import Dovecot


class Server(Protocol):
    """Whatever listens."""

    host: str
    port: int


def secret(text: str = Dovecot.password) -> Callable[[], Secret]:
    """Return the secret of an account whose password is ``text``."""
    return lambda: Password(text)


def account_on(server: Server, **settings: Any) -> Account:
    """Return the account of the user "sales" on a server, with other settings where ``settings`` says so."""
    usual: dict[str, Any] = {
        "name": "sales",
        "host": server.host,
        "port": server.port,
        "security": Security.NONE,
        "user": "sales",
        "secret": secret(),
        "timeout": 20.0,
    }
    return Account(**(usual | settings))


def contents(fetched: Iterable[Fetched]) -> dict[int, bytes]:
    """Return the bytes of fetched mails by UID; a mail without is an error."""
    found = {}
    for mail in fetched:
        assert mail.failure is None, mail.failure
        found[mail.entry.uid] = b"".join(mail.chunks)
    return found


def take_all(mailbox: Mailbox, folder: str = "INBOX") -> dict[int, bytes]:
    """Return the bytes of all mails of a folder by UID, the way the program gets them."""
    mailbox.open(folder)
    return contents(mailbox.fetch(mailbox.list(folder)))


def mail(number: int, size: int = 200) -> bytes:
    """Return a mail of about ``size`` bytes that no other number has."""
    head = f"From: customer{number}@example.com\r\nSubject: enquiry {number}\r\n\r\n".encode()
    line = f"{number:06d} seamless tube, longitudinal seam welding line, please quote\r\n".encode()
    return head + line * max(1, (size - len(head)) // len(line))

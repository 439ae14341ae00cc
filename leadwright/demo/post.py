"""The post: everybody who writes to the sample company, and its people's mailboxes as they read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from documents.sending import Smtp
from ingest.mailbox.account import Account, After, Password, Security
from ingest.mailbox.session import Mailbox
from leadwright.demo.servers import HOST, MailServers
from sales.words import Unavailable, Words

INBOX = "INBOX"


@dataclass(frozen=True)
class Delivered:
    """A mail as it lies in somebody's mailbox."""

    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, taken apart."""
        return message_from_bytes(self.data, policy=policy.default)

    @property
    def message_id(self) -> str:
        """Its Message-ID, with angle brackets."""
        return str(self.message["Message-ID"])

    @property
    def subject(self) -> str:
        """Its subject as a person reads it."""
        return str(self.message["Subject"])

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of what hangs on it."""
        return tuple(part.get_filename("") for part in self.message.iter_attachments())


def send(servers: MailServers, sender: str, recipient: str, mails: Sequence[bytes]) -> None:
    """Send mails by SMTP, one after the other; Unavailable where the server does not take one."""
    with Smtp(HOST, servers.smtp_port, security="none") as smtp:
        for data in mails:
            answer = smtp.send(sender, [recipient], data, _nothing_to_note)[recipient]
            if not answer.text.startswith("250"):
                raise Unavailable(
                    Words(f"邮件没有送达：{answer.text}", f"A mail was not delivered: {answer.text}")
                )


def inbox(servers: MailServers, address: str) -> tuple[Delivered, ...]:
    """Return what lies in this address's mailbox, read by IMAP, oldest first."""
    with closing(Mailbox(_account(servers, address))) as mailbox:
        mailbox.open(INBOX)
        return tuple(_read(mailbox))


def _read(mailbox: Mailbox) -> Iterator[Delivered]:
    for mail in mailbox.fetch(mailbox.list(INBOX)):
        yield Delivered(b"".join(mail.chunks))


def _account(servers: MailServers, address: str) -> Account:
    return Account(
        name=address,
        host=HOST,
        port=servers.imap_port,
        security=Security.NONE,
        user=address,
        secret=lambda: Password(servers.password),
        after=After.NOTHING,
    )


def _nothing_to_note() -> None:
    """Senders of samples keep no outbox."""

"""The mail servers of the demo, SMTP in and IMAP out, on loopback; the one file that knows mail_devel, and
pymap, which it stands on.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime
from threading import Thread
from types import TracebackType
from typing import Any, Self

from mail_devel.service import Service
from pymap.parsing.message import AppendMessage

from sales.words import Unavailable, Words

HOST = "127.0.0.1"
HOUSE = "ruiheng.example"  # the sample company's domain
OFFICE = f"sales@{HOUSE}"
VOUCHED = f"Authentication-Results: mail.{HOUSE}; dmarc=pass header.from={HOUSE}\r\n".encode()
"""What the company's server writes above a mail that one of its people has sent by it (RFC 8601)."""
START_SECONDS = 20.0


class MailServers:
    """Mailboxes for every address that is written to, kept in memory; all have the same ``password``."""

    def __init__(self) -> None:
        self.imap_port, self.smtp_port = _free_ports(2)
        self.password = secrets.token_urlsafe(12)
        self._loop = asyncio.new_event_loop()
        self._started: Future[None] = Future()
        self._ended = asyncio.Event()
        self._thread = Thread(target=self._run, name="mail servers", daemon=True)

    def __enter__(self) -> Self:
        """Start; raises Unavailable where this machine lets nobody listen."""
        self._thread.start()
        try:
            self._started.result(START_SECONDS)
        except (OSError, TimeoutError) as error:
            raise Unavailable(
                Words(
                    f"演示用的邮件服务器不能在 {HOST} 启动（{error}）。请再试一次。",
                    f"The demo's mail servers can't start on {HOST} ({error}). Try once more.",
                )
            ) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(START_SECONDS)

    def _run(self) -> None:
        with closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        try:
            service = await Service.init(_arguments(self.imap_port, self.smtp_port, self.password))
            service.smtp.handler = _Delivery(service.mailboxes, self._loop)
            async with service.start():
                self._started.set_result(None)
                await self._ended.wait()
            service.smtp.stop()
        except Exception as error:
            if self._started.done():
                raise
            self._started.set_exception(error)


class _Delivery:
    """Puts a mail's very bytes into the mailboxes that its envelope names.

    mail-devel's own handler goes by To and Cc, and writes anew what it has parsed: the mails that are hard to
    read would be mended, or refused, on their way.
    """

    def __init__(self, mailboxes: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._mailboxes, self._loop = mailboxes, loop

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - SMTP's name
        data = bytes(envelope.content)
        if OFFICE in envelope.rcpt_tos and envelope.mail_from.endswith(f"@{HOUSE}"):
            data = VOUCHED + data
        delivered = self._deliver(envelope.rcpt_tos, data)
        # SMTP is served in a thread of its own, the mailboxes belong to the one of IMAP.
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(delivered, self._loop))
        return "250 OK"

    async def _deliver(self, addresses: list[str], data: bytes) -> None:
        for address in addresses:
            account = await self._mailboxes.get(address)
            inbox = await account.get_mailbox("INBOX")
            await inbox.append(AppendMessage(literal=data, when=datetime.now(UTC), flag_set=frozenset()))


def _arguments(imap_port: int, smtp_port: int, password: str) -> Any:
    line = f"--host {HOST} --imap-port {imap_port} --smtp-port {smtp_port} --no-http --multi-user"
    return Service.parse([*line.split(), f"--password={password}"])


def _free_ports(number: int) -> list[int]:
    """Return ports of loopback that nobody listens on; asked for together, so that they differ."""
    probes = [socket.socket() for _ in range(number)]
    try:
        for probe in probes:
            probe.bind((HOST, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()

"""A real SMTP server that can be told to fail, for every outcome a mail can have (I9).

    with SmtpServer() as smtp:
        smtp.answer("450 4.2.1 mailbox busy", at="rcpt", to="li@example.com", times=1)
        smtp.drop(at="dot")                # took the mail, but nobody hears so
        ...                                # send to smtp.host, smtp.port
        smtp.wait_for(1)                   # the deliveries, as bytes

Where it can be told to behave: ``connect`` (instead of the greeting), ``ehlo``, ``auth``, ``mail``, ``rcpt``,
``data`` (instead of 354), ``body`` (after 354, while the body comes in) and ``dot`` (after the final dot).
"""

# ruff: noqa: N802 - aiosmtpd finds its methods by the command's name

import asyncio
import ssl
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Place = Literal["connect", "ehlo", "auth", "mail", "rcpt", "data", "body", "dot"]
Security = Literal["none", "starttls", "tls"]


@dataclass(frozen=True)
class Delivered:
    """One mail that the server took."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes  # as sent, without transparency dots
    user: str  # who logged in, "" for nobody
    encrypted: bool


@dataclass
class Rule:
    """What the server does at a place instead of going on."""

    at: Place
    act: Literal["answer", "drop", "silence"]
    text: str
    to: str  # only for this recipient; "" for everybody
    times: int | None  # how often it still happens; None for always


class SmtpServer:
    """The server, on a port of its own on loopback, in a thread of its own."""

    host = "127.0.0.1"

    def __init__(
        self,
        *,
        port: int = 0,
        security: Security = "none",
        tls: ssl.SSLContext | None = None,
        users: Mapping[str, str] | None = None,
        size_limit: int | None = None,
        on_delivery: Callable[[Delivered], None] | None = None,
    ) -> None:
        """Take the port (0: any), a server-side TLS context, users with passwords, who hears of each mail."""
        self.port = port
        self.security = security
        self.tls = tls
        self.users = dict(users or {})
        self.size_limit = size_limit
        self.connections = 0
        self.deliveries: list[Delivered] = []
        self.cut = threading.Event()  # set when a connection was dropped as told
        self._on_delivery = on_delivery or (lambda delivered: None)
        self._rules: list[Rule] = []
        self._changed = threading.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen; after a stop, on the same port again."""
        self._loop = asyncio.new_event_loop()
        self._loop.run_until_complete(self._listen(self._loop))
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Refuse new connections and cut the open ones."""
        if self._loop is None or self._thread is None:
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._cut_everything())
        self._loop.close()
        self._loop = self._thread = None

    def answer(self, text: str, *, at: Place, to: str = "", times: int | None = None) -> None:
        """Answer ``text`` at a place, for one recipient or all, so many times or always."""
        self._rules.append(Rule(at, "answer", text, to, times))

    def drop(self, *, at: Place, to: str = "", times: int | None = None) -> None:
        """Cut the connection at a place; at ``dot`` the mail has been taken by then."""
        self._rules.append(Rule(at, "drop", "", to, times))

    def silence(self, *, at: Place, to: str = "", times: int | None = None) -> None:
        """Say nothing more at a place, with the connection left open; at ``dot`` the mail has been taken."""
        self._rules.append(Rule(at, "silence", "", to, times))

    def behave(self) -> None:
        """Forget every rule."""
        self._rules.clear()

    def wait_for(self, count: int, timeout: float = 10) -> list[Delivered]:
        """Return the deliveries as soon as there are ``count``; AssertionError after ``timeout`` seconds."""
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.deliveries) >= count, timeout)
        assert enough, f"{len(self.deliveries)} of {count} mails arrived within {timeout} s"
        return list(self.deliveries)

    def rule(self, at: Place, recipients: list[str]) -> Rule | None:
        """Return the first rule for this place and these recipients, and count it down."""
        for rule in self._rules:
            if rule.at == at and rule.times != 0 and (not rule.to or rule.to in recipients):
                rule.times = None if rule.times is None else rule.times - 1
                return rule
        return None

    def take(self, delivered: Delivered) -> None:
        """Record a mail and tell whoever wants to know."""
        self._on_delivery(delivered)
        with self._changed:
            self.deliveries.append(delivered)
            self._changed.notify_all()

    def login(self, login: object) -> AuthResult:
        """Check a user's password."""
        assert isinstance(login, LoginPassword)
        known = self.users.get(login.login.decode()) == login.password.decode()
        # handled=False lets aiosmtpd send the 535 itself.
        return AuthResult(success=known, handled=False, auth_data=login.login.decode())

    async def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        wrapping = self.tls if self.security == "tls" else None
        self._server = await loop.create_server(
            lambda: _Conversation(self), self.host, self.port, ssl=wrapping, backlog=100
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _cut_everything(self) -> None:
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        # Transports close in the loop's next turns.
        for _ in range(3):
            await asyncio.sleep(0)


class _Conversation(SMTP):
    """One connection; asks the server's rules before every step."""

    def __init__(self, server: SmtpServer) -> None:
        self._told = server
        super().__init__(
            self,
            hostname="localhost",
            ident="scripted SMTP",
            enable_SMTPUTF8=True,
            data_size_limit=server.size_limit or 2**31,
            tls_context=server.tls if server.security == "starttls" else None,
            require_starttls=server.security == "starttls",
            authenticator=lambda smtp, session, envelope, mechanism, login: server.login(login),
            auth_require_tls=server.security == "starttls",
            loop=asyncio.get_running_loop(),
        )
        # As an argument, aiosmtpd would warn at every connection that it is not encrypted.
        self._auth_required = bool(server.users)

    async def _handle_client(self) -> None:
        self._told.connections += 1
        if await self._goes_on("connect"):
            await super()._handle_client()

    async def smtp_EHLO(self, hostname: str) -> None:
        if await self._goes_on("ehlo"):
            await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:
        if await self._goes_on("auth"):
            await super().smtp_AUTH(arg)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        """Take an OAuth2 token for a password; explain a wrong one in a challenge, as Exchange does."""
        user, _, token = b64decode(args[1]).decode().strip("\x01").partition("\x01auth=Bearer ")
        user = user.removeprefix("user=")
        if self._told.users.get(user) == token:
            return AuthResult(success=True, auth_data=user)
        await self.push("334 " + b64encode(b'{"status":"400"}').decode())
        await self._reader.readline()
        return AuthResult(success=False, handled=False)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if await self._goes_on("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        recipient = (arg or "").partition("<")[2].partition(">")[0]
        if await self._goes_on("rcpt", [recipient]):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._goes_on("data", self._recipients()):
            return
        if rule := self._told.rule("body", self._recipients()):
            await self.push("354 go ahead, and see")
            await self._reader.readline()
            await self._obey(rule)
            return
        await super().smtp_DATA(arg)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        rule = self._told.rule("dot", self._recipients())
        if rule and rule.act == "answer":
            return rule.text
        # A server that drops now has the mail: whoever sends again, sends twice.
        self._told.take(
            Delivered(
                sender=envelope.mail_from or "",
                recipients=tuple(envelope.rcpt_tos),
                data=cast(bytes, envelope.original_content),
                user=session.auth_data or "",
                encrypted=session.ssl is not None or self._told.security == "tls",
            )
        )
        if rule:
            await self._obey(rule)
        return "250 2.0.0 Ok: queued"

    def _recipients(self) -> list[str]:
        return self.envelope.rcpt_tos if self.envelope else []

    async def _goes_on(self, at: Place, recipients: list[str] | None = None) -> bool:
        rule = self._told.rule(at, recipients or [])
        if rule:
            await self._obey(rule)
        return rule is None

    async def _obey(self, rule: Rule) -> None:
        if rule.act == "answer":
            await self.push(rule.text)
            return
        if rule.act == "drop":
            cast(Any, self.transport).abort()
            # The socket closes in the loop's next turn.
            self.loop.call_soon(self._told.cut.set)
        # Cancelled when the connection is gone, or the server stops.
        await asyncio.Event().wait()

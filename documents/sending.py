"""Sending over SMTP, with an answer for every recipient (I9); the one file that knows smtplib."""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import KW_ONLY, dataclass, field
from types import TracebackType
from typing import Self

from documents import smtp_words as words
from documents.answers import Answer, Outcome, answer, final_answer
from documents.headers import address
from documents.mail import transparent
from documents.tcp import is_open
from sales.connecting import Line, why_not, wrong_ca_file
from sales.words import Failure, NotNow, Unavailable, Words

# RFC 5321, 4.5.3.2.6: the answer to the final dot may take ten minutes. Who gives up earlier does not know
# whether the mail has left, and must not send it again.
FINAL_SECONDS = 600
# How long to leave a server alone that refused the login: insisting may lock the account.
PAUSE_SECONDS = 300.0
# What we call ourselves (RFC 5321, 4.1.3). smtplib would ask the name servers, which can take long.
OURSELVES = "[127.0.0.1]"

Answers = dict[str, Answer]
_LOST = (smtplib.SMTPException, OSError)


@dataclass
class Smtp:
    """One mail server; connects when there is something to send, and stays connected until closed."""

    host: str
    port: int
    security: str = "tls"  # "none", "starttls", "tls"
    user: str = ""
    secret: Callable[[], str] = str  # asked at every login
    _: KW_ONLY
    timeout: float = 60  # seconds
    final_timeout: float = FINAL_SECONDS
    ca_file: str = ""
    access_token: bool = False  # the secret is an OAuth2 token, not a password
    _connection: smtplib.SMTP | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def check(self) -> None:
        """Connect and log in; Unavailable where that fails, with what the server said and the remedy."""
        self._connected()

    def close(self) -> None:
        """Say goodbye to the server, if it still listens."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._drop()

    def send(
        self, sender: str, recipients: Sequence[str], data: bytes, before_final_dot: Callable[[], None]
    ) -> Answers:
        """Send one mail; return what became of it for each recipient.

        ``before_final_dot`` is called when the server has everything but the dot that makes it responsible:
        whoever keeps the outbox notes now that a crash from here on leaves the outcome uncertain. If it
        raises, nothing has been sent. Unavailable where no recipient is to blame: no connection, no login,
        a sender that is not allowed.
        """
        safe_sender = address(sender)
        connection = self._connected()
        answers: Answers = {}
        with self._dropped_on_error():
            try:
                self._offer(connection, safe_sender, recipients, len(data), answers)
                said = self._body(connection, data, answers)
            except _LOST as error:
                said = self._cut(error)
            if said is None:
                before_final_dot()
                said = self._final_dot(connection)
        # Who was refused by name stays so, whatever happened to the rest.
        return {each: _unless_refused(answers.get(each), said) for each in recipients}

    def _offer(
        self,
        connection: smtplib.SMTP,
        sender: str,
        recipients: Sequence[str],
        size: int,
        answers: Answers,
    ) -> None:
        """Name sender and recipients, and write the answers down as they come."""
        options = [f"SIZE={size}"] if connection.has_extn("size") else []
        said = answer(*connection.mail(sender, options))
        # 552: the mail is too large, which is not the sender's fault.
        if said.outcome is Outcome.REFUSED and not said.text.startswith("552"):
            raise Unavailable(words.sender_refused(self.host, sender, said.text))
        for each in recipients:
            answers[each] = _rcpt(connection, each) if said.outcome is Outcome.SENT else said

    def _body(self, connection: smtplib.SMTP, data: bytes, answers: Answers) -> Answer | None:
        """Send everything but the final dot; return the answer where it does not come to the dot."""
        if all(said.outcome is not Outcome.SENT for said in answers.values()):
            connection.rset()
            return Answer(Outcome.LATER, words.NOBODY)
        connection.putcmd("data")
        said = answer(*connection.getreply())
        if not said.text.startswith("354"):
            with suppress(*_LOST):  # else the next mail on this line is a "nested MAIL command"
                connection.rset()
            return _not_sent(said)
        connection.send(transparent(data))
        return None if is_open(connection.sock) else _last_words(connection)

    def _final_dot(self, connection: smtplib.SMTP) -> Answer:
        """Send the dot and return the answer; without one the outcome is uncertain."""
        wire = connection.sock
        if wire is None or not is_open(wire):
            try:
                return _last_words(connection)
            except _LOST as error:
                return self._cut(error)
        try:
            wire.settimeout(self.final_timeout)
            connection.send(b".\r\n")
            said = final_answer(*connection.getreply())
            wire.settimeout(self.timeout)
        except _LOST as error:
            self._drop()
            return Answer(Outcome.UNCERTAIN, words.cut_after(error))
        return said

    def _cut(self, error: Exception) -> Answer:
        """Return the answer for a connection that went before the dot: nobody has the mail."""
        self._drop()
        return Answer(Outcome.LATER, words.cut_before(error))

    @contextmanager
    def _dropped_on_error(self) -> Iterator[None]:
        """Leave no half conversation to the next mail."""
        try:
            yield
        except BaseException:
            self._drop()
            raise

    def _connected(self) -> smtplib.SMTP:
        """Return a connection that answers, the old one or a new one."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._connection.noop()[0] == 250:
                    return self._connection
            self._drop()
        context = self._trust()
        with self._failures_named():
            self._connection = self._connect(context)
        return self._connection

    def _trust(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.ca_file or None)
        except OSError as error:  # ssl.SSLError is one
            raise self._lost(wrong_ca_file, error) from error

    def _connect(self, context: ssl.SSLContext) -> smtplib.SMTP:
        connection: smtplib.SMTP
        if self.security == "tls":
            connection = smtplib.SMTP_SSL(
                self.host, self.port, OURSELVES, timeout=self.timeout, context=context
            )
        else:
            connection = smtplib.SMTP(self.host, self.port, OURSELVES, timeout=self.timeout)
        try:
            if self.security == "starttls":
                connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
            self._log_in(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _log_in(self, connection: smtplib.SMTP) -> None:
        if not self.user:
            return
        if not self.access_token:
            connection.login(self.user, self.secret())
            return
        token = f"user={self.user}\x01auth=Bearer {self.secret()}\x01\x01"
        # An error of XOAUTH2 comes as a challenge, to be answered with nothing.
        connection.auth("XOAUTH2", lambda challenge=None: token if challenge is None else "")

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        """Turn whatever keeps us from a session into Unavailable, with the server's name and the remedy."""
        host, port = self.host, self.port
        try:
            yield
        except smtplib.SMTPNotSupportedError as error:
            raise Unavailable(words.not_offered(host, port, self.security)) from error
        except smtplib.SMTPAuthenticationError as error:
            # The error holds the server's words only; the password is never among them.
            said = answer(error.smtp_code, error.smtp_error)
            raise NotNow(words.login_refused(host, self.user, said.text), PAUSE_SECONDS) from error
        except smtplib.SMTPResponseException as error:
            said = answer(error.smtp_code, error.smtp_error)
            raise Unavailable(words.not_now(host, said.text)) from error
        except (smtplib.SMTPException, OSError) as error:
            # smtplib calls a silence a disconnection; only what it came from tells them apart.
            cause = error.__context__ if isinstance(error.__context__, TimeoutError) else error
            raise self._lost(why_not, cause) from error

    def _lost(self, why: Callable[[BaseException, Line], Words], error: BaseException) -> Unavailable:
        line = Line(words.PORTS, self.timeout, self.ca_file, self.security == "tls")
        return Unavailable(words.no_connection(self.host, self.port, why(error, line)))

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _rcpt(connection: smtplib.SMTP, recipient: str) -> Answer:
    try:
        return answer(*connection.rcpt(address(recipient)))
    except Failure as failure:
        return Answer(Outcome.REFUSED, failure.words.en)


def _last_words(connection: smtplib.SMTP) -> Answer:
    """Return what a server said before it closed; SMTPServerDisconnected where it said nothing."""
    return _not_sent(answer(*connection.getreply()))


def _not_sent(said: Answer) -> Answer:
    """Return an answer that came before the final dot; a 2xx there is no promise of anything."""
    return Answer(Outcome.LATER, said.text) if said.outcome is Outcome.SENT else said


def _unless_refused(said: Answer | None, then: Answer) -> Answer:
    """Return the answer to RCPT where it was a refusal, else the one that came ``then`` for all."""
    return said if said is not None and said.outcome is not Outcome.SENT else then

"""Sending over SMTP, with an answer for every recipient (I9); the one file that knows smtplib."""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from documents import smtp_words as words
from documents.answers import Answer, Outcome, answer
from sales.words import Unavailable

# RFC 5321, 4.5.3.2.6: the answer to the final dot may take ten minutes. Who gives up earlier does not know whether
# the mail has left, and must not send it again.
FINAL_SECONDS = 600

Answers = dict[str, Answer]


class Smtp:
    """One mail server; connects when there is something to send, and stays connected until closed."""

    def __init__(  # noqa: PLR0913 - the keys of [smtp], each by its name
        self,
        host: str,
        port: int,
        security: str = "tls",
        user: str = "",
        secret: Callable[[], str] = str,
        *,
        timeout: float = 60,
        final_timeout: float = FINAL_SECONDS,
        ca_file: str = "",
        access_token: bool = False,
    ) -> None:
        """Take the server's settings; ``security`` is "none", "starttls" or "tls".

        ``secret`` is asked at every login and gives the password, or with ``access_token`` an OAuth2 token.
        ``timeout`` and ``final_timeout`` are in seconds, the latter for the answer to the final dot.
        """
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.secret = secret
        self.timeout = timeout
        self.final_timeout = final_timeout
        self.ca_file = ca_file
        self.access_token = access_token
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def check(self) -> None:
        """Connect and log in; Unavailable where that fails, naming the server, what it said and the remedy."""
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

        ``before_final_dot`` is called when the server has everything but the dot that makes it responsible: whoever
        keeps the outbox notes now that a crash from here on leaves the outcome uncertain. If it raises, nothing has
        been sent. Unavailable where no recipient can be to blame: no connection, no login, a sender not allowed.
        """
        connection = self._connected()
        try:
            return self._converse(connection, sender, recipients, data, before_final_dot)
        except BaseException:
            # Half a conversation is of no use to the next mail.
            self._drop()
            raise

    def _converse(
        self,
        connection: smtplib.SMTP,
        sender: str,
        recipients: Sequence[str],
        data: bytes,
        before_final_dot: Callable[[], None],
    ) -> Answers:
        answers: Answers = {}
        try:
            refusal = self._mail(connection, sender, len(data))
            answers = {each: refusal or _rcpt(connection, each) for each in recipients}
            taken = [each for each, one in answers.items() if one.outcome is Outcome.SENT]
            if not taken:
                connection.rset()
                return answers
            refusal = _body(connection, data)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            # Before the dot: nobody has the mail, and nobody was refused who had not been already.
            cut = Answer(Outcome.LATER, words.cut_before(error))
            return {each: _unless_refused(answers.get(each), cut) for each in recipients}
        if refusal is None:
            before_final_dot()
            refusal = self._final_dot(connection)
        return answers | dict.fromkeys(taken, refusal)

    def _mail(self, connection: smtplib.SMTP, sender: str, size: int) -> Answer | None:
        """Begin a mail; return the answer for all recipients where the server refuses it for its size or for now."""
        options = [f"SIZE={size}"] if connection.has_extn("size") else []
        code, text = connection.mail(sender, options)
        if code == 250:
            return None
        said = answer(code, text)
        if said.outcome is Outcome.REFUSED and code != 552:
            raise Unavailable(words.sender_refused(self.host, sender, said.text))
        return said

    def _final_dot(self, connection: smtplib.SMTP) -> Answer:
        """Send the dot and return the answer; without one the outcome is uncertain."""
        try:
            if connection.sock is not None:
                connection.sock.settimeout(self.final_timeout)
            connection.send(b".\r\n")
            said = answer(*connection.getreply())
            if connection.sock is not None:
                connection.sock.settimeout(self.timeout)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Answer(Outcome.UNCERTAIN, words.cut_after(error))
        return said

    def _connected(self) -> smtplib.SMTP:
        """Return a connection that answers, the old one or a new one."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._connection.noop()[0] == 250:
                    return self._connection
            self._drop()
        self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        with self._failures_named():
            context = ssl.create_default_context(cafile=self.ca_file or None)
            connection: smtplib.SMTP
            if self.security == "tls":
                connection = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
            else:
                connection = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
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
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise Unavailable(words.wrong_certificate(self.host, error.verify_message)) from error
        except ssl.SSLError as error:
            raise Unavailable(words.no_encryption(self.host, self.port, self.security)) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Unavailable(words.not_offered(self.host, self.port, self.security)) from error
        except smtplib.SMTPAuthenticationError as error:
            # The error holds the server's words only; the password is never among them.
            said = answer(error.smtp_code, error.smtp_error)
            raise Unavailable(words.login_refused(self.host, self.user, said.text)) from error
        except TimeoutError as error:
            raise Unavailable(words.silent(self.host, self.port, self.timeout)) from error
        except smtplib.SMTPResponseException as error:
            said = answer(error.smtp_code, error.smtp_error)
            raise Unavailable(words.not_now(self.host, said.text)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(words.unreachable(self.host, self.port, error)) from error

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _rcpt(connection: smtplib.SMTP, recipient: str) -> Answer:
    return answer(*connection.rcpt(recipient))


def _body(connection: smtplib.SMTP, data: bytes) -> Answer | None:
    """Send everything but the final dot; return the answer where the server refuses before."""
    connection.putcmd("data")
    code, text = connection.getreply()
    if code != 354:
        return _not_sent(answer(code, text))
    connection.send(_transparent(data))
    return None


def _not_sent(said: Answer) -> Answer:
    """Return the answer to DATA; a 2xx there is no promise of anything."""
    return Answer(Outcome.LATER, said.text) if said.outcome is Outcome.SENT else said


def _transparent(data: bytes) -> bytes:
    """Return the mail with its dots doubled at line starts and an end of line at its end (RFC 5321, 4.5.2)."""
    if not data.endswith(b"\r\n"):
        data += b"\r\n"
    doubled = data.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled


def _unless_refused(said: Answer | None, cut: Answer) -> Answer:
    return said if said is not None and said.outcome is not Outcome.SENT else cut

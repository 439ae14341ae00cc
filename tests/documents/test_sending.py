"""Sending, against a real SMTP server that fails as told (I9)."""

import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from documents.answers import Outcome
from documents.sending import Smtp
from sales.words import Failure, Unavailable
from tests.servers.certificate import Certificate, make_certificate
from tests.servers.smtp import Place, Security, SmtpServer

SALES, LI, WANG = "sales@example.com", "li@example.com", "wang@example.com"
MAIL = b"Subject: x\r\n\r\n.one\r\n..two\r\nthree\r\n"
BEFORE_THE_DOT: tuple[Place, ...] = ("mail", "rcpt", "data", "body")


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def client(server: SmtpServer) -> Iterator[Smtp]:
    with Smtp(server.host, server.port, "none", timeout=5, final_timeout=5) as client:
        yield client


def context(certificate: Certificate) -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate.certificate, certificate.key)
    return tls


def nothing() -> None:
    """What the outbox notes before the final dot, in tests that don't look at it."""


def cut_of(server: SmtpServer) -> Callable[[], None]:
    """Return a note for the outbox that takes until the server has cut the connection."""

    def note() -> None:
        assert server.cut.wait(5)

    return note


def outcomes(client: Smtp, *recipients: str) -> dict[str, Outcome]:
    answers = client.send(SALES, recipients or (LI,), MAIL, nothing)
    return {email: said.outcome for email, said in answers.items()}


def test_a_mail_arrives_byte_for_byte(client: Smtp, server: SmtpServer) -> None:
    assert outcomes(client, LI, WANG) == {LI: Outcome.SENT, WANG: Outcome.SENT}
    (delivered,) = server.deliveries
    assert delivered.data == MAIL
    assert delivered.recipients == (LI, WANG)
    assert delivered.sender == SALES


def test_several_mails_leave_over_one_connection(client: Smtp, server: SmtpServer) -> None:
    for _ in range(3):
        assert outcomes(client) == {LI: Outcome.SENT}
    assert server.connections == 1


def test_a_connection_that_died_between_two_mails_is_made_again(client: Smtp, server: SmtpServer) -> None:
    assert outcomes(client) == {LI: Outcome.SENT}
    server.stop()
    server.start()
    assert outcomes(client) == {LI: Outcome.SENT}
    assert len(server.deliveries) == 2


@pytest.mark.parametrize(
    ("text", "outcome"), [("450 busy", Outcome.LATER), ("550 no such user", Outcome.REFUSED)]
)
def test_one_recipient_refused_does_not_keep_the_mail_from_the_other(
    client: Smtp, server: SmtpServer, text: str, outcome: Outcome
) -> None:
    server.answer(text, at="rcpt", to=LI)
    assert outcomes(client, LI, WANG) == {LI: outcome, WANG: Outcome.SENT}
    (delivered,) = server.deliveries
    assert delivered.recipients == (WANG,)


@pytest.mark.parametrize("at", ["rcpt", "data", "dot"])
@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("451 4.3.0 later please", Outcome.LATER),
        ("550 Connection frequency limited", Outcome.LATER),
        ("554 DT:SPM 163 smtp1", Outcome.LATER),
        ("554 5.7.1 rejected", Outcome.REFUSED),
    ],
)
def test_an_answer_counts_wherever_it_is_given(
    client: Smtp, server: SmtpServer, at: Place, text: str, outcome: Outcome
) -> None:
    server.answer(text, at=at)
    answers = client.send(SALES, (LI,), MAIL, nothing)
    assert answers[LI].outcome is outcome
    assert answers[LI].text == text
    assert server.deliveries == []


def test_after_a_refusal_the_next_mail_leaves_over_the_same_connection(
    client: Smtp, server: SmtpServer
) -> None:
    server.answer("550 no", at="rcpt", times=1)
    server.answer("550 no", at="dot", times=1)
    assert [outcomes(client)[LI] for _ in range(3)] == [Outcome.REFUSED, Outcome.REFUSED, Outcome.SENT]
    assert server.connections == 1


@pytest.mark.parametrize("at", BEFORE_THE_DOT)
def test_a_cut_before_the_final_dot_is_for_later(client: Smtp, server: SmtpServer, at: Place) -> None:
    server.drop(at=at, times=1)
    answers = client.send(SALES, (LI, WANG), MAIL, cut_of(server))
    assert {said.outcome for said in answers.values()} == {Outcome.LATER}
    assert server.deliveries == []
    assert outcomes(client, LI, WANG) == {LI: Outcome.SENT, WANG: Outcome.SENT}


def test_a_cut_after_the_final_dot_is_uncertain(client: Smtp, server: SmtpServer) -> None:
    """The server has the mail: whoever sends again, sends twice."""
    server.drop(at="dot", times=1)
    assert outcomes(client, LI, WANG) == {LI: Outcome.UNCERTAIN, WANG: Outcome.UNCERTAIN}
    assert len(server.deliveries) == 1


@pytest.mark.parametrize("said", ["what?", "354 go ahead", "999 odd"])
def test_an_answer_to_the_final_dot_that_is_none_is_uncertain(
    client: Smtp, server: SmtpServer, said: str
) -> None:
    server.answer(said, at="dot", times=1)
    assert outcomes(client) == {LI: Outcome.UNCERTAIN}


def test_a_silence_after_the_final_dot_is_uncertain(server: SmtpServer) -> None:
    server.silence(at="dot")
    with Smtp(server.host, server.port, "none", timeout=5, final_timeout=0.2) as client:
        assert outcomes(client) == {LI: Outcome.UNCERTAIN}


@pytest.mark.parametrize("at", ["mail", "rcpt", "data"])
def test_a_silence_before_the_final_dot_is_for_later(server: SmtpServer, at: Place) -> None:
    server.silence(at=at)
    with Smtp(server.host, server.port, "none", timeout=0.2) as client:
        assert outcomes(client) == {LI: Outcome.LATER}


def test_a_server_that_says_why_and_closes_before_the_dot_is_heard(client: Smtp, server: SmtpServer) -> None:
    server.answer("421 4.3.2 shutting down", at="rcpt", to=WANG)
    assert outcomes(client, LI, WANG)[WANG] is Outcome.LATER


def test_the_refused_stay_refused_when_the_connection_is_cut(client: Smtp, server: SmtpServer) -> None:
    server.answer("550 no such user", at="rcpt", to=LI)
    server.drop(at="dot")
    assert outcomes(client, LI, WANG) == {LI: Outcome.REFUSED, WANG: Outcome.UNCERTAIN}


def test_the_outbox_is_told_when_everything_but_the_dot_is_there(client: Smtp, server: SmtpServer) -> None:
    seen: list[int] = []
    client.send(SALES, (LI,), MAIL, lambda: seen.append(len(server.deliveries)))
    assert seen == [0]
    assert len(server.deliveries) == 1


@pytest.mark.parametrize("text", ["450 later", "550 never"])
def test_the_outbox_is_not_told_of_a_mail_that_nobody_takes(
    client: Smtp, server: SmtpServer, text: str
) -> None:
    server.answer(text, at="rcpt")
    client.send(SALES, (LI,), MAIL, lambda: pytest.fail("told"))


@pytest.mark.parametrize("kind", [OSError, RuntimeError, KeyboardInterrupt])
def test_nothing_is_sent_when_the_outbox_cannot_note_it(
    client: Smtp, server: SmtpServer, kind: type[BaseException]
) -> None:
    def fail() -> None:
        raise kind("disk full")

    with pytest.raises(kind, match="disk full"):
        client.send(SALES, (LI,), MAIL, fail)
    assert outcomes(client) == {LI: Outcome.SENT}
    assert len(server.deliveries) == 1


@pytest.mark.parametrize("wrong", ["li@x.com>\r\nRCPT TO:<eve@x.com", "李", ""])
def test_an_address_that_is_none_is_refused_before_it_is_said(
    client: Smtp, server: SmtpServer, wrong: str
) -> None:
    assert outcomes(client, wrong, LI) == {wrong: Outcome.REFUSED, LI: Outcome.SENT}
    assert server.deliveries[0].recipients == (LI,)


def test_a_sender_that_is_none_fails(client: Smtp) -> None:
    with pytest.raises(Failure, match="no mail address"):
        client.send("x\r\ny", (LI,), MAIL, nothing)


def test_a_sender_that_the_account_may_not_use_is_a_matter_of_settings(
    client: Smtp, server: SmtpServer
) -> None:
    server.answer("553 Mail from must equal authorized user", at="mail", times=1)
    with pytest.raises(Unavailable, match=r"\[smtp\] from must be the address that logs in"):
        client.send(SALES, (LI,), MAIL, nothing)
    assert outcomes(client) == {LI: Outcome.SENT}


def test_a_mail_that_is_too_large_is_refused_before_it_is_sent() -> None:
    with SmtpServer(size_limit=1000) as server, Smtp(server.host, server.port, "none") as client:
        answers = client.send(SALES, (LI,), MAIL + b"x" * 2000, lambda: pytest.fail("told"))
        assert answers[LI].outcome is Outcome.REFUSED
        assert answers[LI].text.startswith("552")


def test_a_wrong_password_names_user_and_remedy_but_not_the_password() -> None:
    with SmtpServer(users={SALES: "right"}) as server:
        client = Smtp(server.host, server.port, "none", SALES, lambda: "wrong-secret")
        with pytest.raises(Unavailable, match=r"refuses the login of sales@example\.com") as raised:
            client.check()
        assert "授权码" in raised.value.words.zh
        assert "wrong-secret" not in str(raised.value.words) + str(raised.value.__cause__)


def test_a_password_is_asked_for_at_every_login() -> None:
    secrets = iter(["wrong", "right"])
    with SmtpServer(users={SALES: "right"}) as server:
        with Smtp(server.host, server.port, "none", SALES, lambda: next(secrets)) as client:
            with pytest.raises(Unavailable):
                client.check()
            assert outcomes(client) == {LI: Outcome.SENT}
        assert server.deliveries[0].user == SALES


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_mail_leaves_encrypted(certificate: Certificate, security: Security) -> None:
    with (
        SmtpServer(security=security, tls=context(certificate), users={SALES: "right"}) as server,
        Smtp(
            "localhost", server.port, security, SALES, lambda: "right", ca_file=str(certificate.certificate)
        ) as client,
    ):
        assert outcomes(client) == {LI: Outcome.SENT}
        assert server.deliveries[0].encrypted


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_cut_before_the_final_dot_is_seen_under_encryption_too(
    certificate: Certificate, security: Security
) -> None:
    with (
        SmtpServer(security=security, tls=context(certificate)) as server,
        Smtp("localhost", server.port, security, ca_file=str(certificate.certificate)) as client,
    ):
        server.drop(at="body", times=1)
        answers = client.send(SALES, (LI,), MAIL, cut_of(server))
        assert answers[LI].outcome is Outcome.LATER


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_named(certificate: Certificate, security: Security) -> None:
    told = pytest.raises(Unavailable, match=r"localhost.*certificate is not trusted.*ca_file")
    with SmtpServer(security=security, tls=context(certificate)) as server, told:
        Smtp("localhost", server.port, security).check()


def test_a_certificate_for_another_name_is_named(tmp_path: Path) -> None:
    other = make_certificate(tmp_path, names="DNS:mail.example.org")
    told = pytest.raises(Unavailable, match=r"localhost.*certificate is not trusted")
    with SmtpServer(security="tls", tls=context(other)) as server, told:
        Smtp("localhost", server.port, "tls", ca_file=str(other.certificate)).check()


def test_a_ca_file_that_is_none_is_named(tmp_path: Path, server: SmtpServer) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "none.pem"):
        with pytest.raises(Unavailable, match=rf"the ca_file .*{name}.* can't be used"):
            Smtp("localhost", server.port, "tls", ca_file=str(tmp_path / name)).check()


@pytest.mark.parametrize(
    ("security", "remedy"), [("tls", "587 or 25 starttls"), ("starttls", "offers no such encryption")]
)
def test_the_wrong_kind_of_encryption_is_named(server: SmtpServer, security: Security, remedy: str) -> None:
    with pytest.raises(Unavailable, match=remedy):
        Smtp(server.host, server.port, security, timeout=5).check()


def test_a_token_logs_in_instead_of_a_password() -> None:
    with SmtpServer(users={SALES: "token"}) as server:
        with Smtp(server.host, server.port, "none", SALES, lambda: "token", access_token=True) as client:
            assert outcomes(client) == {LI: Outcome.SENT}
        with pytest.raises(Unavailable, match="refuses the login"):
            Smtp(server.host, server.port, "none", SALES, lambda: "stale", access_token=True).check()


@pytest.mark.parametrize("at", ["connect", "ehlo"])
def test_a_server_that_says_nothing_is_named_with_the_time_waited(server: SmtpServer, at: Place) -> None:
    server.silence(at=at)
    with pytest.raises(Unavailable, match=r"silent for 0\.2 seconds"):
        Smtp(server.host, server.port, "none", timeout=0.2).check()


@pytest.mark.parametrize("at", ["connect", "ehlo"])
def test_a_server_that_hangs_up_is_named(server: SmtpServer, at: Place) -> None:
    server.drop(at=at)
    with pytest.raises(Unavailable, match="the connection was cut"):
        Smtp(server.host, server.port, "none", timeout=5).check()


def test_a_greeting_that_refuses_is_passed_on(server: SmtpServer) -> None:
    server.answer("421 too many connections", at="connect")
    with pytest.raises(Unavailable, match=r"takes no connection now \(421 too many connections\)"):
        Smtp(server.host, server.port, "none", timeout=5).check()


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(Unavailable, match="the connection was refused"):
            Smtp("127.0.0.1", unused.getsockname()[1], "none", timeout=5).check()


def test_a_host_that_does_not_exist_is_named() -> None:
    with pytest.raises(Unavailable, match=r"no-such-host\.invalid:25: the host's name is unknown"):
        Smtp("no-such-host.invalid", 25, "none", timeout=5).check()

"""Whatever is wrong with a mail server comes out as one sentence with its remedy, and nothing is lost."""

import logging
import socket
from pathlib import Path
from threading import Thread

import pytest

from ingest.mailbox import AccessToken, Mailbox, Password, Security, Unfetched
from ingest.mailbox.profiles import PROFILES
from sales.words import Failure, NotNow, Unavailable
from tests.ingest.accounts import account_on, contents, mail, secret, take_all
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.proxy import Proxy


def reason(mailbox: Mailbox) -> str:
    """Return what the mailbox says when it cannot be entered; it has to name itself and its server."""
    with pytest.raises(Unavailable) as caught, mailbox:
        pass
    words = caught.value.words
    where = f"{mailbox.account.host}:{mailbox.account.port}"
    assert words.zh.startswith(f"邮箱“sales”（{where}）：")
    assert words.en.startswith(f'Mailbox "sales" ({where}): ')
    return words.en


def test_a_wrong_password_is_told_with_the_providers_hint_and_without_the_password(dovecot: Dovecot) -> None:
    account = account_on(dovecot, secret=secret("wrong secret"), profile=PROFILES["qq"])
    said = reason(Mailbox(account))
    assert "authorization code" in said
    assert '"[AUTHENTICATIONFAILED] ' in said  # in the server's words, not in Python's
    assert "wrong secret" not in said


def test_a_refused_login_is_not_tried_again_at_once(dovecot: Dovecot) -> None:
    """Providers count refused logins and lock the account."""
    with pytest.raises(NotNow) as caught, Mailbox(account_on(dovecot, secret=secret("wrong"))):
        pass
    assert caught.value.pause >= 60


def test_a_password_outside_ascii_logs_in_or_is_refused_like_any_other(dovecot: Dovecot) -> None:
    dovecot.set_password("sales", "密码 ß")
    with Mailbox(account_on(dovecot, secret=secret("密码 ß"))) as mailbox:
        assert mailbox.folders() == ("INBOX",)
    assert "refused to log in" in reason(Mailbox(account_on(dovecot, secret=secret("密码"))))


def test_a_user_with_spaces_cannot_smuggle_words_into_the_command(dovecot: Dovecot, proxy: Proxy) -> None:
    assert "refused to log in" in reason(Mailbox(account_on(proxy, user='sales "" extra')))
    assert b"extra" not in proxy.sent  # it went as PLAIN, in base64


def test_a_line_break_in_a_password_reaches_no_server(dovecot: Dovecot, proxy: Proxy) -> None:
    for hostile in (Password("x\r\nA9 DELETE INBOX"), AccessToken("x\0y")):
        account = account_on(proxy, secret=lambda hostile=hostile: hostile)
        with pytest.raises(Failure) as caught, Mailbox(account):
            pass
        assert "x" not in caught.value.words.zh
    assert b"A9" not in proxy.sent


def test_neither_passwords_nor_mails_are_written_to_any_log(
    dovecot: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    """imapclient has imaplib log every line, the bodies of mails and what is sent in base64 among them."""
    caplog.set_level(logging.DEBUG)
    dovecot.append("sales", "INBOX", mail(1))
    caplog.clear()
    with Mailbox(account_on(dovecot)) as mailbox:
        take_all(mailbox)
    assert "enquiry 1" not in caplog.text
    assert dovecot.password not in caplog.text


def test_a_refused_port_is_told() -> None:
    class Nobody:
        host = "127.0.0.1"
        port = free_port()

    assert "Check host and port" in reason(Mailbox(account_on(Nobody())))


def test_a_host_without_address_is_told(dovecot: Dovecot) -> None:
    assert "name is unknown" in reason(Mailbox(account_on(dovecot, host="mail.invalid")))


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_with_its_certificate_trusted_the_server_is_entered(dovecot: Dovecot, security: Security) -> None:
    dovecot.append("sales", "INBOX", mail(1))
    port = dovecot.tls_port if security is Security.TLS else dovecot.port
    account = account_on(dovecot, port=port, security=security, ca_file=str(dovecot.certificate))
    with Mailbox(account) as mailbox:
        assert take_all(mailbox) == {1: mail(1)}


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_untrusted_certificate_ends_it_before_the_password_is_sent(
    dovecot: Dovecot, security: Security
) -> None:
    port = dovecot.tls_port if security is Security.TLS else dovecot.port
    assert "ca_file" in reason(Mailbox(account_on(dovecot, port=port, security=security)))
    assert "Login:" not in dovecot.log()


def test_a_certificate_for_another_name_is_not_accepted(dovecot: Dovecot, tmp_path: Path) -> None:
    """The authority is trusted, but the server answers under a name that the certificate does not hold."""
    other = make_certificate(tmp_path, names="DNS:mail.example.com", name="other")
    for path, text in ((dovecot.certificate, other.certificate), (dovecot.root / "server.key", other.key)):
        path.write_bytes(text.read_bytes())
    dovecot.restart()
    settings = {"port": dovecot.tls_port, "security": Security.TLS, "ca_file": str(dovecot.certificate)}
    assert "certificate is not trusted" in reason(Mailbox(account_on(dovecot, **settings)))


def test_a_missing_ca_file_is_told(dovecot: Dovecot) -> None:
    account = account_on(dovecot, security=Security.TLS, ca_file="nowhere.pem")
    assert 'the ca_file "nowhere.pem" can' in reason(Mailbox(account))


def test_tls_on_a_port_that_speaks_plainly_is_told(dovecot: Dovecot) -> None:
    assert "993 tls, 143 starttls" in reason(Mailbox(account_on(dovecot, security=Security.TLS)))


def test_starttls_that_somebody_took_out_of_the_answer_is_no_reason_to_go_on(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    proxy.rewrite(lambda said: said.replace(b" STARTTLS", b""))
    account = account_on(proxy, security=Security.STARTTLS, ca_file=str(dovecot.certificate))
    assert "does not offer STARTTLS" in reason(Mailbox(account))
    assert b"LOGIN" not in proxy.sent


def test_a_server_that_says_nothing_is_left_after_the_timeout(proxy: Proxy) -> None:
    proxy.hush()
    assert "silent for 0.3 seconds" in reason(Mailbox(account_on(proxy, timeout=0.3)))


def test_a_server_that_falls_silent_in_the_middle_is_left_after_the_timeout(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    dovecot.append("sales", "INBOX", mail(1))
    with Mailbox(account_on(proxy, timeout=2)) as mailbox:  # a busy server takes its time over a login
        mailbox.open("INBOX")
        proxy.hush()
        with pytest.raises(Unavailable, match="silent"):
            mailbox.list("INBOX")
        proxy.speak()
        assert take_all(mailbox) == {1: mail(1)}


def test_what_is_not_imap_is_no_mail_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        class Web:
            host = "127.0.0.1"
            port = listener.getsockname()[1]

        def answer() -> None:
            client, _ = listener.accept()
            with client:
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                client.recv(100)

        thread = Thread(target=answer)
        thread.start()
        assert "HTTP/1.1" in reason(Mailbox(account_on(Web())))
        thread.join(10)


def test_a_missing_folder_is_told_with_those_that_are_there(dovecot: Dovecot) -> None:
    dovecot.append("sales", "询价", mail(1))
    with Mailbox(account_on(dovecot)) as mailbox:
        with pytest.raises(Unavailable) as caught:
            mailbox.open("询盘")
        assert "询价" in caught.value.words.zh
        assert mailbox.open("询价").messages == 1


def test_a_folder_that_may_only_be_read_is_told(dovecot: Dovecot, proxy: Proxy) -> None:
    proxy.rewrite(lambda said: said.replace(b"[READ-WRITE]", b"[READ-ONLY]"))
    with Mailbox(account_on(proxy)) as mailbox, pytest.raises(Unavailable, match='after = "nothing"'):
        mailbox.open("INBOX")


@pytest.mark.parametrize("folder", ["INBOX\r\nA9 DELETE INBOX", "INBOX\0", "\n"])
def test_a_line_break_in_a_folder_name_reaches_no_server(dovecot: Dovecot, proxy: Proxy, folder: str) -> None:
    with Mailbox(account_on(proxy)) as mailbox, pytest.raises(Failure):
        mailbox.open(folder)
    assert b"A9" not in proxy.sent


@pytest.mark.parametrize(
    ("said", "pause"),
    [
        (b"BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds", 92.415),
        (b"NO Server Unavailable. 15", 300),
        (b"NO [LIMIT] Too many requests", 300),
    ],
)
def test_a_server_that_wants_rest_says_for_how_long(
    dovecot: Dovecot, proxy: Proxy, said: bytes, pause: float
) -> None:
    dovecot.append("sales", "INBOX", mail(1))
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
        entries = mailbox.list("INBOX")
        for command in (rb"UID FETCH", rb"SELECT"):
            proxy.answer(command, b"%t " + said + b"\r\n")
            with pytest.raises(NotNow) as caught:
                list(mailbox.fetch(entries))
            assert caught.value.pause == pause
        proxy.forget_answers()
        assert take_all(mailbox) == {1: mail(1)}


def test_a_login_refused_for_the_moment_is_not_called_a_wrong_password(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    proxy.answer(rb"LOGIN|AUTHENTICATE", b"%t NO [UNAVAILABLE] Temporary authentication failure\r\n")
    with pytest.raises(NotNow, match="come back later"), Mailbox(account_on(proxy)):
        pass


def test_a_password_that_the_server_repeats_is_not_shown(dovecot: Dovecot, proxy: Proxy) -> None:
    proxy.answer(rb"LOGIN|AUTHENTICATE", b"%t NO no user with open-sesame\r\n")
    assert "open-sesame" not in reason(Mailbox(account_on(proxy, secret=secret("open-sesame"))))


def test_a_connection_cut_in_the_middle_of_a_mail_delivers_no_half_mail(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    mails = [mail(n, 5000) for n in range(60)]
    dovecot.append("sales", "INBOX", *mails)
    complete: dict[int, bytes] = {}
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
        entries = mailbox.list("INBOX")
        proxy.cut_after(200_000)
        with pytest.raises(Unavailable, match="cut"):
            for fetched in mailbox.fetch(entries):
                complete[fetched.entry.uid] = b"".join(fetched.chunks)
        assert 0 < len(complete) < 60
        complete |= contents(mailbox.fetch(entry for entry in entries if entry.uid not in complete))
    assert complete == dict(enumerate(mails, 1))


def test_a_restart_of_the_server_in_the_middle_of_a_large_mail_loses_nothing(dovecot: Dovecot) -> None:
    large = mail(1, 8 << 20)
    dovecot.append("sales", "INBOX", large, mail(2))
    with Mailbox(account_on(dovecot)) as mailbox:
        mailbox.open("INBOX")
        entries = mailbox.list("INBOX")
        chunks = next(mailbox.fetch(entries)).chunks
        next(chunks)
        dovecot.restart()
        with pytest.raises(Unavailable):
            list(chunks)
        assert contents(mailbox.fetch(entries)) == {1: large, 2: mail(2)}


def test_a_mail_at_which_the_server_hangs_up_is_given_up_and_holds_up_nobody(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    dovecot.append("sales", "INBOX", *[mail(n) for n in range(1, 6)])
    proxy.answer(rb"UID FETCH (1:5|3) \(UID BODY", hang_up=True)
    found: dict[int, bytes] = {}
    failed: list[Unfetched] = []
    with Mailbox(account_on(proxy)) as mailbox:
        for _ in range(4):
            mailbox.open("INBOX")
            try:
                for fetched in mailbox.fetch([e for e in mailbox.list("INBOX") if e.uid not in found]):
                    if fetched.failure:
                        failed.append(fetched.failure)
                    else:
                        found[fetched.entry.uid] = b"".join(fetched.chunks)
            except Unavailable:
                continue
    assert found == {n: mail(n) for n in (1, 2, 4, 5)}
    assert [failure.entry.uid for failure in failed] == [3]


def test_a_line_that_died_while_nobody_used_it_is_not_worth_an_alarm(dovecot: Dovecot, proxy: Proxy) -> None:
    dovecot.append("sales", "INBOX", mail(1))
    with Mailbox(account_on(proxy)) as mailbox:
        mailbox.open("INBOX")
        proxy.cut()
        assert take_all(mailbox) == {1: mail(1)}


def test_a_server_whose_answers_come_byte_by_byte_is_understood(dovecot: Dovecot, proxy: Proxy) -> None:
    dovecot.append("sales", "INBOX", mail(1), mail(2))
    proxy.tear()
    with Mailbox(account_on(proxy)) as mailbox:
        assert take_all(mailbox) == {1: mail(1), 2: mail(2)}


def test_a_changed_uidvalidity_is_told_at_opening(dovecot: Dovecot) -> None:
    dovecot.append("sales", "INBOX", mail(1), mail(2))
    dovecot.delete("sales", "INBOX", [1])
    with Mailbox(account_on(dovecot)) as mailbox:
        before = mailbox.open("INBOX").uidvalidity
        assert take_all(mailbox) == {2: mail(2)}
        after = dovecot.change_uidvalidity("sales")
        assert before != after == mailbox.open("INBOX").uidvalidity
        assert take_all(mailbox) == {1: mail(2)}


def test_a_folder_renumbered_between_listing_and_fetching_hands_out_no_wrong_mail(dovecot: Dovecot) -> None:
    dovecot.append("sales", "INBOX", mail(1), mail(2), mail(3))
    with Mailbox(account_on(dovecot)) as mailbox:
        mailbox.open("INBOX")
        entries = mailbox.list("INBOX")
        dovecot.delete("sales", "INBOX", [1])
        dovecot.change_uidvalidity("sales")
        for _ in range(3):
            with pytest.raises(Unavailable):
                list(mailbox.fetch(entries))
        assert take_all(mailbox) == {1: mail(2), 2: mail(3)}


def test_a_missing_uidvalidity_and_uidnext_are_told_as_missing(dovecot: Dovecot, proxy: Proxy) -> None:
    """Exmail names no UIDVALIDITY, Coremail no UIDNEXT."""
    dovecot.append("sales", "INBOX", mail(1))
    proxy.rewrite(lambda said: said.replace(b"[UIDVALIDITY", b"[X-ONE").replace(b"[UIDNEXT", b"[X-TWO"))
    with Mailbox(account_on(proxy)) as mailbox:
        listing = mailbox.open("INBOX")
        assert (listing.uidvalidity, listing.uidnext) == (None, None)
        assert not listing.starts_over(100)
        assert take_all(mailbox) == {1: mail(1)}


def test_uids_handed_out_anew_under_the_old_uidvalidity_are_noticed(dovecot: Dovecot) -> None:
    dovecot.append("sales", "INBOX", mail(1), mail(2))
    dovecot.delete("sales", "INBOX", [1])
    with Mailbox(account_on(dovecot)) as mailbox:
        before = mailbox.open("INBOX")
        dovecot.change_uidvalidity("sales", to=before.uidvalidity)
        after = mailbox.open("INBOX")
    assert (after.uidvalidity, before.starts_over(2), after.starts_over(2)) == (
        before.uidvalidity,
        False,
        True,
    )

"""IDLE makes new mail known sooner, and never keeps anybody from polling."""

import threading
import time
from collections.abc import Callable

import pytest

from ingest.mailbox import Mailbox
from tests.ingest.accounts import account_on, mail
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy

LONG = 60.0  # seconds; a test that waits so long has failed
SHORT = 0.4


def ready(mailbox: Mailbox) -> None:
    """Bring the mailbox to where the program waits: everything there is has been listed."""
    mailbox.open("INBOX")
    mailbox.list("INBOX")


def waited(mailbox: Mailbox, seconds: float, stop: threading.Event | None = None) -> float:
    """Return how long the mailbox waited."""
    start = time.monotonic()
    mailbox.wait("INBOX", seconds, stop or threading.Event())
    return time.monotonic() - start


def when(condition: Callable[[], bool], action: Callable[[], object]) -> threading.Thread:
    """Do ``action`` in another thread as soon as ``condition`` holds."""

    def watch() -> None:
        while not condition():
            time.sleep(0.01)  # what a client has said to a server makes no event
        action()

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_new_mail_ends_the_wait(dovecot: Dovecot, proxy: Proxy) -> None:
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        delivering = when(lambda: b"IDLE" in proxy.sent, lambda: dovecot.append("sales", "INBOX", mail(1)))
        assert waited(mailbox, LONG) < LONG / 2
        delivering.join()
        assert [entry.uid for entry in mailbox.list("INBOX")] == [1]


def test_mail_that_came_before_the_wait_ends_it_at_once(dovecot: Dovecot, proxy: Proxy) -> None:
    """The server tells of it in the answer to some other command, and never again in IDLE."""
    dovecot.append("sales", "INBOX", mail(1))
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        dovecot.append("sales", "INBOX", mail(2))
        mailbox.acknowledge("INBOX", [1])
        assert waited(mailbox, LONG) < LONG / 2
    assert b"IDLE" not in proxy.sent


def test_without_news_the_wait_takes_its_time_and_the_line_stays_good(dovecot: Dovecot, proxy: Proxy) -> None:
    dovecot.append("sales", "INBOX", mail(1))
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        for _ in range(2):
            assert SHORT <= waited(mailbox, SHORT) < LONG / 2
            assert [entry.uid for entry in mailbox.list("INBOX")] == [1]
    assert proxy.sent.count(b"LOGIN") + proxy.sent.count(b"AUTHENTICATE") == 1


@pytest.mark.parametrize("idle", [True, False])
def test_stop_ends_the_wait(dovecot: Dovecot, idle: bool) -> None:
    stop = threading.Event()
    with Mailbox(account_on(dovecot, idle=idle)) as mailbox:
        ready(mailbox)
        threading.Timer(0.2, stop.set).start()
        assert waited(mailbox, LONG, stop) < 5


def test_a_long_wait_renews_idle_before_the_line_is_forgotten(
    dovecot: Dovecot, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 2177 asks for less than 29 minutes; here 0.1 seconds stand for them."""
    monkeypatch.setattr("ingest.mailbox.imap.IDLE_SECONDS", 0.1)
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        waited(mailbox, 0.5)
    assert proxy.sent.count(b" IDLE\r\n") == proxy.sent.count(b"DONE\r\n") >= 3


def test_a_server_without_idle_is_waited_out(dovecot: Dovecot, proxy: Proxy) -> None:
    proxy.rewrite(lambda said: said.replace(b" IDLE", b""))
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        assert SHORT <= waited(mailbox, SHORT) < LONG / 2
    assert b"IDLE\r\n" not in proxy.sent


def test_a_dead_idle_ends_with_the_wait_and_the_next_look_finds_the_mail(
    dovecot: Dovecot, proxy: Proxy
) -> None:
    """The line is silent and open, as after a firewall has forgotten it."""
    with Mailbox(account_on(proxy, timeout=2)) as mailbox:  # a busy server takes its time
        ready(mailbox)
        hushing = when(lambda: b"IDLE" in proxy.sent, proxy.hush)
        assert waited(mailbox, 1.0) < LONG / 2
        hushing.join()
        dovecot.append("sales", "INBOX", mail(1))
        proxy.speak()
        ready(mailbox)
        assert [entry.uid for entry in mailbox.list("INBOX")] == [1]


def test_a_server_that_hangs_up_on_idle_is_polled_at_the_usual_pace(dovecot: Dovecot, proxy: Proxy) -> None:
    """Were the wait over at once, the program would spin."""
    proxy.answer(rb" IDLE", hang_up=True)
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        assert SHORT <= waited(mailbox, SHORT) < LONG / 2
        ready(mailbox)


def test_news_in_torn_segments_are_news(dovecot: Dovecot, proxy: Proxy) -> None:
    """imapclient's ``idle_check`` fails with ``abort: unterminated line`` on half a line."""
    proxy.tear()
    with Mailbox(account_on(proxy)) as mailbox:
        ready(mailbox)
        delivering = when(lambda: b"IDLE" in proxy.sent, lambda: dovecot.append("sales", "INBOX", mail(1)))
        assert waited(mailbox, LONG) < LONG / 2
        delivering.join()
        assert len(mailbox.list("INBOX")) == 1
    assert proxy.sent.count(b"LOGIN") + proxy.sent.count(b"AUTHENTICATE") == 1

"""Who a mail is really from: signatures, by keys of a real DNS server, and our own server's word (I12)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.sender.keys import Dns
from leadwright.procedure.answers.authentic import doubt_about
from tests.leadwright.procedure.answers.signing import record, signed
from tests.servers.dns import DnsServer

ZHAO = "zhao@example.com"
OURS = "mx.example.com"
PASSED = f"Authentication-Results: {OURS}; dkim=pass header.d=example.com\r\n".encode()


@pytest.fixture(scope="module")
def dns() -> Iterator[DnsServer]:
    """The world's DNS: our domain, a stranger's, and one that only tries DKIM out."""
    records = record("example.com") | record("evil.example.net") | record("trial.example", "t=y; ")
    with DnsServer(records) as server:
        yield server


def mail(*more: str, sender: str = f"From: 赵刚 <{ZHAO}>", body: str = "同意") -> bytes:
    lines = (sender, "To: sales@example.com", "Subject: Re: [LW-2026-00042 7K3Q-M2XD]", *more)
    return ("\r\n".join(lines) + f"\r\n\r\n{body}\r\n").encode()


def reason(dns: DnsServer, data: bytes, server: str = "", sender: str = ZHAO) -> str:
    """Return why it is doubted, in English; "" where it is not."""
    doubt = doubt_about(data, sender, Dns([dns.host], dns.port), server)
    return doubt.en if doubt else ""


def test_a_signature_of_the_senders_domain_proves_it(dns: DnsServer) -> None:
    assert reason(dns, signed(mail(), "example.com")) == ""


def test_a_signature_of_the_domain_above_proves_it_too(dns: DnsServer) -> None:
    data = signed(mail(sender="From: zhao@sales.example.com"), "example.com")
    assert reason(dns, data, sender="zhao@sales.example.com") == ""


def test_a_second_signature_may_be_the_one_that_proves_it(dns: DnsServer) -> None:
    assert reason(dns, signed(signed(mail(), "example.com"), "evil.example.net")) == ""


def test_white_space_that_servers_change_on_the_way_breaks_nothing(dns: DnsServer) -> None:
    data = signed(mail(), "example.com").replace(b"Subject: Re:", b"subject:   Re:")
    assert reason(dns, data) == ""


@pytest.mark.parametrize(
    "data",
    [
        mail(),
        signed(mail(), "evil.example.net"),
        signed(mail(), "example.com").replace(b"7K3Q-M2XD", b"7K3Q-M2XE"),
        signed(mail(body="不同意"), "example.com").replace("不同意".encode(), "同意".encode()),
        signed(mail(), "example.com") + b"more\r\n",
        signed(mail(), "example.com", length=True),
        signed(mail(), "example.com", over=(b"from", b"to")),
        signed(mail(), "example.com").replace(b"s=s1", b"s=s2"),
        signed(mail(), "example.com").replace(b"d=example.com", b"d=com"),
        b"DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=s1; h=from:subject; bh=x; b=y\r\n" + mail(),
        b"DKIM-Signature: ;;;=;\r\n" + mail(),
        signed(mail(body="x" * 20_000), "example.com"),
    ],
    ids=[
        "none",
        "of another domain",
        "subject changed",
        "text changed",
        "text added",
        "that lets text be added",
        "without the subject",
        "by a key that is not there",
        "of a top-level domain",
        "that is none",
        "that is nothing",
        "over a line too long to search",
    ],
)
def test_any_other_signature_proves_nothing(dns: DnsServer, data: bytes) -> None:
    assert "no valid signature" in reason(dns, data)


def test_a_domain_that_only_tries_signing_out_proves_nothing(dns: DnsServer) -> None:
    data = signed(mail(sender="From: a@trial.example"), "trial.example")
    assert "no valid signature" in reason(dns, data, sender="a@trial.example")


def test_no_key_of_a_stranger_is_looked_up(dns: DnsServer) -> None:
    dns.asked.clear()
    assert reason(dns, signed(mail(), "evil.example.net"))
    assert dns.asked == []


def test_a_dns_server_that_fails_is_told_as_what_it_is() -> None:
    with DnsServer() as broken:
        broken.is_broken = True
        assert "could not be looked up" in reason(broken, signed(mail(), "example.com"))


@pytest.mark.parametrize(
    "results",
    [
        f"{OURS}; dkim=pass header.d=example.com",
        f"{OURS}; dkim=pass header.i=@example.com header.s=s1",
        f"{OURS.upper()}; spf=pass smtp.mailfrom=x@example.net; dmarc=pass (p=NONE) header.from=example.com",
        f"{OURS}; dkim=fail header.d=example.net; dkim=pass\r\n\theader.d=example.com",
    ],
)
def test_our_own_server_may_vouch_for_the_sender(dns: DnsServer, results: str) -> None:
    assert reason(dns, f"Authentication-Results: {results}\r\n".encode() + mail(), OURS) == ""


@pytest.mark.parametrize(
    "results",
    [
        f"{OURS}; dkim=fail header.d=example.com",
        f"{OURS}; dkim=pass header.d=evil.example.net",
        f"{OURS}; dkim=pass header.d=notexample.com",
        f"{OURS}; dkim=pass",
        f"{OURS}; spf=pass smtp.mailfrom={ZHAO}",
        f"{OURS}; dmarc=fail header.from=example.com",
        f"{OURS}; none",
        "mx.evil.example.net; dkim=pass header.d=example.com",
        "dkim=pass header.d=example.com",
        f"{OURS}.evil.example.net; dkim=pass header.d=example.com",
    ],
)
def test_what_any_server_says_otherwise_proves_nothing(dns: DnsServer, results: str) -> None:
    assert reason(dns, f"Authentication-Results: {results}\r\n".encode() + mail(), OURS)


def test_only_the_topmost_results_count(dns: DnsServer) -> None:
    theirs = b"Authentication-Results: other.example; none\r\n"
    assert reason(dns, theirs + PASSED + mail(), OURS)
    assert reason(dns, PASSED + theirs + mail(), OURS) == ""


def test_without_a_pinned_server_nobody_vouches(dns: DnsServer) -> None:
    assert reason(dns, PASSED + mail())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"From: evil@example.net\r\n" + mail(), "more than one From"),
        (b"Subject: another\r\n" + mail(), "more than one Subject"),
        (mail("Content-Type: text/plain", "content-type : text/html"), "more than one Content-Type"),
        (mail("Sender: evil@example.net"), "its Sender"),
        (mail(sender=f"From: {ZHAO}, evil@example.net"), "not exactly one address"),
        (mail(sender=f"From: sun@example.com <{ZHAO}>"), "not exactly one"),
        (mail(sender=f'From: "sun@example.com" <{ZHAO}>'), "poses as"),
        (mail(sender=f"From: <evil@example.net> <{ZHAO}>"), "not exactly one"),
        (mail(sender="From: =?utf-8?q?zhao=40example.com?="), "not exactly one"),
        (mail(sender="From: 赵刚"), "not exactly one"),
        (mail(sender="X-From: nobody"), "not exactly one"),
        (mail(sender="From: evil@example.net"), "odd"),
        (mail("X-Odd: a\rFrom: evil@example.net"), "odd characters"),
        (mail("X-Odd: \0"), "odd characters"),
        (mail("no field at all"), "malformed"),
        (mail("X-Long: " + "x" * 300_000), "too large"),
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused_even_where_our_server_vouches(
    dns: DnsServer, data: bytes, why: str
) -> None:
    assert why in reason(dns, PASSED + data, OURS)

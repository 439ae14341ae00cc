"""XOAUTH2 with tokens that are renewed in time, against an OAuth2 server and a Dovecot that asks it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.mailbox import Mailbox
from ingest.mailbox.oauth import PROVIDERS, Provider, RefreshingToken, SignIn
from sales.words import Failure, Unavailable
from tests.ingest.accounts import account_on, mail, take_all
from tests.servers.dovecot import Dovecot, free_port
from tests.servers.proxy import Proxy
from tests.servers.tokens import Tokens


@pytest.fixture
def tokens() -> Iterator[Tokens]:
    with Tokens("sales") as server:
        yield server


@pytest.fixture
def sign_in(tokens: Tokens, tmp_path: Path) -> SignIn:
    file = tmp_path / "refresh-token"
    file.write_text(tokens.refresh_token + "\n")
    file.chmod(0o600)
    return SignIn(Provider("test", tokens.url, "imap offline_access"), "client-7", file, "s3cret")


class Clock:
    """Seconds that a test moves on."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_mailbox_is_entered_with_a_fresh_token(tokens: Tokens, sign_in: SignIn, tmp_path: Path) -> None:
    with Dovecot(tmp_path, extra=tokens.for_dovecot(tmp_path)) as server, Proxy(server.port) as proxy:
        server.append("sales", "INBOX", mail(1))
        with Mailbox(account_on(proxy, secret=RefreshingToken(sign_in))) as mailbox:
            assert take_all(mailbox) == {1: mail(1)}
    assert b"AUTHENTICATE XOAUTH2" in proxy.sent
    assert b"access-1" not in proxy.sent  # base64
    assert tokens.asked == [
        {
            "grant_type": "refresh_token",
            "client_id": "client-7",
            "client_secret": "s3cret",
            "refresh_token": "refresh-0",
            "scope": "imap offline_access",
        }
    ]


def test_a_token_that_the_mail_server_does_not_take_is_told_and_not_shown(
    tokens: Tokens, sign_in: SignIn, tmp_path: Path
) -> None:
    secret = RefreshingToken(sign_in)
    secret()
    tokens.revoke()
    with (
        Dovecot(tmp_path, extra=tokens.for_dovecot(tmp_path)) as server,
        pytest.raises(Unavailable) as caught,
        Mailbox(account_on(server, secret=secret)),
    ):
        pass
    assert "refused to log in" in caught.value.words.en
    assert "access-1" not in caught.value.words.en + caught.value.words.zh


def test_a_token_is_used_until_shortly_before_it_runs_out(tokens: Tokens, sign_in: SignIn) -> None:
    clock = Clock()
    secret = RefreshingToken(sign_in, monotonic=clock)
    assert secret().text == "access-1"
    clock.now += 3600 - 301
    assert secret().text == "access-1"
    clock.now += 2
    assert secret().text == "access-2"


def test_a_rotated_refresh_token_is_kept_for_the_next_start(tokens: Tokens, sign_in: SignIn) -> None:
    RefreshingToken(sign_in)()
    assert sign_in.refresh_token_file.read_text() == "refresh-1"
    assert sign_in.refresh_token_file.stat().st_mode & 0o777 == 0o600
    assert RefreshingToken(sign_in)().text == "access-2"


def test_a_withdrawn_sign_in_asks_for_a_new_one(tokens: Tokens, sign_in: SignIn) -> None:
    sign_in.refresh_token_file.write_text("withdrawn")
    with pytest.raises(Unavailable) as caught:
        RefreshingToken(sign_in)()
    assert "refresh_token_file" in caught.value.words.en
    assert "重新登录" in caught.value.words.zh
    assert "withdrawn" not in caught.value.words.zh


@pytest.mark.parametrize(
    "reply",
    [
        (500, b"<html>"),
        (401, b'{"error": "invalid_client"}'),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"access_token": ""}'),
        (200, b'{"access_token": 5}'),
        (200, b'{"access_token": "x\\r\\nA1 LOGOUT"}'),
    ],
)
def test_whatever_else_the_provider_answers_is_no_token(
    tokens: Tokens, sign_in: SignIn, reply: tuple[int, bytes]
) -> None:
    tokens.reply = reply
    with pytest.raises(Unavailable):
        RefreshingToken(sign_in)()
    assert sign_in.refresh_token_file.read_text().strip() == "refresh-0"


@pytest.mark.parametrize("expires_in", [None, "soon", "3600"])
def test_a_token_without_a_usable_lifetime_counts_for_an_hour(
    tokens: Tokens, sign_in: SignIn, expires_in: object
) -> None:
    tokens.expires_in = expires_in
    clock = Clock()
    secret = RefreshingToken(sign_in, monotonic=clock)
    secret()
    clock.now += 3200
    assert secret().text == "access-1"


def test_a_provider_that_is_away_or_silent_is_told(sign_in: SignIn, tokens: Tokens, tmp_path: Path) -> None:
    away = SignIn(Provider("test", f"http://127.0.0.1:{free_port()}/", ""), "c", sign_in.refresh_token_file)
    with pytest.raises(Unavailable, match="refused"):
        RefreshingToken(away)()
    with Proxy(int(tokens.url.split(":")[2].split("/")[0])) as proxy:
        proxy.hush()
        silent = SignIn(
            Provider("test", f"http://127.0.0.1:{proxy.port}/", ""), "c", sign_in.refresh_token_file
        )
        with pytest.raises(Unavailable, match="timed out"):
            RefreshingToken(silent, timeout=0.3)()


def test_a_missing_token_file_is_told_by_its_name(sign_in: SignIn) -> None:
    sign_in.refresh_token_file.unlink()
    with pytest.raises(Unavailable, match="refresh-token"):
        RefreshingToken(sign_in)()


def test_tokens_never_travel_unencrypted(tmp_path: Path) -> None:
    for url in ("http://login.example.com/token", "ftp://127.0.0.1/", "file:///etc/passwd"):
        with pytest.raises(Failure):
            RefreshingToken(SignIn(Provider("test", url, ""), "c", tmp_path / "t"))


def test_a_tenant_stays_one_part_of_the_address(tmp_path: Path) -> None:
    url = SignIn(PROVIDERS["microsoft"], "c", tmp_path / "t", tenant="../evil?x=").url
    assert url == "https://login.microsoftonline.com/..%2Fevil%3Fx%3D/oauth2/v2.0/token"

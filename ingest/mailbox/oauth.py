"""Fresh access tokens for XOAUTH2, from a refresh token that somebody got with a browser (RFC 6749, 6).

Microsoft hands out a new refresh token with many answers and lets the old one run out: it is written to its
file before anything else happens.
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.mailbox.account import AccessToken
from sales.system import meaning
from sales.words import Failure, Unavailable, Words

EARLY_SECONDS = 300.0
"""A token is renewed this long before it runs out, so that it does not run out during a login."""

ANSWER_LIMIT = 1 << 16
"""Bytes read of an answer; real ones have two or three thousand."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where tokens come from; ``{tenant}`` is the company's directory at Microsoft."""

    name: str
    token_url: str
    scope: str  # what the token is for; the sign-in must have asked for it


PROVIDERS = {
    provider.name: provider
    for provider in (
        Provider(
            "microsoft",
            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
            "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
        ),
        Provider(  # Microsoft 365 in China, run by 21Vianet
            "microsoft-cn",
            "https://login.partner.microsoftonline.cn/{tenant}/oauth2/v2.0/token",
            "https://partner.outlook.cn/IMAP.AccessAsUser.All offline_access",
        ),
        Provider("google", "https://oauth2.googleapis.com/token", ""),
    )
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the settings say of an account's OAuth2."""

    provider: Provider
    client_id: str
    refresh_token_file: Path  # holds the refresh token and nothing else; has to be writable
    client_secret: str = field(
        default="", repr=False
    )  # Google gives one even to programs that cannot keep it
    tenant: str = "common"

    @property
    def url(self) -> str:
        """The address that gives tokens."""
        return self.provider.token_url.format(tenant=urllib.parse.quote(self.tenant, safe=""))


class RefreshingToken:
    """An account's ``secret``: called, it returns an access token that is good for minutes at least."""

    def __init__(
        self, sign_in: SignIn, timeout: float = 30.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """``timeout`` is in seconds, ``monotonic`` the clock that tells when a token runs out."""
        _refuse_plain_http(sign_in.url)
        self._sign_in = sign_in
        self._timeout = timeout
        self._monotonic = monotonic
        self._token: AccessToken | None = None
        self._good_until = 0.0

    def __call__(self) -> AccessToken:
        """Return a token; ``Unavailable`` where the provider does not give one."""
        if self._token is None or self._monotonic() >= self._good_until:
            self._token = self._refreshed()
        return self._token

    def _refreshed(self) -> AccessToken:
        answer = self._ask()
        token, rotated = answer.get("access_token"), answer.get("refresh_token")
        if not isinstance(token, str) or not token.isprintable() or not token:
            raise Unavailable(_no_token(self._sign_in.provider, "no access_token"))
        if isinstance(rotated, str) and rotated:
            _write_secret(self._sign_in.refresh_token_file, rotated)
        self._good_until = self._monotonic() + _seconds(answer.get("expires_in")) - EARLY_SECONDS
        return AccessToken(token)

    def _ask(self) -> dict[str, object]:
        provider = self._sign_in.provider
        url, form = self._sign_in.url, self._form()
        try:
            with urllib.request.urlopen(url, form, self._timeout) as answer:  # noqa: S310 - https, by __init__
                return _object(answer.read(ANSWER_LIMIT))
        except urllib.error.HTTPError as error:
            raise Unavailable(_refused(provider, _object(error.read(ANSWER_LIMIT)), error.code)) from None
        except OSError as error:  # URLError and TimeoutError are some
            raise Unavailable(_no_token(provider, str(getattr(error, "reason", error)))) from error

    def _form(self) -> bytes:
        sign_in = self._sign_in
        try:
            refresh_token = sign_in.refresh_token_file.read_text("utf-8").strip()
        except OSError as error:
            raise Unavailable(_unreadable(sign_in.refresh_token_file, error)) from error
        form = {
            "grant_type": "refresh_token",
            "client_id": sign_in.client_id,
            "client_secret": sign_in.client_secret,
            "refresh_token": refresh_token,
            "scope": sign_in.provider.scope,
        }
        return urllib.parse.urlencode({key: value for key, value in form.items() if value}).encode()


def _refuse_plain_http(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" and not (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    ):
        raise Failure(
            Words(
                f"OAuth 地址 {url} 必须以 https 开头。",
                f"The OAuth address {url} has to begin with https.",
            )
        )


def _write_secret(path: Path, text: str) -> None:
    """Replace a secret file so that there is always a whole one, for its owner only."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.unlink(missing_ok=True)  # left by a crash, with whatever mode
        beside.touch(mode=0o600)
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise Unavailable(_unreadable(path, error)) from error


def _object(data: bytes) -> dict[str, object]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(expires_in: object) -> float:
    """Return how long a token lives; an hour, as both providers do, where the answer does not say."""
    try:
        return max(0.0, float(str(expires_in)))
    except ValueError:
        return 3600.0


def _refused(provider: Provider, answer: dict[str, object], status: int) -> Words:
    reason = str(answer.get("error", status))[:100]
    if reason == "invalid_grant":
        return Words(
            f"{provider.name} 的授权已过期或被撤销。请重新登录该邮箱授权，并更新 refresh_token_file。",
            f"The sign-in at {provider.name} has run out or was withdrawn. Sign in once more and renew "
            "refresh_token_file.",
        )
    return Words(
        f"{provider.name} 拒绝更新令牌（{reason}）。请核对 client_id、tenant 以及应用的 IMAP 权限。",
        f"{provider.name} refused a new token ({reason}). Check client_id, tenant and permission for IMAP.",
    )


def _no_token(provider: Provider, reason: str) -> Words:
    return Words(
        f"无法从 {provider.name} 取得令牌（{reason}）。会自动重试；持续出现请检查网络。",
        f"No token from {provider.name} ({reason}). It is tried again; if it stays so, check the network.",
    )


def _unreadable(path: Path, error: OSError) -> Words:
    said = meaning(error)
    return Words(
        f"无法读写令牌文件 {path}（{said.zh}）。请核对路径和权限（0600）。",
        f"The token file {path} cannot be read or written ({said.en}). Check path and mode (0600).",
    )

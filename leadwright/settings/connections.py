"""From the settings to what the rooms connect to: mailboxes, watched folders, the server that sends.

A secret is read at each login, so that a changed one needs no restart.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from documents.sending import Smtp
from ingest.folders.folder import Folder
from ingest.mailbox.account import Account, After, Password, Secret, Security
from ingest.mailbox.oauth import PROVIDERS, RefreshingToken, SignIn
from ingest.mailbox.profiles import PROFILES
from leadwright.settings import keys, servers
from leadwright.settings.secrets import read_secret_file, read_secret_variable

IMAP_PORTS = {"tls": 993, "starttls": 143, "none": 143}
SMTP_PORTS = {"tls": 465, "starttls": 587, "none": 25}


def account(home: Path, written: servers.Mailbox) -> Account:
    """Return the mailbox as ``ingest`` takes it."""
    return Account(
        name=written.name,
        host=written.host,
        port=written.port or IMAP_PORTS[written.security],
        security=Security(written.security),
        user=written.user,
        secret=_secret(home, written),
        folders=written.folders,
        after=After(written.after),
        keyword=written.keyword,
        moved_to=written.moved_to,
        profile=PROFILES.get(written.profile),  # none for "auto": found by the host
        timeout=written.timeout,
        ca_file=str(home / written.ca_file) if written.ca_file else "",
        since=written.since,
    )


def folder(home: Path, written: keys.Folder) -> Folder:
    """Return the watched folder as ``ingest`` takes it; its name is the path as the settings write it."""
    return Folder(written.path, home / written.path, written.channel, settle=written.settle_seconds)


def smtp(home: Path, written: servers.Smtp) -> Smtp:
    """Return the server that sends."""
    return Smtp(
        host=written.host,
        port=written.port or SMTP_PORTS[written.security],
        security=written.security,
        user=written.user,
        secret=_password(home, written),
        timeout=written.timeout,
        ca_file=str(home / written.ca_file) if written.ca_file else "",
    )


def _secret(home: Path, written: servers.Mailbox) -> Callable[[], Secret]:
    if written.oauth is None:
        password = _password(home, written)
        return lambda: Password(password())
    return _token(home, written.oauth)


def _password(home: Path, written: servers.Server) -> Callable[[], str]:
    if written.password_env:
        return partial(read_secret_variable, written.password_env)
    if written.password_file:
        return partial(read_secret_file, home / written.password_file)
    return lambda: ""  # a server on loopback that asks for none


def _token(home: Path, written: servers.OAuth) -> RefreshingToken:
    secret = read_secret_file(home / written.client_secret_file) if written.client_secret_file else ""
    return RefreshingToken(
        SignIn(
            provider=PROVIDERS[written.provider],
            client_id=written.client_id,
            refresh_token_file=home / written.refresh_token_file,
            client_secret=secret,
            tenant=written.tenant,
        )
    )

"""The mail servers: where mail is fetched and by which it is sent."""

from datetime import date
from ipaddress import ip_address
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from ingest.mailbox.oauth import PROVIDERS
from ingest.mailbox.profiles import PROFILES
from leadwright.settings.section import Section
from leadwright.settings.values import HOUR, Email, Size
from leadwright.settings.wrong import Wrong, one_of
from sales.words import Words

Security = Literal["tls", "starttls", "none"]

ATTACH_LIMIT = Size(10_000_000)  # bytes; with base64 it is 13.5 MB on the way, below every provider's limit
DAILY_CAP = 500  # mails to one address in a day (I10); a coordinator gets one for every lead


class OAuth(Section):
    """Logging in by a token instead of a password (XOAUTH2)."""

    provider: str
    client_id: str
    refresh_token_file: str
    client_secret_file: str = ""
    tenant: str = "common"

    @field_validator("provider")
    @classmethod
    def _known_provider(cls, provider: str) -> str:
        return one_of(provider, PROVIDERS)


class Server(Section):
    """A mail server and how to log in there."""

    host: str = Field(min_length=1)
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = "tls"
    user: str = ""
    password_file: str = ""
    password_env: str = ""
    timeout: float = Field(default=60, gt=0, le=600)  # seconds
    ca_file: str = ""

    @model_validator(mode="after")
    def _encrypted_or_at_home(self) -> Self:
        if self.security == "none" and not is_loopback(self.host):
            raise Wrong(
                Words(
                    f'{self.host} 不在本机，security = "none" 会让密码以明文传送。'
                    '请改为 "tls" 或 "starttls"。',
                    f'{self.host} is not this machine, so security = "none" would send the password '
                    'in the clear. Write "tls" or "starttls".',
                )
            )
        return self


class Mailbox(Server):
    """A mailbox that is fetched over IMAP."""

    name: str = Field(min_length=1)
    user: str = Field(min_length=1)
    oauth: OAuth | None = None
    folders: tuple[str, ...] = Field(default=("INBOX",), min_length=1)
    after: Literal["nothing", "flag", "keyword", "move"] = "keyword"
    keyword: str = "Leadwright"
    moved_to: str = ""
    profile: str = "auto"
    since: date | None = None
    authserv_id: str = ""
    poll_seconds: float = Field(default=60, ge=1, le=HOUR)

    @field_validator("profile")
    @classmethod
    def _known_profile(cls, profile: str) -> str:
        return one_of(profile, ("auto", *PROFILES))

    @model_validator(mode="after")
    def _one_way_to_log_in(self) -> Self:
        given = [key for key in ("password_file", "password_env", "oauth") if getattr(self, key)]
        if len(given) != 1:
            raise Wrong(
                Words(
                    "登录方式要写且只写一种：password_file、password_env 或 oauth。",
                    "Give exactly one way to log in: password_file, password_env or oauth.",
                )
            )
        return self

    @model_validator(mode="after")
    def _place_to_move_to(self) -> Self:
        if self.after == "move" and not self.moved_to:
            raise Wrong(
                Words(
                    'after = "move" 时要用 moved_to 写明移到哪个文件夹。',
                    'after = "move" needs moved_to, the folder that mails are moved to.',
                )
            )
        if self.after != "move" and self.moved_to:
            raise Wrong(
                Words(
                    'moved_to 只在 after = "move" 时起作用。请写上 after = "move"，或删去 moved_to。',
                    'moved_to only works with after = "move". Write that too, or leave moved_to out.',
                )
            )
        if _folder_id(self.moved_to) in map(_folder_id, self.folders):
            raise Wrong(
                Words(
                    f"moved_to 的“{self.moved_to}”也写在 folders 里，移走的邮件会又被收取。"
                    "请另写一个文件夹。",
                    f'moved_to "{self.moved_to}" stands among folders too: what was moved would be fetched '
                    "again. Write another folder.",
                )
            )
        return self


class Smtp(Server):
    """The server by which mail leaves."""

    from_: Email = Field(alias="from")
    attach_limit: Size = ATTACH_LIMIT
    daily_cap: int = Field(default=DAILY_CAP, ge=1)

    @model_validator(mode="after")
    def _password_for_user(self) -> Self:
        if self.user and bool(self.password_file) == bool(self.password_env):
            raise Wrong(
                Words(
                    "写了 user，就要写 password_file 或 password_env 中的一个。",
                    "With user, give password_file or password_env, one of them.",
                )
            )
        return self


def _folder_id(name: str) -> str:
    """Return what tells a mail folder from the others: INBOX is one in any case (RFC 9051, 5.1)."""
    return name.upper() if name.upper() == "INBOX" else name


def is_loopback(host: str) -> bool:
    """Say whether ``host`` is this very machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""What the settings say of one mailbox."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ingest.mailbox.profiles import Profile, profile_for
from sales.words import Failure, Words


class Security(StrEnum):
    """How the way to the server is protected."""

    NONE = "none"  # for loopback only; the settings refuse it elsewhere
    STARTTLS = "starttls"
    TLS = "tls"


class After(StrEnum):
    """What happens to a mail on the server once it is safe with us."""

    NOTHING = "nothing"  # the folder is opened read-only
    FLAG = "flag"  # \\Flagged, the star of mail programs; never \\Seen, which belongs to the people who read
    KEYWORD = "keyword"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Password:
    """A password, or what Chinese providers call an authorization code."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An OAuth2 access token, for XOAUTH2."""

    text: str = field(repr=False)


Secret = Password | AccessToken


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox; values that cannot work, or could break a command, are refused with a ``Failure``."""

    name: str  # as in the settings, for people
    host: str
    port: int
    security: Security
    user: str
    secret: Callable[[], Secret]  # asked at every login: tokens run out
    folders: tuple[str, ...] = ("INBOX",)  # as people see them; modified UTF-7 is our business
    after: After = After.FLAG
    keyword: str = "Leadwright"
    moved_to: str = ""
    profile: Profile | None = None  # None: found by the host
    timeout: float = 60.0  # seconds that a server may be silent
    ca_file: str = ""  # trust this authority instead of the system's; "" trusts the system's
    since: date | None = None  # mails received before are left alone
    idle: bool = True  # let the server tell of new mail where it can

    def __post_init__(self) -> None:
        texts = {"host": self.host, "user": self.user, "keyword": self.keyword, "moved_to": self.moved_to}
        for setting, text in (*texts.items(), *(("folders", folder) for folder in self.folders)):
            refuse_control_characters(text, f"{self.name}.{setting}")
        if self.after is After.KEYWORD and not _is_atom(self.keyword):
            raise Failure(_not_a_keyword(self.name, self.keyword))
        if self.after is After.MOVE and not self.moved_to:
            raise Failure(_nowhere_to_move(self.name))
        if not self.timeout > 0:
            raise Failure(_no_timeout(self.name, self.timeout))

    @property
    def provider(self) -> Profile:
        """The profile that was set, else the one that fits the host."""
        return self.profile or profile_for(self.host)


def refuse_control_characters(text: str, place: str) -> None:
    """Raise ``Failure`` when ``text`` holds CR, LF, NUL or another control character (I16).

    IMAP commands end with a line: whoever could put one into a folder's name could write the next command.
    """
    if any(ord(character) < 0x20 or ord(character) == 0x7F for character in text):
        raise Failure(  # without the text, which may be a password
            Words(
                f"{place} 含有换行等控制字符，请在设置中改正。",
                f"{place} holds a line break or another control character. Correct the setting.",
            )
        )


def _is_atom(text: str) -> bool:
    """Say whether IMAP takes ``text`` as a keyword: RFC 3501, ``atom``, and no system flag."""
    return text.isascii() and text.isprintable() and bool(text) and not set(text) & set(' (){%*"\\]')


def _not_a_keyword(name: str, keyword: str) -> Words:
    return Words(
        f"邮箱“{name}”的 keyword“{keyword}”无效：只能用英文字母、数字和连字符，不能有空格。",
        f'Mailbox "{name}": keyword "{keyword}" does not work; use letters, digits and hyphens, no spaces.',
    )


def _nowhere_to_move(name: str) -> Words:
    return Words(
        f'邮箱“{name}”设为 after = "move"，但没有写 moved_to。请写明要移入的文件夹。',
        f'Mailbox "{name}" has after = "move" but no moved_to. Name the folder that mails shall move to.',
    )


def _no_timeout(name: str, timeout: float) -> Words:
    return Words(
        f"邮箱“{name}”的 timeout = {timeout} 无效：必须是大于零的秒数。",
        f'Mailbox "{name}": timeout = {timeout} does not work; it has to be a number of seconds above zero.',
    )

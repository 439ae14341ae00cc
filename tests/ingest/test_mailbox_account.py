"""An account that cannot work is refused before any server hears of it; providers are known by host."""

import pytest

from ingest.mailbox import AccessToken, Account, After, Password, Security
from ingest.mailbox.profiles import PROFILES, profile_for
from sales.words import Failure


def account(**settings: object) -> Account:
    """Return an account with these settings."""
    usual: dict[str, object] = {
        "name": "sales",
        "host": "imap.example.com",
        "port": 993,
        "security": Security.TLS,
        "user": "sales@example.com",
        "secret": lambda: Password("x"),
    }
    return Account(**(usual | settings))  # type: ignore[arg-type]  # whatever a test wants to see refused


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"user": "sales\r\nA1 LOGOUT"}, "user"),
        ({"host": "imap.example.com\n"}, "host"),
        ({"folders": ("INBOX", "询价\0")}, "folders"),
        ({"after": After.MOVE, "moved_to": "a\rb"}, "moved_to"),
        ({"after": After.MOVE}, "moved_to"),
        ({"after": After.KEYWORD, "keyword": "two words"}, "keyword"),
        ({"after": After.KEYWORD, "keyword": "已登记"}, "keyword"),
        ({"after": After.KEYWORD, "keyword": "\\Deleted"}, "keyword"),
        ({"after": After.KEYWORD, "keyword": ""}, "keyword"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_by_its_name(settings: dict[str, object], named: str) -> None:
    with pytest.raises(Failure) as caught:
        account(**settings)
    for sentence in (caught.value.words.zh, caught.value.words.en):
        assert "sales" in sentence
        assert named in sentence
        assert not set(sentence) & {"\r", "\n", "\0"}


def test_secrets_are_not_shown_where_values_are_printed() -> None:
    assert "hidden" not in repr((Password("hidden"), AccessToken("hidden")))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("imap.163.com", "163"),
        ("imap.126.com", "163"),
        ("imap.qiye.163.com", "163"),
        ("imap.qq.com", "qq"),
        ("IMAP.EXMAIL.QQ.COM", "qq"),
        ("imap.qiye.aliyun.com", "aliyun"),
        ("imap.mxhichina.com", "aliyun"),
        ("outlook.office365.com", "exchange"),
        ("partner.outlook.cn", "exchange"),
        ("imap.gmail.com.", "gmail"),
        ("mail.example.com", "other"),
        ("imap.163.com.example.com", "other"),
        ("notimap.qq.com", "other"),
    ],
)
def test_a_provider_is_known_by_its_host(host: str, name: str) -> None:
    assert profile_for(host).name == name
    assert account(host=host).provider is PROFILES[name]


def test_a_profile_of_the_settings_overrules_the_host() -> None:
    assert account(profile=PROFILES["exchange"]).provider.name == "exchange"

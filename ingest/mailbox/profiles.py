"""What is particular about the mail providers that Chinese companies use.

A table, so that what was learned about one of them has one place. Hints are shown when a login is refused,
which nearly always means that the everyday password was used.
"""

from dataclasses import dataclass

from sales.words import Words

BATCH = 25  # mails asked for in one command; docs/decisions/0010


@dataclass(frozen=True, slots=True)
class Profile:
    """One provider."""

    name: str  # as the setting ``profile`` names it
    hosts: tuple[str, ...]  # what its servers' names are or end with
    hint: Words  # what to look at when the login is refused
    batch: int = BATCH
    later: tuple[str, ...] = ()  # its own words for "not now", in lower case


LATER = (
    "throttled",
    "too many",
    "rate limit",
    "try again later",
    "temporarily unavailable",
    "system busy",
    "server busy",
    "server unavailable",
    "[limit]",
    "[unavailable]",
    "[inuse]",
)
"""Words by which any server says "not now", in lower case; the bracketed ones are RFC 5530."""

NETEASE = Profile(
    name="163",
    hosts=("imap.163.com", "imap.126.com", "imap.yeah.net", "imap.188.com", "qiye.163.com"),
    hint=Words(
        "网易邮箱要用“授权码”登录，不是网页密码：请在网页邮箱的“设置 → POP3/SMTP/IMAP”中"
        "开启 IMAP 并新增授权码。",
        "NetEase wants an authorization code, not the web password: turn IMAP on and make a code in web mail "
        "under Settings → POP3/SMTP/IMAP.",
    ),
    batch=10,
    later=("frequency",),
)
TENCENT = Profile(
    name="qq",
    hosts=("imap.qq.com", "exmail.qq.com"),
    hint=Words(
        "QQ 邮箱要用“授权码”登录，企业邮箱开启安全登录后要用“客户端专用密码”：请在网页邮箱"
        "的“设置 → 账号”中开启 IMAP 并生成。登录过于频繁也会被拒绝。",
        "QQ Mail wants an authorization code, Exmail with safe login a client password: turn IMAP on and "
        "make one in web mail under Settings → Account. Logging in too often is refused as well.",
    ),
    batch=10,
)
ALIYUN = Profile(
    name="aliyun",
    hosts=("qiye.aliyun.com", "mxhichina.com", "imap.aliyun.com"),
    hint=Words(
        "阿里邮箱开启“三方客户端安全密码”后必须用该密码登录：请在网页邮箱的“账户与安全”中生成，"
        "并确认管理员允许 IMAP。",
        "Alibaba Mail with third-party client passwords on takes only such a password: make one in web mail "
        "under account security, and ask the administrator whether IMAP is allowed.",
    ),
    batch=10,
)
EXCHANGE = Profile(
    name="exchange",
    hosts=("outlook.office365.com", "outlook.office.com", "partner.outlook.cn", "imap-mail.outlook.com"),
    hint=Words(
        "Microsoft 365 不再接受密码登录：请为该邮箱设置 oauth，并确认管理员已为其启用 IMAP。",
        "Microsoft 365 takes no passwords any more: set oauth for this mailbox, and have the administrator "
        "enable IMAP for it.",
    ),
)
GMAIL = Profile(
    name="gmail",
    hosts=("imap.gmail.com", "imap.googlemail.com"),
    hint=Words(
        "Gmail 需要“应用专用密码”（先开启两步验证）或 oauth，不能用账号密码。",
        "Gmail wants an app password (with 2-step verification on) or oauth, not the account's password.",
    ),
    later=("bandwidth limits", "[overquota]"),
)
OTHER = Profile(
    name="other",
    hosts=(),
    hint=Words(
        "请核对用户名和密码，并确认该账号允许 IMAP 登录。",
        "Check user and password, and whether the account may use IMAP.",
    ),
)

PROFILES = {profile.name: profile for profile in (NETEASE, TENCENT, ALIYUN, EXCHANGE, GMAIL, OTHER)}


def profile_for(host: str) -> Profile:
    """Return the profile of the provider that runs ``host``, ``OTHER`` for everybody else."""
    name = host.casefold().rstrip(".")
    for profile in PROFILES.values():
        if any(name == ending or name.endswith("." + ending) for ending in profile.hosts):
            return profile
    return OTHER

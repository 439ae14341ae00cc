"""Mail domains where anybody may have a mailbox: there, the same domain does not mean the same company."""

PUBLIC_DOMAINS = frozenset(
    {
        *("126.com", "163.com", "188.com", "yeah.net", "qq.com", "foxmail.com", "139.com", "189.cn", "wo.cn"),
        *("sina.com", "sina.cn", "sohu.com", "tom.com", "21cn.com", "263.net", "aliyun.com"),
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "live.cn", "msn.com"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "zoho.com"),
        *("yahoo.com", "yahoo.cn", "yahoo.com.cn", "yahoo.co.jp", "yahoo.co.uk", "yahoo.co.in"),
        *("gmx.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "orange.fr", "libero.it"),
        *("mail.ru", "yandex.ru", "naver.com", "hanmail.net", "daum.net", "rediffmail.com"),
    }
)
"""They and what lies below them: ``vip.163.com``."""


def company_domain(email: str) -> str:
    """Return the domain of a company's mail address, in lower case; "" for a public mailbox or none."""
    _, at, domain = email.casefold().rpartition("@")
    labels = domain.split(".")
    is_public = any(".".join(labels[start:]) in PUBLIC_DOMAINS for start in range(len(labels)))
    return domain if at and not is_public else ""

"""What to say when a mail server can't be used: what happened, at which server, and the remedy."""

from sales.words import Words

PORTS = Words("465 用 tls，587 或 25 用 starttls", "465 tls, 587 or 25 starttls")

NOBODY = "no recipient was accepted"


def no_connection(host: str, port: int, why: Words) -> Words:
    """There is none, or it went; ``why`` as :mod:`sales.connecting` has it."""
    return Words(f"发信服务器 {host}:{port}：{why.zh}", f"Mail server {host}:{port}: {why.en}")


def not_offered(host: str, port: int, security: str) -> Words:
    """The server offers no STARTTLS, or no login."""
    return Words(
        f"发信服务器 {host}:{port} 不支持所设的加密或登录方式（security = {security}）。"
        "请核对 [smtp] port 与 security；不需要登录时请将 user 留空。",
        f"The mail server {host}:{port} offers no such encryption or login (security = {security}). "
        "Check [smtp] port and security; leave user empty where no login is needed.",
    )


def login_refused(host: str, user: str, said: str) -> Words:
    """Wrong user or password."""
    return Words(
        f"发信服务器 {host} 拒绝用户 {user} 登录（{said}）。请核对 [smtp] user 和密码；"
        "163、QQ 等邮箱须使用授权码，而不是登录密码。",
        f"The mail server {host} refuses the login of {user} ({said}). Check [smtp] user and password; "
        "163, QQ and others want an authorization code instead of the password.",
    )


def not_now(host: str, said: str) -> Words:
    """The server answers the greeting with a refusal."""
    return Words(
        f"发信服务器 {host} 暂不接受连接（{said}）。系统稍后会自动重试。",
        f"The mail server {host} takes no connection now ({said}). It is tried again later.",
    )


def sender_refused(host: str, sender: str, said: str) -> Words:
    """The server does not let this account send as this address."""
    return Words(
        f"发信服务器 {host} 不允许以 {sender} 发信（{said}）。[smtp] from 须与登录的邮箱一致。",
        f"The mail server {host} does not let {sender} send ({said}). "
        "[smtp] from must be the address that logs in.",
    )


def cut_before(error: Exception) -> str:
    """What the outbox notes when the connection went before the final dot."""
    return f"connection cut before the mail was complete: {error}"


def cut_after(error: Exception) -> str:
    """What the outbox notes when the connection went after the final dot."""
    return f"connection cut after the mail was complete, no answer: {error}"

"""What to say when a mail server can't be used: what happened, at which server, and the remedy."""

from sales.system import meaning
from sales.words import Words

NOBODY = "no recipient was accepted"


def wrong_certificate(host: str, reason: str) -> Words:
    """The server's certificate can't be trusted."""
    return Words(
        f"发信服务器 {host} 的证书不可信（{reason}）。请核对 [smtp] host；"
        "若为自建服务器，请在 ca_file 填写其根证书。",
        f"The certificate of the mail server {host} can't be trusted ({reason}). Check [smtp] host; "
        "for a server of your own, name its root certificate in ca_file.",
    )


def wrong_ca_file(path: str, error: Exception) -> Words:
    """The file of root certificates can't be used."""
    return Words(
        f"[smtp] ca_file 指定的证书文件 {path} 不可用（{error}）。请检查路径，文件须为 PEM 格式。",
        f"The file {path} of [smtp] ca_file can't be used ({error}). Check the path; it must be PEM.",
    )


def no_encryption(host: str, port: int, security: str) -> Words:
    """The TLS handshake failed."""
    return Words(
        f"与发信服务器 {host}:{port} 建立加密连接失败。请核对 [smtp] port 与 security（现为 {security}）："
        "465 端口用 tls，587 或 25 端口用 starttls。",
        f"No encrypted connection to the mail server {host}:{port}. Check [smtp] port and security "
        f"(now {security}): tls on port 465, starttls on 587 or 25.",
    )


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


def silent(host: str, port: int, seconds: float) -> Words:
    """No answer in time."""
    return Words(
        f"发信服务器 {host}:{port} 在 {seconds:g} 秒内没有应答。"
        "请检查网络、防火墙及 [smtp] host、port、security。",
        f"The mail server {host}:{port} did not answer within {seconds:g} s. "
        "Check the network, the firewall, and [smtp] host, port and security.",
    )


def not_now(host: str, said: str) -> Words:
    """The server answers the greeting with a refusal."""
    return Words(
        f"发信服务器 {host} 暂不接受连接（{said}）。系统稍后会自动重试。",
        f"The mail server {host} takes no connection now ({said}). It is tried again later.",
    )


def unreachable(host: str, port: int, error: Exception) -> Words:
    """Refused, unknown or cut."""
    said = meaning(error)
    return Words(
        f"无法连接发信服务器 {host}:{port}（{said.zh}）。请检查网络及 [smtp] host、port。",
        f"The mail server {host}:{port} can't be reached ({said.en}). "
        "Check the network, and [smtp] host and port.",
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

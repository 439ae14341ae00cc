"""Why there is no connection to a mail server, and the remedy: the same for mail that comes and that goes."""

import ssl
from dataclasses import dataclass

from sales.system import meaning
from sales.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """How the settings have a server called; ``[[mailbox]]`` and ``[smtp]`` have the same names for it."""

    ports: Words  # which security goes with which port
    timeout: float  # seconds
    ca_file: str  # "" for the system's own
    is_tls: bool  # from the first byte


def why_not(error: BaseException, line: Line) -> Words:  # noqa: PLR0911 - a table, one cause a row
    """Return what kept us from the server, or cut us off, and what to do; a clause to follow its name."""
    match error:
        case ssl.SSLCertVerificationError():
            return Words(
                f"服务器证书不可信（{error.verify_message}）。请核对 host；自签证书请写入 ca_file。",
                f"the server's certificate is not trusted ({error.verify_message}). Check host; name a "
                "certificate of your own making in ca_file.",
            )
        case ssl.SSLError():
            return Words(
                f"无法建立加密连接（{meaning(error).zh}）。请核对 port 与 security：{line.ports.zh}。",
                f"no encrypted connection ({meaning(error).en}). Check port and security: {line.ports.en}.",
            )
        case FileNotFoundError():
            return wrong_ca_file(error, line)
        case ConnectionRefusedError():
            return Words(
                "服务器拒绝连接。请核对 host 和 port，并确认邮件服务正在运行。",
                "the connection was refused. Check host and port, and whether the mail server runs.",
            )
        case OSError() if (error.errno or 0) < 0:  # as name servers count, who are not the system
            return Words(
                "找不到该主机名。请核对 host 和本机的 DNS、网络。",
                "the host's name is unknown. Check host, and this machine's DNS and network.",
            )
        case TimeoutError():
            return _silent(line)
    said = meaning(error)
    return Words(
        f"连接中断（{said.zh}）。会自动重试；持续出现请检查网络及 host、port。",
        f"the connection was cut ({said.en}). It is tried again; if it stays so, check the network, host "
        "and port.",
    )


def wrong_ca_file(error: BaseException, line: Line) -> Words:
    """Return that the root certificate which the settings name can't be used."""
    said = meaning(error)
    return Words(
        f"ca_file“{line.ca_file}”不可用（{said.zh}）。请核对路径，文件须为 PEM 格式。",
        f'the ca_file "{line.ca_file}" can\'t be used ({said.en}). Check the path; it has to be PEM.',
    )


def _silent(line: Line) -> Words:
    return Words(
        f"服务器 {line.timeout:g} 秒没有回应。会自动重试；持续出现请检查网络和防火墙"
        + ("。" if line.is_tls else '，以及该端口是否需要 security = "tls"。'),
        f"the server was silent for {line.timeout:g} seconds. It is tried again; if it stays so, check "
        "network and firewall" + ("." if line.is_tls else ', and whether the port wants security = "tls".'),
    )

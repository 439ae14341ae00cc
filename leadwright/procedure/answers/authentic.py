"""Whether a mail is really from the address it names (I12).

It is where a DKIM signature of the sender's domain holds, checked by us, or where the server that our mailbox
is on says so. In any other case the reason is told, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.sender.head import from_address, head_of
from ingest.sender.keys import Keys
from ingest.sender.server import is_vouched_for
from ingest.sender.signature import is_signed
from sales.words import Refused, Unavailable, Words


def doubt_about(mail: bytes, sender: str, keys: Keys, authserv_id: str = "") -> Words | None:
    """Return why the mail can't be taken as coming from ``sender``, or None where it can.

    ``sender`` is the address that was read from it, ``keys`` looks public keys up, ``authserv_id`` is how our
    server signs what it found ("" where it is not known, or the mail did not come through a mailbox).
    """
    try:
        head = head_of(mail)
        address = from_address(head)
    except Refused as refused:
        return refused.words
    if address != sender.lower():
        return Words("发件人地址写法异常", "its sender's address is written in an odd way")
    domain = address.rpartition("@")[2]
    if is_vouched_for(head, domain, authserv_id):
        return None
    try:
        return None if is_signed(mail, head, domain, keys) else _unproven(domain)
    except Unavailable as unavailable:
        return unavailable.words


def _unproven(domain: str) -> Words:
    return Words(
        f"邮件没有 {domain} 的有效签名（DKIM），不能证明确由本人发出",
        f"it bears no valid signature (DKIM) of {domain}, so it may not be from them at all",
    )


@dataclass(frozen=True, slots=True)
class Unproven(Words):
    """Why a mail can't be taken as its sender's, where a setting would help, and the steps to that."""

    remedy: tuple[Words, ...] = ()


def with_remedy(doubt: Words, mailbox: str) -> Unproven:
    """Return the doubt with what to do so that the server of ``mailbox`` is believed.

    By which name it signs, the mail itself may not say: its sender could have written that line.
    """
    entry = f'[[mailbox]] name = "{mailbox}"'
    steps = (
        Words(
            "请系统管理员向邮箱服务商核实：收信服务器在来信最上方加注 Authentication-Results 时用什么名称；",
            "Have the administrator ask your mail provider by which name its server signs the "
            "Authentication-Results that it puts above every mail that arrives.",
        ),
        Words(
            f'然后在 leadwright.toml 的 {entry} 下写一行 authserv_id = "该名称"，重新启动服务；',
            f'Write authserv_id = "that name" below {entry} in leadwright.toml, and start the service anew.',
        ),
        Words(
            "收信服务器不加注的，请服务商为本公司域名开启 DKIM 签名，不必改设置。",
            "If the server writes no such line, have the provider sign your domain's mail (DKIM); then "
            "nothing has to be set.",
        ),
    )
    return Unproven(doubt.zh, doubt.en, steps)

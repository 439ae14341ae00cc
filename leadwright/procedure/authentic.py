"""Whether a mail is really from the address it names (I12).

It is where a DKIM signature of the sender's domain holds, checked by us, or where the server that our mailbox
is on says so. In any other case the reason is told, and a person decides.
"""

from __future__ import annotations

from ingest.sender.head import from_address, head_of
from ingest.sender.keys import Keys
from ingest.sender.server import is_vouched_for, server_named_in
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


def remedy(mail: bytes, mailbox: str) -> Words:
    """Return what to set so that the server of ``mailbox`` is believed when it vouches for such mails.

    The name that stands in the mail is told and not advised: its sender could have written it.
    """
    try:
        named = server_named_in(head_of(mail))
    except Refused:
        named = ""
    here = Words(f"本邮件所写的是“{named}”；", f'this mail says "{named}"; ') if named else Words("", "")
    entry = f'[[mailbox]] name = "{mailbox}"'
    return Words(
        f"邮箱“{mailbox}”尚未设置可信的收信服务器：请向邮箱服务商核实，收信服务器在每封来信最上方加注的"
        f" Authentication-Results 用什么名称（{here.zh}须是本公司收信服务器的名称），在 leadwright.toml 的"
        f' {entry} 下写一行 authserv_id = "该名称"，重新启动服务；或请邮箱服务商为本公司域名开启 DKIM 签名',
        f'No server of the mailbox "{mailbox}" is believed yet: ask your mail provider by which name it '
        f"signs the Authentication-Results that it puts above every mail ({here.en}it has to be that of your "
        f'own server), write authserv_id = "that name" below {entry} in leadwright.toml, and start the '
        "service anew; or have the provider sign the mail of your domain (DKIM)",
    )

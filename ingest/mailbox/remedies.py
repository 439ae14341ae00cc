"""What went wrong with a mailbox, in words that name it, its server and what to do."""

import re

from ingest.mailbox.account import Account, Security
from ingest.mailbox.profiles import LATER
from ingest.mailbox.trouble import LoginRefused, Lost, NoStarttls, ReadOnly, Trouble
from sales.connecting import Line, why_not
from sales.words import NotNow, Unavailable, Words

_PORTS = Words("993 用 tls，143 用 starttls", "993 tls, 143 starttls")

PAUSE_SECONDS = 300.0
"""How long to leave a server alone that says "not now" without a time; what Exchange mostly asks for."""


def explain(trouble: Trouble, account: Account) -> Unavailable:
    """Return what to raise for ``trouble``: ``NotNow`` where trying again at once would make it worse."""
    if asks_for_rest(trouble, account):
        return NotNow(_named(account, _throttled(trouble)), _pause(trouble.text))
    if isinstance(trouble, LoginRefused):
        return NotNow(_named(account, _why(trouble, account)), PAUSE_SECONDS)
    return Unavailable(_named(account, _why(trouble, account)))


def asks_for_rest(trouble: Trouble, account: Account) -> bool:
    """Say whether the server's words mean "not now" rather than "no"."""
    said = trouble.text.casefold()
    return any(words in said for words in (*LATER, *account.provider.later))


def no_such_folder(account: Account, folder: str, folders: tuple[str, ...]) -> Unavailable:
    """Return what to raise for a folder that the mailbox does not have, with those that it has."""
    names, more = folders[:20], " …" if len(folders) > 20 else ""
    words = Words(
        f"没有文件夹“{folder}”。现有：{'、'.join(names)}{more}。请改正设置中的 folders。",
        f'there is no folder "{folder}", but: {", ".join(names)}{more}. Correct folders in the settings.',
    )
    return Unavailable(_named(account, words))


def renumbered(account: Account, folder: str) -> Unavailable:
    """Return what to raise when a folder was renumbered under our hands: old UIDs name other mails now."""
    words = Words(
        f"文件夹“{folder}”的 UIDVALIDITY 已变，邮件被重新编号。本轮中止，下一轮会重新列出，不会遗漏。",
        f'the folder "{folder}" was renumbered (UIDVALIDITY changed). The next round lists all anew.',
    )
    return Unavailable(_named(account, words))


def mark_not_kept(account: Account, folder: str, mark: str) -> Unavailable:
    """Return what to raise when a folder forgets the flag or keyword that shall mark what is safe."""
    words = Words(
        f'文件夹“{folder}”不能保存标记“{mark}”。请在设置中为该邮箱改用其他 after，例如 "move"。',
        f'the folder "{folder}" does not keep the mark "{mark}". Set another after, such as "move".',
    )
    return Unavailable(_named(account, words))


def _named(account: Account, words: Words) -> Words:
    where = f"{account.host}:{account.port}"
    return Words(
        f"邮箱“{account.name}”（{where}）：{words.zh}", f'Mailbox "{account.name}" ({where}): {words.en}'
    )


def _throttled(trouble: Trouble) -> Words:
    return Words(
        f"服务器要求稍后再试：“{trouble.text}”。暂停后会自动继续，无需处理。",
        f'the server asks to come back later: "{trouble.text}". It goes on by itself after a pause.',
    )


def _pause(said: str) -> float:
    suggested = re.search(r"backoff time: (\d{1,8}) milliseconds", said, re.IGNORECASE)
    return int(suggested[1]) / 1000 if suggested else PAUSE_SECONDS


def _why(trouble: Trouble, account: Account) -> Words:
    match trouble:
        case LoginRefused():
            hint = account.provider.hint
            return Words(
                f"服务器拒绝登录用户“{account.user}”（“{trouble.text}”）。{hint.zh}",
                f'the server refused to log in "{account.user}" ("{trouble.text}"). {hint.en}',
            )
        case NoStarttls():
            return Words(
                '服务器不支持 STARTTLS。请改为 security = "tls"，端口通常为 993。',
                'the server does not offer STARTTLS. Set security = "tls", the port is mostly 993.',
            )
        case ReadOnly():
            return Words(
                '该用户对文件夹只有读取权限。请授予写入权限，或设 after = "nothing"。',
                'the user may only read the folder. Grant write access, or set after = "nothing".',
            )
        case Lost():
            return _why_lost(trouble, account)
    return Words(
        f"服务器拒绝了请求：“{trouble.text}”。请用 leadwright doctor 检查；持续出现请联系邮件服务商。",
        f'the server refused: "{trouble.text}". Run leadwright doctor; if it stays so, ask the provider.',
    )


def _why_lost(trouble: Lost, account: Account) -> Words:
    """Return why the connection went; what no system said, but a library, is quoted."""
    cause = trouble.__cause__ if isinstance(trouble.__cause__, OSError) else Exception(trouble.text)
    is_tls = account.security is Security.TLS
    return why_not(cause, Line(_PORTS, account.timeout, str(account.ca_file), is_tls))

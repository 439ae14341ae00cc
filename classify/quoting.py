"""Where the sender stops and somebody else's mail begins: quoted below, or a customer's passed on inside."""

import re
from dataclasses import dataclass

SIGNS = "发件人|寄件人|寄件者|From|Von|De|Da"
BAR = (
    r"^[ >]*-{2,}[ ]*(?:原始邮件|原邮件|转发邮件信息|转发的邮件|转发邮件|转发|Original(?: Message)?"
    r"|Forwarded [Mm]essage.{0,40}|回复的原邮件)[ ]*-*[ ]*$"
)
TABLE = (
    rf"^[ >*]*(?:{SIGNS})[ *]*:[ *]*\S.{{0,200}}\n(?:.{{0,300}}\n){{0,3}}?[ >*]*(?:发送时间|发送日期"
    rf"|日期|时间|收件人|Sent|Date|To|Gesendet|Enviado|Datum|主题|Subject)[ *]*:"
)
MARK = (
    rf"{BAR}|^Begin forwarded message:?[ ]*$"
    r"|^(?:在|于)?[ ]?\d{4}[-年/].{5,80}(?:写道|wrote)[ ]?:?[ ]*$|^On .{10,160}(?:\n.{0,80})?wrote:[ ]*$|^>"
)
BEGINS = re.compile(f"{MARK}|{TABLE}", re.MULTILINE)
MARKED = re.compile(MARK, re.MULTILINE)
HEADER = re.compile(
    r"^[ >*]*(发件人|寄件人|From|发送时间|发送日期|日期|时间|Sent|Date|收件人|To|抄送|Cc|CC|主题|Subject"
    r"|附件|Attachments?)[ *]*:[ *]*(.{0,300})$",
    re.MULTILINE,
)
FORWARD = re.compile(r"^(?:\s*(?:fwd?|转发|轉寄|wg|tr)\s*:)", re.IGNORECASE)
ANSWER = re.compile(r"^\s*(?:re|回复|答复|回覆|aw|sv|antw)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
PREFIXES = re.compile(
    (r"^(?:\s*(?:re|fwd?|回复|答复|回覆|转发|轉寄|aw|wg|sv|tr|antw)\s*(?:\[\d+\])?\s*:)+\s*"), re.IGNORECASE
)
MAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,62}){1,8}")


@dataclass(frozen=True, slots=True)
class Inner:
    """The mail that was passed on: who wrote it, about what, and its text."""

    name: str
    email: str
    subject: str
    text: str


def first_quote(text: str, *, is_mail: bool = True) -> int:
    """Return where quoted mail begins in folded ``text``, its length where nothing is quoted.

    Outside of mails, From: and To: are the head of a fax sheet.
    """
    match = (BEGINS if is_mail else MARKED).search(text)
    return match.start() if match else len(text)


def inner(text: str) -> Inner | None:
    """Return the mail inside a forwarded mail's folded ``text``, None where no header of it is to be seen."""
    match = BEGINS.search(text)
    if match is None:
        return None
    rest = text[match.start() :]
    headers = _headers(rest)
    sender = next((value for name, value in headers.items() if name in ("发件人", "寄件人", "From")), "")
    if not sender:
        return None
    email = MAIL.search(sender)
    body = _body(rest)
    subject = headers.get("主题", headers.get("Subject", "")).strip()
    name = re.sub(r"[<\[(].*", "", sender).strip(" \"'")
    return Inner(name, email.group().lower() if email else "", subject, body[: first_quote(body)])


def without_prefixes(subject: str) -> str:
    """Return a subject without Re:, 回复:, Fw:, 转发:."""
    return PREFIXES.sub("", subject).strip()


def _headers(rest: str) -> dict[str, str]:
    head = rest[: _body_start(rest)]
    return {match.group(1): match.group(2) for match in HEADER.finditer(head)}


def _body(rest: str) -> str:
    return rest[_body_start(rest) :].strip("\n")


def _body_start(rest: str) -> int:
    """Return where the header lines of the mail inside end: its last one within the first fifteen lines."""
    end, position, seen = 0, 0, False
    for line in rest.split("\n")[:15]:
        position += len(line) + 1
        if HEADER.match(line):
            end, seen = position, True
        elif (seen and line.strip() and position - end > 200) or (seen and not line.strip()):
            break
    return min(end, len(rest))

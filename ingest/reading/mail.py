"""A mail: its head by mail-parser, its parts by walking the tree (docs/decisions/0020-mail-reading.md)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.message import Message
from email.utils import parsedate_to_datetime
from mmap import mmap

from mailparser import MailParser

from ingest.reading.charset import decode
from ingest.reading.headers import decoded, decoded_addresses, raw_header
from ingest.reading.limits import ReadingLimits
from ingest.reading.opened import Mail
from ingest.reading.parts import contents
from ingest.reading.wire import Tree, parse
from sales.letter import Address
from sales.words import Words

_ADDRESSES = ("from", "to", "cc", "reply-to")
_ASKED_BY_RULES = (
    *("auto-submitted", "precedence", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-loop"),
    *("list-id", "list-unsubscribe", "list-post", "feedback-id", "x-leadwright", "return-path", "sender"),
    *(
        "x-failed-recipients",
        "content-type",
        "x-spam-flag",
        "x-spam-status",
        "x-spam-score",
        "authentication-results",
    ),
    *("x-mailer", "user-agent", "x-priority", "importance", "delivered-to", "x-original-to"),
)
"""Headers that tell the machine-made from the written; the first of each, which the last server wrote."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")
_GMT_BEFORE_OFFSET = re.compile(r"\b(?:GMT|UTC)(?=[+-]\d{2}:?\d{2})")  # as JavaScript writes it
_EMAIL = re.compile(r"[^\s<>\"',;:()\[\]]{1,128}@[^\s<>\"',;:()\[\]]{1,255}")
_SHOWN = 200_000  # bytes of a mail that nothing can be made of
_MOST_ADDRESSES = 200
_MOST_REFERENCES = 100


def read_mail(source: bytes | mmap, limits: ReadingLimits) -> Mail:
    """Return the mail in ``source``; never raises, what could not be read is said in its problems."""
    try:
        return read_tree(parse(source, limits), limits)
    except Exception:  # nothing known does; what a stranger thinks of next shall still be seen by people
        return Mail(text=decode(source[:_SHOWN]), problems=(_UNREADABLE,))


def read_tree(tree: Tree, limits: ReadingLimits) -> Mail:
    """Return the mail whose parts are ``tree``."""
    inside = contents(tree, limits, lambda inner: read_tree(inner, limits))
    return replace(
        read_head(tree.message, limits),
        text=inside.text,
        enclosures=tuple(inside.enclosures),
        problems=(*tree.problems, *inside.problems),
    )


def read_head(message: Message, limits: ReadingLimits) -> Mail:
    """Return the mail whose headers ``message`` has, without its text."""
    raw = {name: raw_header(message, name, limits.header) for name in _ADDRESSES}
    parsed = MailParser(_head(message, raw, limits))
    return Mail(
        subject=_only(parsed.subject),
        sender=next(iter(_addresses(parsed.from_, raw["from"])), None),
        to=_addresses(parsed.to, raw["to"]),
        cc=_addresses(parsed.cc, raw["cc"]),
        reply_to=_addresses(parsed.reply_to, raw["reply-to"]),
        date=_date(parsed, raw_header(message, "date")),
        message_id=next(iter(_message_ids(raw_header(message, "message-id"))), ""),
        references=_references(message),
        headers=_asked_headers(message),
    )


def _head(message: Message, raw: Mapping[str, str], limits: ReadingLimits) -> Message:
    """Return a message of those headers only that mail-parser shall read, mended, one of each.

    It spends most of its time on trace headers that nobody asks for, and on copies of attachments.
    """
    head = Message()
    for name, value in raw.items():
        if value:
            head[name] = decoded_addresses(value)
    head["subject"] = decoded(raw_header(message, "subject", limits.header))
    head["date"] = _GMT_BEFORE_OFFSET.sub("", raw_header(message, "date"))
    head.set_payload("")
    return head


def _addresses(found: list[tuple[str, str]], raw: str) -> tuple[Address, ...]:
    """Return the addresses of a header; where mail-parser trusts none, what looks like one."""
    addresses = [Address(_unquoted(decoded(name)), email.lower()) for name, email in found if "@" in email]
    if not addresses and raw:
        text = decoded(raw)
        emails = _EMAIL.findall(text)
        name = text.partition("<")[0].strip("\"' ") if len(emails) < 2 else ""
        addresses = [Address(name, email.lower()) for email in emails]
        if not emails and name and not name.endswith((":", ";")):
            addresses = [Address(name, "")]
    return tuple(addresses[:_MOST_ADDRESSES])


def _unquoted(name: str) -> str:
    """Return a name without the quotes that some programs write inside the quotes: "'Li Ming'"."""
    name = name.strip()
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"" else name


def _only(subject: str | list[str]) -> str:
    """Return the subject; mail-parser makes a list of several."""
    return subject if isinstance(subject, str) else next(filter(None, subject), "")


def _date(parsed: MailParser, raw: str) -> datetime | None:
    """Return when the mail was written, with the offset its writer's program gave."""
    date = parsed.date
    try:
        if isinstance(date, datetime):
            return date.astimezone(timezone(timedelta(hours=float(parsed.timezone or 0))))
        date = _date_of(raw)
    except (ValueError, TypeError, IndexError, OverflowError):  # offsets of days, years beyond the calendar
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _date_of(raw: str) -> datetime:
    """Return a date as RFC 5322 wants it, or as ISO 8601 does, which scripts behind web forms write."""
    try:
        return parsedate_to_datetime(raw)
    except (ValueError, TypeError):
        return datetime.fromisoformat(raw)


def _references(message: Message) -> tuple[str, ...]:
    """Return the Message-IDs of References, then In-Reply-To, each once, the nearest last."""
    named = [
        *_message_ids(raw_header(message, "references")),
        *_message_ids(raw_header(message, "in-reply-to")),
    ]
    nearest_last = reversed(dict.fromkeys(reversed(named)))
    return tuple(nearest_last)[-_MOST_REFERENCES:]


def _message_ids(value: str) -> list[str]:
    return _MESSAGE_ID.findall(value)


def _asked_headers(message: Message) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        key = name.lower()
        if key in _ASKED_BY_RULES and key not in found:
            found[key] = decoded(" ".join(str(value)[:2000].split())).encode("utf-8", "replace").decode()
    return found


_UNREADABLE = Words(
    zh="邮件结构异常，无法解析，只能按原文显示；请直接打开原件查看",
    en="The mail is malformed beyond parsing and is shown as it came; please open the original",
)

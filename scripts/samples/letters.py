"""The sample letters as they lie on a mail server, with the habits and faults of mail programs."""

from collections.abc import Iterator, Mapping
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import parseaddr
from pathlib import PurePath
from typing import Any

from samples.attached import data_of

Sample = Mapping[str, Any]
OURS = "sales@ruiheng.example"
TYPES = {
    ".pdf": "pdf",
    ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "zip",
}


def letter(sample: Sample) -> bytes:
    """Return the mail that ``sample`` describes, lines ended by CRLF."""
    whole = _raw(sample) if sample.get("raw") else _tidy(sample)
    return b"\r\n".join(whole.splitlines()) + b"\r\n"


def _tidy(sample: Sample) -> bytes:
    """Return a mail as the standards want it."""
    message = _body(sample)
    for name, value in _heads(sample):
        message[name] = _encoded(name, value, _charset(sample))
    return message.as_bytes()


def _body(sample: Sample) -> Message:
    charset = _charset(sample)
    kind = "html" if "html" in sample else "plain"
    text = MIMEText(sample.get("html", sample.get("text", "")).lstrip(), kind, charset)
    del text["MIME-Version"]
    if not (sample.get("attached") or "forwards" in sample):
        return text
    whole = MIMEMultipart("mixed", boundary=f"----=_Part_{PurePath(sample['file']).stem}")
    del whole["MIME-Version"]
    whole.attach(text)
    for each in sample.get("attached", ()):
        whole.attach(_attached(each, charset))
    if "forwards" in sample:
        whole.attach(_forwarded(sample))
    return whole


def _attached(sample: Sample, charset: str) -> Message:
    """Return an attachment, its name written as Foxmail and Outlook write it: RFC 2047 in a parameter."""
    name = Header(sample["name"], charset, maxlinelen=10_000).encode()
    part = MIMEApplication(data_of(sample), TYPES[PurePath(sample["name"]).suffix], name=name)
    part.add_header("Content-Disposition", "attachment", filename=name)
    del part["MIME-Version"]
    return part


def _forwarded(sample: Sample) -> Message:
    inner = {"file": f"{PurePath(sample['file']).stem}-inner.eml", **sample["forwarded"]}
    message = _body(inner)
    for name, value in _heads(inner):
        message[name] = _encoded(name, value, _charset(inner))
    part = MIMEMessage(message)
    name = Header(sample["forwards"], _charset(sample)).encode()
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _raw(sample: Sample) -> bytes:
    """Return a mail as old programs send it: 8-bit words in the head; ``broken`` ones declare parts and have
    no boundary.
    """
    kind = "multipart/mixed" if sample.get("broken") else f"text/plain; charset={_charset(sample)}"
    heads = [
        *_heads(sample),
        ("Content-Type", kind),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Mailer", "FoxMail 4.2 beta 2 [cn]"),
    ]
    lines = [*(f"{name}: {value}" for name, value in heads), "", sample["text"].strip()]
    # The labels say gb2312 and mean what Windows writes under that name.
    charset = {"gb2312": "gb18030", "utf-8": "ascii"}.get(_charset(sample), _charset(sample))
    return "\n".join(lines).encode(charset)


def _heads(sample: Sample) -> Iterator[tuple[str, str]]:
    yield "From", sample["from"]
    yield "To", sample.get("to", f"Sales <{OURS}>")
    yield "Subject", sample["subject"]
    yield "Date", sample["date"]
    yield "Message-ID", message_id(sample["file"], sample["from"])
    if "answers" in sample:
        yield "In-Reply-To", message_id(sample["answers"], sample["from"])
    for head in sample.get("headers", ()):
        name, _, value = head.partition(": ")
        yield name, value
    yield "MIME-Version", "1.0"


def message_id(file: str, sender: str) -> str:
    """Return the Message-ID of the sample in ``file``."""
    return f"<{PurePath(file).stem}.20261123@{parseaddr(sender)[1].rpartition('@')[2]}>"


def _encoded(name: str, value: str, charset: str) -> str:
    if value.isascii():
        return value
    shown, address = parseaddr(value)
    if name in ("From", "To") and address:
        return f"{Header(shown, charset).encode()} <{address}>"
    return Header(value, charset, header_name=name).encode()


def _charset(sample: Sample) -> str:
    return str(sample.get("charset", "utf-8"))

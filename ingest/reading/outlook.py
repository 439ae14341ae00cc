"""Outlook's own files: saved mails (``.msg``) and what it packs into ``winmail.dat`` (TNEF)."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from functools import partial

import olefile
from oxmsg.domain import constants as pid
from oxmsg.storage import Storage
from tnefparse import TNEF, TNEFAttachment
from tnefparse import properties as mapi

from ingest.reading.body import html_text
from ingest.reading.charset import decode
from ingest.reading.limits import ReadingLimits
from ingest.reading.mail import read_head
from ingest.reading.opened import Enclosure, Mail
from ingest.reading.rtf import decompressed, rtf_text
from sales.letter import Address
from sales.words import Words

_UNICODE, _CODEPAGE, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"  # types of properties (MS-OXCDATA)
_PID_RTF_COMPRESSED = 0x1009
_PID_DELIVERY_TIME = 0x0E06
_PID_RECIPIENT_TYPE = 0x0C15
_PID_SENDER_NAME, _PID_SENDER_EMAIL, _PID_SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_TO, _CC = 1, 2  # recipient types
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)  # of FILETIME, which counts tenths of microseconds


def read_msg(data: bytes, limits: ReadingLimits) -> Mail:
    """Return the mail in an Outlook file; never raises, what could not be read is said in its problems."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            root = Storage.from_ole(ole)
        mail = _mail_of(root, limits)
    except Exception:  # the libraries raise whatever broken bytes lead them to
        return Mail(problems=(_BROKEN_MSG,))
    says_nothing = not (mail.subject or mail.sender or mail.text or mail.enclosures)
    return (
        replace(mail, problems=(_BROKEN_MSG,)) if says_nothing else mail
    )  # a file cut short loses its streams


def read_tnef(data: bytes, limits: ReadingLimits) -> Mail:
    """Return what is in a winmail.dat: a text, if it has one, and files."""
    try:
        tnef = TNEF(data, do_checksum=False)
    except Exception:  # likewise
        return Mail(problems=(_BROKEN_TNEF,))
    return _mail_of_tnef(tnef, limits)


class _Properties:
    """The properties of one storage, whatever type they were written with."""

    def __init__(self, storage: Storage, header: int) -> None:
        self._streams = {stream.name: stream.bytes_ for stream in storage.streams}
        fixed = self._streams.get("__properties_version1.0", b"")[header:]
        self._fixed = {
            fixed[at + 2 : at + 4]: fixed[at + 8 : at + 16] for at in range(0, len(fixed) - 15, 16)
        }

    def text(self, id_: int) -> str:
        """Return a text, "" where there is none."""
        unicode = self._streams.get(f"__substg1.0_{id_:04X}{_UNICODE}")
        if unicode is not None:
            return unicode.decode("utf-16-le", "ignore").rstrip("\0")
        page = self.number(pid.PID_INTERNET_CODEPAGE if id_ == pid.PID_BODY else pid.PID_MESSAGE_CODEPAGE)
        stream = self._streams.get(f"__substg1.0_{id_:04X}{_CODEPAGE}", b"")
        return decode(stream.rstrip(b"\0"), f"cp{page}" if page else "")

    def binary(self, id_: int) -> bytes:
        """Return bytes, empty where there are none."""
        return self._streams.get(f"__substg1.0_{id_:04X}{_BINARY}", b"")

    def number(self, id_: int) -> int:
        """Return a whole number, 0 where there is none."""
        return int.from_bytes(self._fixed.get(id_.to_bytes(2, "little"), b"")[:4], "little")

    def time(self, id_: int) -> datetime | None:
        """Return a time, None where there is none."""
        value = int.from_bytes(self._fixed.get(id_.to_bytes(2, "little"), b""), "little")
        try:
            return _EPOCH + timedelta(microseconds=value // 10) if value else None
        except OverflowError:
            return None


def _mail_of(storage: Storage, limits: ReadingLimits, header: int = 32) -> Mail:
    """Return the mail in a storage: by the headers it came with, else by Outlook's properties."""
    properties = _Properties(storage, header)
    head = read_head(HeaderParser().parsestr(properties.text(pid.PID_TRANSPORT_MESSAGE_HEADERS)), limits)
    recipients = list(_recipients(storage))
    return replace(
        head,
        subject=properties.text(pid.PID_SUBJECT) or head.subject,
        sender=head.sender or _sender(properties),
        to=head.to or tuple(address for kind, address in recipients if kind == _TO),
        cc=head.cc or tuple(address for kind, address in recipients if kind == _CC),
        date=head.date or properties.time(pid.PID_CLIENT_SUBMIT_TIME) or properties.time(_PID_DELIVERY_TIME),
        message_id=head.message_id or properties.text(pid.PID_INTERNET_MESSAGE_ID).strip(),
        text=_body(properties)[: limits.text],
        enclosures=tuple(_enclosures(storage, limits)),
    )


def _body(properties: _Properties) -> str:
    """Return the text of a mail: plain, else out of its HTML, else out of its RTF."""
    plain = properties.text(pid.PID_BODY).replace("\r\n", "\n").replace("\r", "\n").strip()
    if plain:
        return plain
    html = properties.binary(pid.PID_HTML)
    if html or properties.text(pid.PID_BODY_HTML):
        return html_text(decode(html) if html else properties.text(pid.PID_BODY_HTML))
    return _rtf_body(properties.binary(_PID_RTF_COMPRESSED))


def _rtf_body(data: bytes) -> str:
    try:
        return rtf_text(decompressed(data)) if data else ""
    except ValueError:
        return ""


def _sender(properties: _Properties) -> Address | None:
    name = properties.text(_PID_SENDER_NAME)
    email = properties.text(_PID_SENDER_SMTP) or properties.text(_PID_SENDER_EMAIL)
    return _address(name, email) if name or email else None


def _recipients(storage: Storage) -> Iterator[tuple[int, Address]]:
    for recipient in storage.iter_recipient_storages():
        properties = _Properties(recipient, 8)
        email = properties.text(pid.PID_SMTP_ADDRESS) or properties.text(pid.PID_EMAIL_ADDRESS)
        yield properties.number(_PID_RECIPIENT_TYPE), _address(properties.text(pid.PID_DISPLAY_NAME), email)


def _address(name: str, email: str) -> Address:
    """Return an address; Exchange's own (``/O=…``) is none that anybody can write to."""
    return Address("" if name == email else name.strip("'\" "), email.lower() if "@" in email else "")


def _enclosures(storage: Storage, limits: ReadingLimits) -> Iterator[Enclosure]:
    for number, attached in enumerate(storage.iter_attachment_storages(), start=1):
        properties = _Properties(attached, 8)
        name = next(
            filter(
                None,
                map(
                    properties.text,
                    (pid.PID_ATTACH_LONG_FILENAME, pid.PID_ATTACH_FILENAME, pid.PID_DISPLAY_NAME),
                ),
            ),
            f"part-{number}",
        )
        data = properties.binary(pid.PID_ATTACH_DATA_BINARY)
        inner = _inner_mail(attached)
        if inner:
            mail = partial(_mail_of, inner, limits, 24)
            yield Enclosure(f"{name}.msg", "application/vnd.ms-outlook", bytes, mail)
        else:
            yield Enclosure(name, properties.text(pid.PID_ATTACH_MIME_TAG), partial(bytes, data))


def _inner_mail(attached: Storage) -> Storage | None:
    """Return the storage of a mail that is attached as a mail."""
    for inner in attached.storages:
        if inner.name == f"__substg1.0_{pid.PID_ATTACH_DATA_BINARY:04X}{_OBJECT}":
            return (
                inner if any(stream.name == "__properties_version1.0" for stream in inner.streams) else None
            )
    return None


def _mail_of_tnef(tnef: TNEF, limits: ReadingLimits) -> Mail:
    titles = _titles(tnef)
    enclosures = []
    for number, attached in enumerate(tnef.attachments):
        name = _tnef_name(attached, titles[number] if number < len(titles) else "") or f"part-{number + 1}"
        inner = getattr(attached, "embed", None)
        mail = partial(_mail_of_tnef, inner, limits) if inner else None
        enclosures.append(Enclosure(name, "", partial(bytes, attached.data), mail))
    return Mail(text=_tnef_body(tnef)[: limits.text], enclosures=tuple(enclosures))


def _titles(tnef: TNEF) -> list[str]:
    """Return the names of the attachments as their bytes say; the library gives up on GBK."""
    titles: list[str] = []
    for item in tnef.objects:
        if item.name == TNEF.ATTATTACHRENDDATA:
            titles.append("")
        elif item.name == TNEF.ATTATTACHTITLE and titles and isinstance(item.data, bytes):
            titles[-1] = decode(item.data.rstrip(b"\0"))
    return titles


def _tnef_name(attached: TNEFAttachment, title: str) -> str:
    """Return the long name of an attachment, else its title."""
    for attribute in attached.mapi_attrs:
        if attribute.name == mapi.MAPI_ATTACH_LONG_FILENAME:
            return _text(attribute.data).rstrip("\0") or title
    return title


def _tnef_body(tnef: TNEF) -> str:
    plain = _text(tnef.body).replace("\r\n", "\n").replace("\0", "").strip()
    if plain:
        return plain
    if tnef.htmlbody:
        return html_text(_text(tnef.htmlbody))
    return _rtf_body(_bytes(tnef._rtfbody))


def _text(value: object) -> str:
    """Return what the library hands out as a text: it may be bytes, or a list of either."""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return decode(value) if isinstance(value, bytes) else str(value or "")


def _bytes(value: object) -> bytes:
    if isinstance(value, list | tuple):
        value = value[0] if value else b""
    return value if isinstance(value, bytes) else b""


_BROKEN_MSG = Words(
    zh="Outlook 邮件文件已损坏，无法读取；请在 Outlook 中打开后另存为 .eml 或重新保存",
    en="The Outlook file is broken and cannot be read; open it in Outlook and save it again, best as .eml",
)
_BROKEN_TNEF = Words(
    zh="winmail.dat 已损坏，无法读取；请寄件人改用 HTML 或纯文本格式重发",
    en="The winmail.dat is broken and cannot be read; ask the sender to send again as HTML or plain text",
)

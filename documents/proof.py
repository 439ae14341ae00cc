"""The proof that a mail was sent: what the server said when it took it, for people to read (P4.1)."""

from datetime import datetime

from sales.paper import OutgoingMail
from sales.words import Language, Words

TITLE = Words("邮件发送证明", "Proof of sending")
LABELS = {
    "subject": Words("邮件主题", "Mail"),
    "file": Words("邮件文件", "File"),
    "sha256": Words("文件 SHA-256", "SHA-256 of the file"),
    "message_id": Words("Message-ID", "Message-ID"),
    "to": Words("收件人", "To"),
    "at": Words("服务器接收时间", "Taken by the server at"),
    "server": Words("发件服务器", "Server"),
    "said": Words("服务器答复", "What it said"),
}


def proof(mail: OutgoingMail, taken: dict[str, str], server: str, now: datetime, language: Language) -> bytes:
    """Return the text of the proof; ``taken`` is what the server said, by the address that it took it for."""
    head = {
        "subject": mail.subject,
        "file": mail.path.rpartition("/")[2],
        "sha256": mail.sha256,
        "message_id": mail.message_id,
        "server": server,
        "at": f"{now:%Y-%m-%d %H:%M:%S %z}",
    }
    lines = [_line(name, text, language) for name, text in head.items()]
    for email, said in taken.items():
        lines += ["", _line("to", email, language), _line("said", said, language)]
    # With a mark of its encoding, by which old editors know it from GBK.
    return "\r\n".join((TITLE.in_(language), "", *lines, "")).encode("utf-8-sig")


def _line(name: str, text: str, language: Language) -> str:
    label = LABELS[name]
    return Words(f"{label.zh}：{text}", f"{label.en}: {text}").in_(language)

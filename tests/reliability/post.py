"""Mails and notes of all sorts, small and harmless, each with bytes of its own."""

from email.message import EmailMessage
from itertools import cycle, islice

from tests.office import mail

PLACES = ("南京", "北京", "苏州", "天津", "武汉")


def enquiry(serial: int) -> bytes:
    who = f"{PLACES[serial % len(PLACES)]}第{serial}机械有限公司"
    return mail(
        f"询价 {serial}：环缝焊机",
        f"我公司需要环缝焊机{serial % 9 + 1}台，请报价。\n\n{who}\n电话 025-8456{serial:04}\n",
        message_id=f"<{serial}@hongda.example>",
    )


def english(serial: int) -> bytes:
    text = f"Please quote {serial} welding positioners for Shanghai.\n\nJohn Smith\nACME {serial} Ltd.\n"
    return mail(f"Enquiry {serial}", text, sender="John <john@acme.example>", message_id=f"<{serial}@acme>")


def in_gbk(serial: int) -> bytes:
    text = f"求购焊接机器人工作站 {serial} 套，用于管道焊接。\r\n杭州第{serial}重工\r\n"
    head = f"From: lin@zhonggong.example\r\nSubject: qiugou {serial}\r\nMessage-ID: <{serial}@zg>\r\n"
    return head.encode() + b"Content-Type: text/plain; charset=gb2312\r\n\r\n" + text.encode("gb18030")


def with_attachment(serial: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "sun@daqing.example", f"附件为技术要求 {serial}"
    message["Message-ID"] = f"<{serial}@daqing>"
    message.set_content(f"详见附件。项目 {serial} 位于无锡。")
    message.add_attachment(f"管径 {serial} mm，壁厚 8 mm".encode(), maintype="text", subtype="plain")
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def advertisement(serial: int) -> bytes:
    return mail(f"免费代开发票 {serial}", f"代开发票 加微信 {serial} 点数优惠", message_id=f"<{serial}@spam>")


def answer(serial: int) -> bytes:
    """Return the customer's second mail about an enquiry."""
    return mail(
        f"Re: 询价 {serial}：环缝焊机",
        "补充：管径 219 mm。",
        message_id=f"<{serial}.2@hongda.example>",
        headers=f"In-Reply-To: <{serial}@hongda.example>",
    )


def large(serial: int) -> bytes:
    """Return a mail of 20 kB; no two are alike."""
    return mail(
        f"询价 {serial}",
        f"需要焊机 {serial} 台。\n" + f"{serial:060}\n" * 330,
        message_id=f"<{serial}@large>",
    )


def headless(serial: int) -> bytes:
    return f"这不是邮件 {serial}\r\n".encode("gb18030")


KINDS = (enquiry, english, in_gbk, with_attachment, advertisement, enquiry, headless)


def mails(count: int, start: int = 0) -> list[bytes]:
    """Return so many mails, no two the same."""
    kinds = islice(cycle(KINDS), start % len(KINDS), None)
    return [kind(serial) for serial, kind in zip(range(start, start + count), kinds, strict=False)]


def note(serial: int) -> bytes:
    """Return a phone note."""
    return f"电话记录 {serial}\n客户：徐州第{serial}工程机械厂\n电话：0516-8765{serial:04}\n".encode()

"""Answers as the mail programs of an office write them: head, text, signature and quoted question, byte for
byte as each lays them out.
"""

from __future__ import annotations

import quopri
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

ASKED = "【审批】报价 v2：苏州恒力管道工程有限公司"
QUESTION = (
    "赵刚，您好：",
    "请审批报价：同意请回复“同意”，不同意请回复“不同意”并写明理由。",
    "客户：苏州恒力管道工程有限公司",
    "总价：人民币壹佰贰拾万元整（￥1,200,000.00）",
)


@dataclass(frozen=True)
class Reply:
    """What somebody answers: their words, under the mark of the question."""

    mark: str  # "[LW-2026-00042 7K3Q-M2XD]"
    words: str
    sender: str = "赵刚 <zhao@example.com>"

    @property
    def subject(self) -> str:
        return f"{self.mark} {ASKED}"

    @property
    def address(self) -> str:
        return self.sender.rpartition("<")[2].rstrip(">")


Program = Callable[[Reply], bytes]


def outlook(reply: Reply) -> bytes:
    """Outlook for Windows in Chinese: 答复, Word's HTML, the question below a line with 发件人."""
    quoted = "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in QUESTION)
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm;} '
        "--></style></head><body lang=ZH-CN><div class=WordSection1>"
        + "".join(
            f"<p class=MsoNormal><span>{line}<o:p></o:p></span></p>" for line in reply.words.split("\n")
        )
        + "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>赵刚<o:p></o:p></p>"
        "<p class=MsoNormal>销售部 部长<o:p></o:p></p><p class=MsoNormal>电话：021-6655 1234<o:p></o:p></p>"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        "<p class=MsoNormal><b>发件人<span lang=EN-US>:</span></b><span lang=EN-US> sales@example.com "
        "&lt;sales@example.com&gt; <br></span><b>发送时间<span lang=EN-US>:</span></b> 2026年11月24日 9:15"
        "<br><b>收件人<span lang=EN-US>:</span></b> 赵刚 &lt;zhao@example.com&gt;<br><b>主题<span "
        f"lang=EN-US>:</span></b> {reply.subject}<o:p></o:p></p></div></div>{quoted}</div></body></html>"
    )
    return _mail(
        reply,
        f"答复: {reply.subject}",
        ("X-Mailer: Microsoft Outlook 16.0",),
        _alternative(reply.words, html),
    )


def foxmail(reply: Reply) -> bytes:
    """Foxmail 7: 回复, GB18030, a lone address for a signature, the question below 发件人."""
    quoted = "".join(f"<div>{line}</div>" for line in QUESTION)
    html = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=GB18030"></head><body>'
        + "".join(f"<div>{line}</div>" for line in reply.words.split("\n"))
        + '<div><br></div><hr style="WIDTH: 210px; HEIGHT: 1px" color="#b5c4df" size="1" align="left">'
        f"<div><span><div>{reply.address}</div></span></div><blockquote><div>&nbsp;</div>"
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        "<div><b>发件人：</b>&nbsp;sales@example.com</div><div><b>发送时间：</b>&nbsp;2026-11-24&nbsp;09:15</div>"
        f"<div><b>收件人：</b>&nbsp;赵刚</div><div><b>主题：</b>&nbsp;{reply.subject}</div></div>"
        f"{quoted}</blockquote></body></html>"
    )
    head = ("X-Mailer: Foxmail 7.2.25.331[cn]", "X-Priority: 3")
    return _mail(reply, f"回复: {reply.subject}", head, _part("text/html", html, "gb18030"), "gb18030")


def qq(reply: Reply) -> bytes:
    """QQ Mail in the browser: 回复 with a full-width colon, 原始邮件 between dashes."""
    quoted = "".join(f"<div>{line}</div>" for line in QUESTION)
    html = (
        "".join(f"<div>{line}</div>" for line in reply.words.split("\n"))
        + "<div><br></div><div><includetail><!--<![endif]--></includetail></div><div style='font-size: 12px;"
        "font-family: Arial Narrow;padding:2px 0 2px 0;'>------------------&nbsp;原始邮件&nbsp;"
        "------------------</div><div style='font-size: 12px;background:#efefef;padding:8px;'>"
        '<div><b>发件人:</b>&nbsp;"华远焊接"&lt;sales@example.com&gt;;</div>'
        "<div><b>发送时间:</b>&nbsp;2026年11月24日(星期二) 上午9:15"
        '</div><div><b>收件人:</b>&nbsp;"赵刚"&lt;zhao@example.com&gt;;</div>'
        f"<div><b>主题:</b>&nbsp;{reply.subject}</div></div><div><br></div>{quoted}"
    )
    text = reply.words + "\n\n------------------ 原始邮件 ------------------\n" + "\n".join(QUESTION)
    head = ("X-QQ-mid: webmail813t1700000000t", "X-Mailer: QQMail 2.x")
    return _mail(reply, f"回复：{reply.subject}", head, _alternative(text, html))


def netease(reply: Reply) -> bytes:
    """163 in the browser: Re, GBK, the sentence with 在 … 写道 above a quote."""
    above = "在 2026-11-24 09:15:02，“华远焊接” <sales@example.com> 写道："
    quoted = "".join(f"<p>{line}</p>" for line in QUESTION)
    html = (
        '<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">'
        + "".join(f'<p style="margin: 0;">{line}</p>' for line in reply.words.split("\n"))
        + '<p style="margin: 0;"><br></p><div style="position:relative;zoom:1"></div>'
        f'<div id="divNeteaseMailCard"></div><p style="margin: 0;"><br></p><pre>{above}</pre>'
        '<blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: '
        f'#ccc 1px solid">{quoted}</blockquote></div>'
    )
    text = "\n".join((reply.words, "", "", "", above, *(f">{line}" for line in QUESTION)))
    head = ("X-Mailer: Coremail Webmail Server Version XT5.0.14 build 20230109(dcb5de15) Copyright (c) 2002",)
    return _mail(reply, f"Re:{reply.subject}", head, _alternative(text, html, "gbk"), "gbk")


def gmail(reply: Reply) -> bytes:
    """Gmail in the browser: UTF-8, the question in a blockquote below On … wrote."""
    above = "Sales <sales@example.com> 于2026年11月24日周二 09:15写道："
    quoted = "<br>".join(QUESTION)
    words = "<br>".join(reply.words.split("\n"))
    html = (
        f'<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
        f'class="gmail_attr">Sales &lt;<a href="mailto:sales@example.com">sales@example.com</a>&gt; '
        f'于2026年11月24日周二 09:15写道：<br></div><blockquote class="gmail_quote" style="margin:0px 0px '
        f'0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{quoted}</blockquote></div>'
    )
    text = "\n".join((reply.words, "", above, "", *(f"> {line}" for line in QUESTION)))
    return _mail(reply, f"Re: {reply.subject}", (), _alternative(text, html))


def apple_mail(reply: Reply) -> bytes:
    """Mail on a Mac in English: plain text, quoted-printable, format=flowed."""
    above = "On 24 Nov 2026, at 09:15, Sales <sales@example.com> wrote:"
    text = "\n".join((reply.words, "", "Gang", "", f"> {above}", "> ", *(f"> {line}" for line in QUESTION)))
    return _mail(
        reply, f"Re: {reply.subject}", ("X-Mailer: Apple Mail (2.3826.200.121)",), _quoted_printable(text)
    )


def phone(reply: Reply) -> bytes:
    """Mail on an iPhone in Chinese: 发自我的iPhone below the words, the question below 在 … 写道."""
    above = "在 2026年11月24日，上午9:15，Sales <sales@example.com> 写道："
    text = "\n".join(
        (reply.words, "", "发自我的iPhone", "", f"> {above}", "> ", *(f"> {q}" for q in QUESTION))
    )
    return _mail(
        reply, f"回复：{reply.subject}", ("X-Mailer: iPhone Mail (23A341)",), _quoted_printable(text)
    )


def wps(reply: Reply) -> bytes:
    """WPS Mail: base64 throughout, the question below 发自 WPS邮箱 and 原始邮件."""
    quoted = "".join(f"<div>{line}</div>" for line in QUESTION)
    html = (
        '<div class="wps-mail-body">'
        + "".join(f"<div>{line}</div>" for line in reply.words.split("\n"))
        + '<div><br></div><div>发自我的WPS邮箱客户端</div></div><div class="wps-mail-quote">'
        "<div>---------- 原始邮件 ----------</div><div>发件人： sales@example.com</div>"
        "<div>时间： 2026-11-24 09:15</div><div>收件人： 赵刚 &lt;zhao@example.com&gt;</div>"
        f"<div>主题： {reply.subject}</div><br>{quoted}</div>"
    )
    return _mail(reply, f"回复：{reply.subject}", ("X-Mailer: WPS Mail",), _part("text/html", html))


PROGRAMS: tuple[Program, ...] = (outlook, foxmail, qq, netease, gmail, apple_mail, phone, wps)


def _mail(
    reply: Reply, subject: str, head: tuple[str, ...], body: tuple[str, bytes], charset: str = "utf-8"
) -> bytes:
    name, _, address = reply.sender.rpartition(" ")
    fields, data = body
    lines = (
        "Received: from mail.example.com (mail.example.com [192.0.2.7]) by mx.example.com; Tue, 24 Nov 2026",
        f"From: {_word(name, charset)} {address}",
        "To: sales@example.com",
        f"Subject: {_words(subject, charset)}",
        "Date: Tue, 24 Nov 2026 10:02:11 +0800",
        f"Message-ID: <{sha256(data + fields.encode()).hexdigest()[:24]}@example.com>",
        *head,
        "MIME-Version: 1.0",
        fields,
    )
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + data


def _word(text: str, charset: str) -> str:
    return f"=?{charset}?B?{b64encode(text.encode(charset)).decode()}?=" if text else ""


def _words(text: str, charset: str) -> str:
    """Return a header in words of 12 characters each, folded, as most programs do."""
    return "\r\n ".join(_word(text[at : at + 12], charset) for at in range(0, len(text), 12))


def _part(type_: str, text: str, charset: str = "utf-8") -> tuple[str, bytes]:
    coded = b64encode(text.replace("\n", "\r\n").encode(charset)).decode()
    lines = "\r\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))
    head = f'Content-Type: {type_}; charset="{charset}"\r\nContent-Transfer-Encoding: base64'
    return head, lines.encode() + b"\r\n"


def _quoted_printable(text: str) -> tuple[str, bytes]:
    head = "Content-Type: text/plain;\r\n\tcharset=utf-8;\r\n\tformat=flowed"
    coded = quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    return f"{head}\r\nContent-Transfer-Encoding: quoted-printable", coded + b"\r\n"


def _alternative(text: str, html: str, charset: str = "utf-8") -> tuple[str, bytes]:
    pieces = [_part("text/plain", text, charset), _part("text/html", html, charset)]
    between = "----=_NextPart_000_01DB.5C3A"
    data = b"".join(f"--{between}\r\n{head}\r\n\r\n".encode() + part for head, part in pieces)
    return (
        f'Content-Type: multipart/alternative;\r\n\tboundary="{between}"',
        data + f"--{between}--\r\n".encode(),
    )

"""What mails say, whatever their senders' programs did to them."""

import base64
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sales.letter import Address
from tests.ingest.mails import letter, mail, multipart

CHINESE = "您好，我公司需要焊接机器人两台，请报价。"
GBK = CHINESE.encode("gbk")
BIG5 = "您好，我們需要焊接機，請報價，謝謝。"


def base64_text(data: bytes) -> str:
    return base64.encodebytes(data).decode()


@pytest.mark.parametrize(
    "declared", ["gb2312", "GBK", "cp936", "x-gbk", "gb18030", '"gb2312"', "", "us-ascii", "x"]
)
def test_chinese_text_is_read_whatever_its_charset_is_called(declared: str, tmp_path: Path) -> None:
    """gb2312 means gb18030; names lie or are missing."""
    data = mail(f"Content-Type: text/plain; charset={declared}", body=GBK + " 镕㎡€".encode("gb18030"))
    assert letter(data, tmp_path).text == CHINESE + " 镕㎡€"


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("gb2312", CHINESE.encode()),  # UTF-8, declared as gb2312: it would decode, to rubbish
        ("iso-8859-1", GBK),
        ("", BIG5.encode("big5")),
        ("gb2312", BIG5.encode("big5")),  # it decodes as that too, to rubbish
        ("us-ascii", BIG5.encode("big5")),
        ("utf-8", GBK),
        ("utf-8", CHINESE.encode()[:-1]),  # cut through the last character
        ("big5", "您好，請報價。".encode("big5")),
        ("iso-2022-jp", "見積もりをお願いします".encode("iso-2022-jp")),
        ("windows-1252", "Schweißgerät für 5 €".encode("cp1252")),
        ("iso-8859-1", "Schweißgerät".encode("latin-1")),
        ("utf-16", "您好".encode("utf-16")),
        ("utf-7", "您好".encode("utf-7")),
        ("koi8-r", "Добрый день".encode("koi8-r")),
    ],
)
def test_text_is_read_by_what_its_bytes_show(declared: str, data: bytes, tmp_path: Path) -> None:
    text = letter(
        mail(
            f"Content-Type: text/plain; charset={declared}",
            "Content-Transfer-Encoding: base64",
            body=base64_text(data),
        ),
        tmp_path,
    ).text
    expected = {
        "big5": "您好，請報價。",
        "iso-2022-jp": "見積もりをお願いします",
        "windows-1252": "Schweißgerät für 5 €",
        "iso-8859-1": CHINESE if data is GBK else "Schweißgerät",
        "utf-16": "您好",
        "utf-7": "您好",
        "koi8-r": "Добрый день",
    }.get(declared, BIG5 if data == BIG5.encode("big5") else CHINESE)
    assert text.rstrip("\ufffd") in (expected, expected[:-1])


@pytest.mark.parametrize(
    "subject",
    [
        f"Subject: =?gb2312?B?{base64.b64encode('求购焊机'.encode('gbk')).decode()}?=",
        b"Subject: " + "求购焊机".encode("gbk"),
        "Subject: 求购焊机",
        "Subject: =?utf-8?Q?=E6=B1=82=E8=B4?=\r\n =?utf-8?Q?=AD=E7=84=8A=E6=9C=BA?=",  # a character cut
        'Subject: "=?utf-8?B?5rGC6LSt54SK5py6?="',
        "Subject:\r\nSubject: 求购焊机\r\nSubject: another",
    ],
)
def test_a_subject_is_read_however_it_is_written(subject: str | bytes, tmp_path: Path) -> None:
    line = subject.encode() if isinstance(subject, str) else subject
    data = b"From: a@example.com\r\n" + line + b"\r\n\r\ntext"
    assert letter(data, tmp_path).subject.strip('"') == "求购焊机"


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("From: =?gb2312?B?1cXI/Q==?= <Zhang@Example.com>", Address("张三", "zhang@example.com")),
        ('From: "=?gb2312?B?1cXI/Q==?=" <zhang@example.com>', Address("张三", "zhang@example.com")),
        ("From: 张三 <zhang@example.com>", Address("张三", "zhang@example.com")),
        (b"From: \xd5\xc5\xc8\xfd <zhang@example.com>", Address("张三", "zhang@example.com")),
        (
            "From: =?utf-8?Q?Li=2C_Ming=22=3Cx=40y=2Ecom=3E?= <li@example.com>",
            Address('Li, Ming"<x@y.com>', "li@example.com"),
        ),
        ("From: \"'Li Ming'\" <li@example.com>", Address("Li Ming", "li@example.com")),
        ("From: li@example.com (Li Ming)", Address("Li Ming", "li@example.com")),
        ("From: MAILER-DAEMON", Address("MAILER-DAEMON", "")),
    ],
)
def test_a_sender_is_read_with_name_and_address(header: str | bytes, sender: Address, tmp_path: Path) -> None:
    """What an encoded name holds never becomes a second address."""
    line = header.encode() if isinstance(header, str) else header
    assert letter(line + b"\r\nSubject: s\r\n\r\ntext", tmp_path).sender == sender


def test_recipients_parted_by_semicolons_are_all_read(tmp_path: Path) -> None:
    """As Outlook shows them and web mailers send them; one within a name parts nothing."""
    read = letter(
        mail('To: 王芳 <wang@example.com>; "Li; Ming" <li@example.com>; zhao@example.com', body="x"), tmp_path
    )
    assert read.to == (
        Address("王芳", "wang@example.com"),
        Address("Li; Ming", "li@example.com"),
        Address("", "zhao@example.com"),
    )


@pytest.mark.parametrize(
    "date",
    [
        "2026-11-20T10:00:00+08:00",  # a script behind a web form
        "Fri, 20 Nov 2026 10:00:00 GMT+0800",  # JavaScript
        "Fri, 20 Nov 2026 10:00:00 +0800 (中国标准时间)",
    ],
)
def test_a_date_is_read_however_a_program_wrote_it(date: str, tmp_path: Path) -> None:
    read = letter(mail(f"Date: {date}", body="text"), tmp_path).date
    assert read is not None
    assert read.isoformat() == "2026-11-20T10:00:00+08:00"


def test_recipients_dates_and_references_are_read(tmp_path: Path) -> None:
    read = letter(
        mail(
            "To: Li <li@example.com>, undisclosed:;",
            "Cc: =?utf-8?B?546L5by6?= <wang@example.com>",
            "Reply-To: sales@example.com",
            "Date: Fri, 20 Nov 2026 10:00:00 +0800 (CST)",
            "Message-ID: <4@example.com>",
            "References: <1@example.com>\r\n <2@example.com>",
            "In-Reply-To: <1@example.com>",
            "Auto-Submitted: auto-replied",
            body="text",
        ),
        tmp_path,
    )
    assert read.to == (Address("Li", "li@example.com"),)
    assert read.cc == (Address("王强", "wang@example.com"),)
    assert read.reply_to == (Address("", "sales@example.com"),)
    assert read.date == datetime(2026, 11, 20, 2, tzinfo=UTC)
    assert read.date.utcoffset() == timezone(timedelta(hours=8)).utcoffset(None)
    assert read.message_id == "<4@example.com>"
    assert read.references == ("<2@example.com>", "<1@example.com>")
    assert read.headers["auto-submitted"] == "auto-replied"


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Fri, 99 Nov 2026 10:00:00 +9900", "Thu, 1 Jan 99999 00:00:00 +0000"]
)
def test_a_date_that_is_none_is_none(date: str, tmp_path: Path) -> None:
    assert letter(mail(f"Date: {date}", body="text"), tmp_path).date is None


def test_a_mail_with_plain_and_html_text_says_it_once(tmp_path: Path) -> None:
    plain = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{CHINESE}\r\n"
    html = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{CHINESE}</p>\r\n"
    assert letter(multipart("alternative", html, plain), tmp_path).text == CHINESE


def test_html_that_a_web_form_sent_as_plain_text_is_read_as_html(tmp_path: Path) -> None:
    body = f"<div>{CHINESE}<br>电话&nbsp;0512</div>"
    for headers in (["Content-Type: text/plain; charset=utf-8"], []):
        assert letter(mail(*headers, body=body), tmp_path).text == f"{CHINESE}\n电话 0512"


def test_a_plain_text_that_says_nothing_gives_way_to_html(tmp_path: Path) -> None:
    plain = "Content-Type: text/plain\r\n\r\nYour program cannot show this mail."
    html = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{CHINESE * 10}</p>"
    assert letter(multipart("alternative", plain, html), tmp_path).text == CHINESE * 10


def test_texts_around_an_attachment_are_all_read_in_order(tmp_path: Path) -> None:
    picture = "Content-Type: application/x-drawing; name=a.dwg\r\n\r\nAC1027"
    data = multipart(
        "mixed", "Content-Type: text/plain\r\n\r\nabove", picture, "Content-Type: text/html\r\n\r\n<p>below"
    )
    read = letter(data, tmp_path)
    assert read.text == "above\n\nbelow"
    assert [attachment.name for attachment in read.attachments] == ["a.dwg"]


@pytest.mark.parametrize("boundary", ["", "; boundary=wrong", "; boundary="])
def test_parts_are_found_where_the_boundary_is_missing_or_wrong(boundary: str, tmp_path: Path) -> None:
    text = "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n您好"
    parts = f"{text}\r\n--x\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1,2\r\n--x--"
    read = letter(mail(f"Content-Type: multipart/mixed{boundary}", body=parts), tmp_path)
    assert (read.text, [attachment.text for attachment in read.attachments]) == ("您好", ["1,2"])


@pytest.mark.parametrize(("body", "text"), [(GBK, CHINESE), (b"<html><body><p>" + GBK, CHINESE)])
def test_a_mail_that_says_multipart_and_has_no_parts_is_text(body: bytes, text: str, tmp_path: Path) -> None:
    assert letter(mail("Content-Type: multipart/mixed", body=body), tmp_path).text == text


@pytest.mark.parametrize(
    "disposition",
    [
        "attachment; filename*=gb2312''%D1%AF%BC%DB%B5%A5.txt",
        "attachment; filename*0*=utf-8''%E8%AF%A2%E4%BB%B7; filename*1*=%E5%8D%95.txt",
        'attachment; filename="=?gb2312?B?0a+827WlLnR4dA==?="',
        "attachment; filename==?utf-8?Q?=E8=AF=A2=E4=BB=B7=E5=8D=95=2Etxt?=",
        b'attachment; filename="\xd1\xaf\xbc\xdb\xb5\xa5.txt"',
        'attachment; filename="询价单.txt"',
        'attachment; filename="%E8%AF%A2%E4%BB%B7%E5%8D%95.txt"',
        "attachment; filename=\"quote.txt\"; filename*=utf-8''%E8%AF%A2%E4%BB%B7%E5%8D%95.txt",
        "attachment; filename*=utf-8''%E8%AF%A2%E4%BB%B7%E5%8D%95.txt; filename=quote.txt; size=1",
        r'attachment; filename="C:\Users\li\询价单.txt"',
    ],
)
def test_the_name_of_an_attachment_is_read_however_it_is_written(
    disposition: str | bytes, tmp_path: Path
) -> None:
    """RFC 2231 in one piece, in several and beside a plain name, RFC 2047 where it must not be, raw bytes,
    percent signs, the sender's own path.
    """
    line = disposition.encode() if isinstance(disposition, str) else disposition
    data = multipart("mixed", b"Content-Type: text/plain\r\nContent-Disposition: " + line + b"\r\n\r\nx")
    assert letter(data, tmp_path).attachments[0].name == "询价单.txt"


def test_a_mail_in_a_mail_keeps_its_own_subject_text_and_files(tmp_path: Path) -> None:
    table = "Content-Type: text/csv; name=a.csv\r\n\r\n1,2"
    inner = multipart("mixed", "Content-Type: text/plain\r\n\r\ninner text", table, boundary="=_inner")
    wrapped = b"Content-Type: message/rfc822\r\n\r\n" + inner
    read = letter(multipart("mixed", "Content-Type: text/plain\r\n\r\nouter text", wrapped), tmp_path)
    assert read.text == "outer text"
    assert [(each.name, each.type) for each in read.attachments] == [
        ("s.eml", "message/rfc822"),
        ("a.csv", "text/csv"),
    ]
    assert read.attachments[0].text == "From: a@example.com\nSubject: s\n\ninner text"


def test_a_mail_that_is_attached_in_base64_is_opened(tmp_path: Path) -> None:
    encoded = base64_text(mail(body="inner text"))
    part = f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}"
    assert "inner text" in letter(multipart("mixed", part), tmp_path).attachments[0].text


def test_a_uuencoded_file_in_the_text_is_an_attachment(tmp_path: Path) -> None:
    body = "see below\r\nbegin 644 note.txt\r\n%:&5L;&\\\r\n`\r\nend\r\nregards"
    read = letter(mail(body=body), tmp_path)
    assert read.text == "see below\n\nregards"
    assert [(each.name, each.text) for each in read.attachments] == [("note.txt", "hello")]


def test_a_signed_mail_is_read_and_its_signature_is_no_problem(tmp_path: Path) -> None:
    signature = "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMIIG"
    read = letter(multipart("signed", "Content-Type: text/plain\r\n\r\nsigned", signature), tmp_path)
    assert (read.text, read.problems, read.attachments[0].problem) == ("signed", (), None)


def der(tag: int, *values: bytes) -> bytes:
    value = b"".join(values)
    length = bytes([len(value)]) if len(value) < 128 else b"\x82" + len(value).to_bytes(2, "big")
    return bytes([tag]) + length + value


def opaque(inner: bytes) -> bytes:
    """Return a CMS SignedData (RFC 5652) around ``inner``, without its signers."""
    signed, data = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010701")
    content = der(0x30, der(0x06, data), der(0xA0, der(0x24, der(0x04, inner[:9]), der(0x04, inner[9:]))))
    return der(
        0x30, der(0x06, signed), der(0xA0, der(0x30, der(0x02, b"\x01"), der(0x31), content, der(0x31)))
    )


def test_a_mail_inside_an_opaque_signature_is_read(tmp_path: Path) -> None:
    inner = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + CHINESE.encode()
    data = mail(
        "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        "Content-Transfer-Encoding: base64",
        body=base64_text(opaque(inner)),
    )
    assert letter(data, tmp_path).text == CHINESE


@pytest.mark.parametrize("content", [b"", b"\x30\x80\x06\x09*\x86H", b"\x30" * 500, bytes(100)])
def test_an_encrypted_or_broken_smime_mail_says_so(content: bytes, tmp_path: Path) -> None:
    headers = ("Content-Type: application/pkcs7-mime; name=smime.p7m", "Content-Transfer-Encoding: base64")
    read = letter(mail(*headers, body=base64_text(content)), tmp_path)
    assert "encrypted" in read.problems[0].en
    assert "加密" in read.problems[0].zh


def test_text_of_soft_lines_flows(tmp_path: Path) -> None:
    body = "我公司需要 \r\n焊机两台。\r\n> quoted \r\n> again\r\n-- \r\nLi"
    read = letter(mail("Content-Type: text/plain; charset=utf-8; format=flowed", body=body), tmp_path)
    assert read.text == "我公司需要 焊机两台。\n> quoted\n> again\n-- \nLi"


def test_html_is_read_as_people_see_it(tmp_path: Path) -> None:
    html = """<html><head><title>no</title><style>p{}</style></head><body><p>Dear&nbsp;Li,</p>
        <div style="display:none">no</div><p hidden>no</p><del>no</del>
        <span style="text-decoration:line-through">no</span><table><tr><td>product</td><td>robot</td></tr>
        <tr><td>quantity</td><td>2</td></tr></table>a<br>b<ul><li>one<li>two</ul>
        <blockquote type="cite">their<br>words</blockquote><blockquote style="border:none">mine
        </blockquote><script>no()</script><pre>x\n  y</pre>"""
    read = letter(mail("Content-Type: text/html", body=html), tmp_path)
    assert read.text.replace("\n\n", "\n") == (
        "Dear Li,\nproduct\trobot\nquantity\t2\na\nb\none\ntwo\n> their\n> words\nmine\nx\ny"
    )


def test_a_broken_line_in_the_head_does_not_cost_the_headers_below_it(tmp_path: Path) -> None:
    data = b"From: a@example.com\r\nX-Long: one\r\ntwo without a space\r\nSubject: kept\r\n\r\ntext"
    read = letter(data, tmp_path)
    assert (read.subject, read.text) == ("kept", "text")


def test_a_nul_in_a_charset_does_not_hide_the_text(tmp_path: Path) -> None:
    """The parser beneath raises ValueError for it."""
    assert letter(mail(b"Content-Type: text/plain; charset=utf\0-8", body="text"), tmp_path).text == "text"


@pytest.mark.parametrize(
    "data",
    [
        b"From nobody Fri Nov 20\r\nFrom: a@example.com\r\nSubject: s\r\n\r\nx",
        b"\r\n\r\nFrom: a@example.com\r\nSubject: s\r\n\r\nx",
        b"\xef\xbb\xbfFrom: a@example.com\r\nSubject: s\r\n\r\nx",
    ],
)
def test_what_stands_before_the_head_does_not_hide_it(data: bytes, tmp_path: Path) -> None:
    assert letter(data, tmp_path).subject == "s"


@pytest.mark.parametrize(
    "data", [b"", b"\r\n", b":", b"From:", b"\x00" * 50, b"From: a@b.c\r\nSubject: s", bytes(range(256))]
)
def test_a_mail_of_next_to_nothing_is_still_a_letter(data: bytes, tmp_path: Path) -> None:
    assert letter(data, tmp_path).format in ("eml", "unknown")

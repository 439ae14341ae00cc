"""I12: decisions are read from the sender's own words; whatever program quoted and signed the rest."""

import time
from pathlib import Path

import pytest

from ingest.reading.body import html_text
from ingest.reading.letter import read
from ingest.reading.own_text import own_text

REPLIES = Path(__file__).parent.parent / "fixtures" / "replies"

QUOTED_BY = {
    "QQ Mail": """
同意，请按此报价。


------------------ 原始邮件 ------------------
发件人: "业务主管" <sales@example.com>;
发送时间: 2026年11月20日(星期五) 上午10:00
收件人: "李明"<li@example.com>;
主题: 报价审批

不同意请说明。""",
    "Exmail in English": """
同意，请按此报价。

------------------ Original ------------------
From:  "业务主管"<sales@example.com>;
Date:  Fri, Nov 20, 2026 10:00 AM
To:  "李明"<li@example.com>;
Subject:  Re: 报价

不同意请说明。""",
    "QQ Mail on a phone": """
同意，请按此报价。

发自我的iPhone


---Original---
From: "业务主管"<sales@example.com>
Date: Fri, Nov 20, 2026 10:00 AM

不同意请说明。""",
    "NetEase": """
同意，请按此报价。

在 2026-11-20 10:00:00，"业务主管" <sales@example.com> 写道：

不同意请说明。""",
    "NetEase Master, with its table": """
同意，请按此报价。


| |
李明
|
|
li@163.com
|
签名由网易邮箱大师定制


---- 回复的原邮件 ----
| 发件人 | 业务主管<sales@example.com> |
| 日期 | 2026年11月20日 10:00 |
| 收件人 | li@163.com |
| 主题 | 报价 |
不同意请说明。""",
    "Foxmail": """
同意，请按此报价。



li@example.com

发件人： 业务主管
发送时间： 2026-11-20 10:00
收件人： 李明
主题： 报价审批
不同意请说明。""",
    "Coremail": """
同意，请按此报价。

-----原始邮件-----
发件人:"业务主管" <sales@example.com>
发送时间:2026-11-20 10:00:00 (星期五)
收件人: li@example.com
抄送:
主题: 审批

不同意请说明。""",
    "Aliyun": """
同意，请按此报价。

------------------------------------------------------------------
发件人：业务主管 <sales@example.com>
发送时间：2026年11月20日(星期五) 10:00
收件人：李明 <li@example.com>
主　题：报价审批

不同意请说明。""",
    "Outlook in Chinese": """
同意，请按此报价。

李明
销售部
某某焊接设备有限公司
电话：0510-83551234

发件人: 业务主管 [mailto:sales@example.com]
发送时间: 2026年11月20日 10:00
收件人: 李明
主题: 答复: 报价

不同意请说明。""",
    "Outlook on a phone": """
同意，请按此报价。

获取 Outlook for iOS<https://aka.ms/o0ukef>
________________________________
发件人: 业务主管 <sales@example.com>
发送时间: Friday, November 20, 2026 10:00:00 AM
收件人: 李明 <li@example.com>
主题: 报价

不同意请说明。""",
    "Outlook in traditional Chinese": """
同意，请按此报价。

寄件者: 業務 <sales@example.com>
寄件日期: 2026年11月20日 10:00
收件者: 李明
主旨: 報價

不同意请说明。""",
    "Outlook in English, and Exchange": """
同意，请按此报价。

-----Original Message-----
From: Sales <sales@example.com>
Sent: Friday, November 20, 2026 10:00 AM
To: Li Ming
Subject: RE: Quote

不同意请说明。""",
    "Gmail in Chinese": """
同意，请按此报价。

业务主管 <sales@example.com> 于2026年11月20日周五 10:00写道：

> 不同意请说明。""",
    "Gmail in English, broken over two lines": """
同意，请按此报价。
On Fri, Nov 20, 2026 at 10:00 AM Sales Coordinator <
sales@example.com> wrote:

> 不同意请说明。""",
    "Gmail in English, broken within the address": """
同意，请按此报价。

On Fri, Nov 20, 2026 at 10:00 AM Sales Coordinator <sales@example.com
> wrote:

> 不同意请说明。""",
    "Apple Mail in Chinese": """
同意，请按此报价。

> 在 2026年11月20日，上午10:00，业务主管 <sales@example.com> 写道：
>
> 不同意请说明。""",
    "Thunderbird in Chinese": """
同意，请按此报价。

在 2026/11/20 10:00, 业务主管 写道:
> 不同意请说明。""",
    "a Huawei phone": """
同意，请按此报价。
发自我的华为手机
-------- 原始邮件 --------
发件人： 业务主管 <sales@example.com>
日期： 2026年11月20日周五 上午10:00
收件人： 李明 <li@example.com>
主    题： 报价
不同意请说明。""",
    "Lotus habits: signature by name, then German Outlook": """
同意，请按此报价。

Mit freundlichen Grüßen
Li Ming

Von: Sales <sales@example.com>
Gesendet: Freitag, 20. November 2026 10:00
An: Li Ming
Betreff: AW: Angebot

不同意请说明。""",
}


@pytest.mark.parametrize("program", QUOTED_BY)
def test_only_the_senders_own_words_are_left_of_a_reply_by(program: str) -> None:
    assert own_text(QUOTED_BY[program], "李明") == "同意，请按此报价。"


@pytest.mark.parametrize("file", sorted(REPLIES.glob("*.eml")), ids=lambda file: file.stem)
def test_a_real_reply_is_read_down_to_its_own_word(file: Path, tmp_path: Path) -> None:
    assert read(file, file.name, tmp_path).letter.own_text == "Hello"


@pytest.mark.parametrize("file", sorted(REPLIES.glob("*.html")), ids=lambda file: file.stem)
def test_a_real_html_reply_is_read_down_to_its_own_words(file: Path) -> None:
    assert own_text(html_text(file.read_text("utf-8"))) == "Hi. I am fine."


@pytest.mark.parametrize(
    "ending",
    [
        "\n\n此致\n敬礼！\n\n王强\n2026年11月20日",
        "\n\n祝好！\n\n王强 | 采购经理\n无锡某某容器有限公司\nTel: 0510-83551234",
        "\n\n顺颂商祺\n王强",
        "\n谢谢！\n\n王强",
        "\n\nBest regards,\nWang Qiang\nPurchasing Manager",
        "\n\nThanks & regards,\nWang",
        "\n\n-- \nWang Qiang",
        "\n\n—————\nWang Qiang\n+86 510 83551234",
        "\n\nSent from my iPhone",
        "\n发自小米手机",
        "\n\n--\n发自我的网易邮箱手机智能版",
        "\n\n本邮件及其附件含有某某公司的保密信息，仅限于发送给上面地址中列出的个人或群组。",
        "\n\nThis e-mail is confidential and intended only for its addressee.\nPlease delete it.",
    ],
)
def test_what_ends_a_mail_is_no_word_of_it(ending: str) -> None:
    assert own_text(f"我公司需要环缝焊机2台，请报价。{ending}", "王强") == "我公司需要环缝焊机2台，请报价。"


@pytest.mark.parametrize(
    "text",
    [
        "谢谢！",
        "同意",
        "产品：环缝焊机\n数量：2台\n联系人：张三\n电话：0510-83551234\n地址：无锡",
        "我们需要机器人焊接工作站。\n\n联系人：张三\n电话：0510-83551234",
        "From: John Smith <j@example.com>\nSubject: Enquiry\n\nMessage Body:\nWe need 2 robots.",
        "不行。价格>5万我们不能接受\n>5mm 的板也要能焊",
        "他在信中写道：\n我们很满意。",
        "主题：焊接机器人询价\n内容：需要2台",
        "Key points\n----\n1. Price\n2. Delivery\n\n----\nThe lines above are mine, no signature.",
        "The notification was sent from my iPhone app to all users.",
        "On the one hand, the price is high.\nOn the other hand, delivery is fast.",
        "As regards the timeline, we should be done by Friday.",
        "请把报价发到：\n\nzhang@example.com",
    ],
)
def test_words_that_look_like_a_quote_or_a_signature_stay(text: str) -> None:
    assert own_text(text, "张三") == text


def test_answers_between_quoted_lines_are_kept_in_order() -> None:
    text = "您好，见下。\n> 1. 价格\n太高\n> 2. 交期\n可以\n\n> 3. 质保\n\n两年"
    assert own_text(text) == "您好，见下。\n太高\n可以\n\n\n两年"


def test_a_forwarded_mail_has_no_own_words_but_those_above_it() -> None:
    forwarded = "---------- Forwarded message ---------\nFrom: A <a@example.com>\nDate: today\n\n同意"
    assert own_text(forwarded) == ""
    assert own_text(f"请处理。\n\n{forwarded}") == "请处理。"


def test_the_warning_of_a_mail_server_is_no_word_of_the_sender() -> None:
    warning = "CAUTION: This email originated from outside of the organization. Do not click links."
    assert own_text(f"{warning}\n\nPlease quote.") == "Please quote."


def test_indentation_of_the_senders_own_lines_is_kept() -> None:
    assert own_text("李工：\n\n    您好！\n    请报价。") == "李工：\n\n    您好！\n    请报价。"


@pytest.mark.parametrize(
    "line", ["On wrote:", ">", "From: a", "--", "a" * 200, "Sent from my", "在", "电话：1"]
)
def test_the_time_for_a_hostile_text_grows_with_its_length_only(line: str) -> None:
    """5,000 lines that all begin like a mark take about 20 times what 250 take; 400 is quadratic."""
    short, long = (f"{line}\n" * 250, f"{line}\n" * 5_000)
    own_text(short)
    started = time.process_time()
    own_text(short)
    between = time.process_time()
    own_text(long)
    assert time.process_time() - between < 100 * max(between - started, 0.002)

"""How mails end: the words of a phone, signatures, disclaimers; in Chinese and English first."""

import re
from collections.abc import Sequence

from ingest.reading.pattern import any_of

_LONGEST_LINE = 70  # characters of a line in a signature
_TALLEST = 12  # lines of a signature without a delimiter

_DEVICE = any_of("""
    iphone, ipad, ipod, android, blackberry, samsung, galaxy, huawei, honor, xiaomi, oppo, vivo, nokia,
    windows, mobile, mobil, phone, verizon, outlook, mail, yahoo, gmail, proton, typeapp, wiko, htc, lg,
    sony, motorola, oneplus, pixel, smart, tablet, handheld, wireless, aol, hotmail, cell, spark, nine,
    bluemail
    """)
_CHINESE_DEVICE = any_of("""
    手机, 手機, iphone, ipad, android, outlook, windows, mail, foxmail, 客户端, 邮箱, 邮件应用, 小米, 华为,
    荣耀, oppo, vivo, 安卓, 苹果, 三星, 移动版, 平板, 钉钉, 企业微信
    """)
_PHONE_WORDS = any_of(
    rf"""
    sent (?:from|via) (?:my |an? |the )?{_DEVICE}\b[^.!?]{{0,80}},
    sent from (?:my )?(?:[\w+-]{{1,20}} ){{0,4}}(?:mobile|phone|device|tablet|smartphone|4g|5g)[^.!?]{{0,40}},
    sent (?:from )?a magnificent torch of pixels,
    (?:get|download) (?:outlook|typeapp) for \w{{1,20}}[^.]{{0,80}},
    (?:发送?自|发于|来自|傳送自|寄自|來自)(?:我的|于)?.{{0,30}}{_CHINESE_DEVICE}.{{0,30}},
    (?:从|由|用|使用|從).{{0,20}}{_CHINESE_DEVICE}.{{0,20}}(?:发送|发出|发来|传送|傳送)(?:的邮件)?,
    (?:获取|下载|取得)\s?(?:适用于 \w{{1,10}} 的 )?outlook.{{0,40}},
    (?:gesendet von|von meinem|envoyé (?:de|à partir de|depuis)).{{0,20}}{_DEVICE}.{{0,30}},
    (?:enviado (?:desde|do)|inviato da).{{0,20}}{_DEVICE}.{{0,30}}, iPhoneから送信, 나의 iPhone에서 보냄,
    签名由.{{1,20}}定制, 【网易自营.{{0,60}}, .{{0,30}}(?:virus-free|没有病毒|无病毒).{{0,40}}
    """
)
_PHONE = re.compile(rf"{_PHONE_WORDS}\s{{0,3}}(?:<[^<>]{{0,300}}>)?[。.！!]?$", re.IGNORECASE)

_DELIMITER = re.compile(r"(?:--|__|—|[—–]{2,30}|--\*{1,2})$")
_RULE = re.compile(r"[-_=*—–~·.]{3,120}$")
_DASHED_NAME = re.compile(r"[-–—~]{1,2} ?(?:[A-Z][\w.'’-]{0,20} ?){1,4}$|[-–—]{1,2} ?[\u3400-\u9fff]{2,4}$")
_LONE_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,190}$"
)  # all that Foxmail signs with, unless told otherwise
_NAME = re.compile(
    r"(?:[\u3400-\u9fff·]{2,6}(?: ?[（(][^）)]{1,20}[）)])?|(?:[A-Z][\w.'’-]{0,20} ?){1,4})[,，]?$"
)
_ENGLISH_CLOSING = any_of(r"""
    (?:(?:with|many|thanks and|thanks &) )?(?:my |very )?(?:(?:best|kind|kindest|warm) )?(?:regards|wishes),
    best, all the best, sincerely(?: yours)?, yours(?: (?:sincerely|faithfully|truly))?, cheers, br,
    b/?rgds, respectfully, thanks, tks, thx, many thanks, thanks (?:again|a lot|so much|in advance),
    (?:thanks|thank you) (?:and|&) (?:best )?regards, thank you(?: (?:very much|in advance|so much|again))?,
    mit freundlichen grü(?:ß|ss)en, viele grüße, (?:bien )?cordialement, saludos, atentamente,
    cordiali saluti, met vriendelijke groet(?:en)?, с уважением
    """)
_WISHED = any_of("""
    商祺, 商安, 时祺, 敬礼, (?:工作|一切|生意)?顺利, 生意兴隆, 业务兴隆, 万事如意, 身体健康, 安康, 安好, 好,
    周末愉快, 节日快乐, (?:工作|合作)?愉快, 業祺, 業務興隆, 财源广进, 商務發達
    """)
_CHINESE_CLOSING = any_of(rf"""
    (?:顺祝|顺颂|敬颂|谨祝|恭祝|即颂|敬祝|预祝|祝|順頌|順祝|此致)[您你]?[，,、：: ]{{0,2}}{_WISHED}, 此致,
    敬礼, 致礼, 敬上, 商祺, 以上, 多?谢谢?[您你]?(?:的?(?:支持|配合|关注|帮助))?, 感谢(?:支持|配合)?, 謝謝
    """)
_CLOSING = re.compile(
    rf"(?:{_ENGLISH_CLOSING}\W{{0,6}}|{_CHINESE_CLOSING}[！!。.，,～~ ]{{0,4}})$", re.IGNORECASE
)

_CONTACT_LABEL = any_of(r"""
    电 ?话, 手 ?机, 传 ?真, 邮 ?箱, 邮 ?编, 地 ?址, 网 ?址, 微 ?信, 座机, 热线, 电子邮件, 電話, 手機, 傳真,
    (?<![a-z])(?:tel|phone|mobile|mob|cell|fax|e-?mail|add|address|web|website|wechat|whatsapp|skype|office|direct|qq|[mtfpew])
    """)
_CONTACT = re.compile(
    rf"{_CONTACT_LABEL}[ .]{{0,3}}[:：|)+]|https?://|www\."
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.|\+?\d[\d ()/-]{7,20}\d",
    re.IGNORECASE,
)
_COMPANY_OR_TITLE = re.compile(
    any_of(r"""
    公司, 集团, 厂$, 部$, 中心, 研究院, 设计院, 经理, 总监, 工程师, 主管, 主任, 销售, 采购, 董事, 总裁,
    助理, 部门, 事业部, 大学,
    \b(?:co|ltd|inc|corp|gmbh|llc|company|group|university|department|sales|manager|engineer|director|president|officer)\b,
    \b(?:c[etf]o|buyer|purchas\w{1,5}|technolog\w{1,5})\b
    """),
    re.IGNORECASE,
)
_FORM_LABELS = any_of("""
    联系人, 产品, 数量, 型号, 规格, 预算, 交货, 要求, 需求, 项目, 名称, 材质, 尺寸, 用途, 留言, 姓名, 内容,
    主题, quantity, product, model, budget, delivery, message, name
    """)
_FORM_LABEL = re.compile(rf"{_FORM_LABELS}[^:：]{{0,12}}[:：]", re.IGNORECASE)

_DISCLAIMER_STARTS = any_of("""
    [本此该該]电?子?[邮郵]件, [本此]信件, 这封邮件, 免责声明, 保密(?:声明|提示|提醒), 法律声明, 重要提示,
    声明[:：], 郑重声明, 请考虑环境, 打印本?邮件之?前, 为了?环境,
    this (?:e-?mail|message|communication|transmission|electronic), confidential, disclaimer,
    the (?:information|contents?) (?:contained |transmitted )?(?:in|of|is) (?:this)?,
    the information transmitted, notice[:：], legal notice, important notice,
    please consider the environment, think before you print, diese e-?mail enthält, ce message
    """)
_DISCLAIMER = re.compile(rf"[*（(【\[ ]{{0,4}}{_DISCLAIMER_STARTS}", re.IGNORECASE)
_DISCLAIMER_WORDS = re.compile(
    any_of("""
    保密, 机密, 機密, 误收, 收件人, 未经授权, 法律责任, 删除, 免责, 病毒, 打印, 环境, 环保, environment,
    confidential, privileged, intended (?:only|solely|for|recipient), disclos, virus, unauthori[sz]ed,
    delete, liab, vertraulich, confidentiel
    """),
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"[*\[【(（ ]{0,4}(?:caution|warning|external|外部邮件|警告|注意|安全提示|提醒|[此该]邮件来自|温馨提示)"
    r".{0,40}(?:external|outside|originated|外部|公司外|组织外)",
    re.IGNORECASE,
)


def is_phone_footer(line: str) -> bool:
    """True for "Sent from my iPhone", "发自我的iPhone": a line no person wrote."""
    return len(line) <= 120 and bool(_PHONE.match(line))


def is_outside_warning(line: str) -> bool:
    """True for the warning that a mail server puts above a mail from outside."""
    return bool(_OUTSIDE.match(line))


def starts_disclaimer(line: str) -> bool:
    """True where a paragraph begins that lawyers wrote."""
    return bool(_DISCLAIMER.match(line) and _DISCLAIMER_WORDS.search(line[:1000]))


def signature_start(lines: Sequence[str], sender: str = "") -> int:
    """Return the index of the line where the signature begins, ``len(lines)`` where there is none.

    ``lines`` are stripped, and the last one says something. Never 0: a mail of a signature only says that.
    """
    for index, line in enumerate(lines):
        if index and len(line) <= 32 and _DELIMITER.match(line) and _may_follow_delimiter(lines[index + 1 :]):
            return index
    floor = max(1, len(lines) - _TALLEST - 3)
    for index in range(floor, len(lines)):
        rest = [line for line in lines[index + 1 :] if line]
        if _CLOSING.match(lines[index]) and _is_signature(rest):
            return index
        if _RULE.match(lines[index]) and _is_signature(rest) and any(map(_CONTACT.search, rest)):
            return index
    return _signed_name(lines, floor, sender)


def _may_follow_delimiter(lines: Sequence[str]) -> bool:
    rest = [line for line in lines if line]
    return len(rest) <= 2 * _TALLEST and sum(len(line) > 2 * _LONGEST_LINE for line in rest) <= 1


def _is_signature(rest: Sequence[str]) -> bool:
    """True where the lines could be a signature: few, short, and not the fields of an enquiry form."""
    short = all(len(line) <= _LONGEST_LINE or _CONTACT.search(line) for line in rest)
    return len(rest) <= _TALLEST and short and not any(map(_FORM_LABEL.match, rest))


def _signed_name(lines: Sequence[str], floor: int, sender: str) -> int:
    """Return where a last paragraph begins that is a name with company and numbers, or the sender's."""
    start = len(lines)
    for index in range(len(lines) - 1, floor - 1, -1):
        line = lines[index]
        if line and (len(line) > _LONGEST_LINE or _FORM_LABEL.match(line)):
            break
        rest = [other for other in lines[index + 1 :] if other]
        dashed = _DASHED_NAME.match(line) and not rest
        named = _NAME.match(line) and not lines[index - 1] and _are_of_a_person(line, rest, sender)
        lone = _LONE_ADDRESS.match(line) and not rest and not _announces(lines[:index])
        start = index if dashed or named or lone else start
    return start


def _announces(lines: Sequence[str]) -> bool:
    """True where the last line that says something ends with a colon: what follows is meant."""
    said = next(filter(None, reversed(lines)), "")
    return said.endswith((":", "："))


def _are_of_a_person(name: str, rest: Sequence[str], sender: str) -> bool:
    if not rest:
        words = name.casefold().strip(",，. ").split()
        return bool(words) and all(word in sender.casefold() for word in words)
    known = sum(bool(_CONTACT.search(line) or _COMPANY_OR_TITLE.search(line)) for line in rest)
    return known * 2 >= len(rest)

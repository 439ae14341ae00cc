"""How mail programs mark what they quote: separators, header tables and attributions, in many languages.

Chinese and English programs first (QQ, Foxmail, NetEase, Coremail, Aliyun, Outlook, Gmail, Apple Mail,
Thunderbird); other languages as they turn up in the mail of an exporter. Every pattern is linear and looks at
one line, or at the few lines of one attribution.
"""

import re

from ingest.reading.pattern import any_of

LONGEST_MARK = 400  # characters; a longer line is somebody's paragraph

_SEPARATOR_WORDS = any_of(r"""
    回复的?原邮件, 回复的?邮件, 原始?邮件(?:信息)?, 邮件原件, 原始?信件?, 被?转发的?邮件(?:信息)?, 原始郵件,
    原始訊息, 轉寄的?郵件, original(?: message| appointment| e?-?mail)?, forwarded by .{0,60},
    forwarded (?:message|e?-?mail), begin forwarded message, repl(?:y|ied) message, ursprüngliche nachricht,
    originalnachricht, weitergeleitete nachricht, message d['’]origine, message transféré,
    messaggio originale, messaggio inoltrato, mensaje original, mensaje reenviado, mensagem original,
    oorspronkelijk bericht, doorgestuurd bericht, original?meddelande, ursprungligt meddelande,
    opprinnelig melding, oprindelig (?:besked|meddelelse), исходное сообщение, пересылаемое сообщение,
    wiadomość oryginalna, 元のメッセージ, 転送メッセージ, 원본 (?:메일|메시지)
    """)
_SEPARATOR = re.compile(rf"[-_=*—– ]{{2,80}}{_SEPARATOR_WORDS}[:：]?[-_=*—– ]{{2,80}}$", re.IGNORECASE)
_FORWARDED = re.compile(
    any_of("begin forwarded message, 下面是被?转发的邮件, 以下是转发的邮件, 开始转发的(?:邮件|信息)")
    + "[:：]$",
    re.IGNORECASE,
)

_SENDER = any_of("""
    from, 发件人, 发送人, 发信人, 寄件人, 寄件者, 發件人, von, de, da, van, från, fra, от, od, lähettäjä,
    差出人, 보낸 ?사람
    """)
_DATED = any_of("""
    sent, date, 发送时间, 发送日期, 发件时间, 发信时间, 日期, 时间, 傳送時間, 寄件日期, 傳送日期, gesendet,
    datum, envoyé(?: le)?, date d'envoi, message du, inviato(?: il)?, data, dato, fecha,
    enviad[oa](?: e[lm])?, verzonden, skickat, sendt(?: den)?, отправлено, дата, wysłano, lähetetty,
    送信日時?, 日時, 보낸 ?날짜, 날짜
    """)
_ADDRESSED = any_of("""
    to, 收件人, 收件者, 收信人, an, à, a, para, aan, till, til, кому, do, vastaanottaja, 宛先, 받는 ?사람,
    destinatario, pour
    """)
_OTHER = any_of("""
    cc, bcc, subject, reply-to, importance, organization, attachments, 抄送, 密送, 主题, 主題, 标题, 主旨,
    副本, 重要性, 优先级, 附件, betreff, objet, sujet, oggetto, asunto, assunto, onderwerp, ämne, emne,
    тема, temat, aihe, 件名, 제목, 참조, kopie, copie(?: à)?
    """)
_FIELD = re.compile(
    rf"[ |*]{{0,8}}(?:(?P<sender>{_SENDER})|(?P<dated>{_DATED})|(?P<to>{_ADDRESSED})|(?P<other>{_OTHER}))"
    r"[ *|]{0,4}(?:[:：]|\|)",
    re.IGNORECASE,
)
_SPACED_LABEL = re.compile(  # "主 题：", "发 件 人："
    r"^([ |*]{0,8})([发收抄主日])[ \u3000]{0,4}([件送题期])[ \u3000]{0,4}(人?)[ \u3000]{0,4}(?=[:：|])"
)

_WROTE = any_of(r"""
    写道, 写到, 寫道, 写信道, wrote, writes, schrieb, a écrit, escribió, escreveu, ha scritto, schreef,
    skrev, írta, написав?л?а?, пишет, kirjoitti, napisała?, napisał\(a\), napsal, yazdı, さんは書きました,
    のメール, 작성
    """)
_WROTE_END = re.compile(rf"{_WROTE} {{0,3}}[:：]?[ *-]{{0,20}}$", re.IGNORECASE)
_SENT_BY_END = re.compile(rf"{_WROTE} .{{1,120}}[:：]$", re.IGNORECASE)  # "Op 12 december schreef Jan:"
_ADDRESS_END = re.compile(r"<[^<>@]{1,80}@[^<>]{1,120}> {0,3}[:：]$")
_TORN_END = re.compile(rf"> {{0,2}}(?:{_WROTE} {{0,3}})?[:：]$", re.IGNORECASE)
_DAY_WORDS = any_of(
    "on, at, le, el, em, il, op, den, dnia, w dniu, am, in data, mon, tue, wed, thu, fri, sat, sun"
)
_DATED_START = re.compile(
    rf"[ *_-]{{0,8}}(?:{_DAY_WORDS}\b|\w{{2,4}}\.? \d{{1,2}}\."
    r"|[в於于在] ?[\d“\"]|\d{1,4}[-/.年:：]|\d{1,2} )",
    re.IGNORECASE,
)
_NAMED_START = re.compile(r"[^:：\n]{1,120}(?:<[^<>]{1,200}>|@|[于在] ?\d)")
_MONTH = any_of("jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec")
_DATE = re.compile(
    r"\b(?:19|20)\d{2}(?:\b|年)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[:：]\d{2}|\d{1,2}月 ?\d{1,2}日|@"
    rf"|\b{_MONTH}[a-z]{{0,6}}\b\.? {{0,2}}\d",
    re.IGNORECASE,
)


def is_separator(line: str) -> bool:
    """True where everything below ``line`` is another mail: "----- Original Message -----", "原始邮件"."""
    if line[:1] in tuple("-_=*—–"):
        return len(line) <= 200 and bool(_SEPARATOR.match(line))
    return line[-1:] in tuple(":：") and bool(_FORWARDED.match(line))


def field_kind(line: str) -> str:
    """Return "sender", "dated", "to" or "other" for a line of a quoted mail's header table, else ""."""
    start = line[:32]
    if ":" not in start and "：" not in start and "|" not in start:
        return ""
    found = _FIELD.match(_SPACED_LABEL.sub(r"\1\2\3\4", start))
    return (found.lastgroup or "") if found else ""


def ends_attribution(line: str) -> bool:
    """True where an attribution may end: "… wrote:", "… 写道：", "… <li@example.com>:"."""
    return line[-1:] in tuple(":：-") or bool(_WROTE_END.search(line[-24:]))


def is_torn_end(line: str) -> bool:
    """True for the end of an attribution whose address was torn before its bracket: ">:", "> wrote:"."""
    return len(line) <= 32 and bool(_TORN_END.match(line))


def starts_attribution(line: str) -> bool:
    """True where an attribution begins with a date: "On …", "在 …", "2026-11-20 …"."""
    return bool(_DATED_START.match(line))


def is_attribution(text: str) -> bool:
    """True for a whole attribution on one line: who wrote what is quoted below, and when."""
    if len(text) > LONGEST_MARK:
        return False
    if _WROTE_END.search(text[-40:]):
        return bool((_DATED_START.match(text) or _NAMED_START.match(text)) and _DATE.search(text))
    if _ADDRESS_END.search(text[-220:]):
        return bool(_DATE.search(text.rpartition("<")[0]))
    return bool(_DATED_START.match(text) and _SENT_BY_END.search(text) and _DATE.search(text))

"""Mail that no person wrote: our own, bounces (RFC 3464), automatic answers (RFC 3834), lists (RFC 2369)."""

from classify.pattern import Pattern
from classify.view import View

AUTO_SUBJECT = Pattern(
    r"自动(?:回复|答复|回覆|应答)|自動(?:回覆|回復)|休假|出差.{0,6}(?:自动|回复)|不在办公室|外出(?:通知"
    r"|自动)|假期回复"
    r"|\bauto(?:matic|mated)?[ -]?(?:reply|response|responder|antwort)|\bout[ -]of[ -](?:the[ -])?office"
    r"|\bOOO\b|\baway from (?:my )?(?:the )?office|\bon (?:annual |maternity )?(?:leave|vacation)\b"
    r"|\bautoreply|\babwesenheits|\babwesend|réponse automatique|respuesta automática"
    r"|risposta automatica|resposta automática"
)
AUTO_TEXT = Pattern(
    r"(?:这|此|本)是?(?:一?封)?.{0,6}自动(?:回复|答复)|您的(?:来信|邮件|来函)(?:我)?(?:已|已经)(?:收到"
    r"|收悉).{0,60}(?:尽快|稍后|及时|第一时间|回复)|您好[,,。!]?(?:您的)?邮件已收到"
    r"|我(?:正在|现在|目前)?(?:休假|出差|外出).{0,40}(?:无法|不能|未能|不便).{0,12}(?:回复|处理|查看)"
    r"|\bi am (?:currently )?(?:out of (?:the )?office|on (?:annual |parental )?leave|on vacation|away)"
    r"|\bthis is an auto(?:matic|mated)(?:ally generated)? (?:reply|response|message|e-?mail)"
)
RECEIPT_SUBJECT = Pattern(
    r"^\s*(?:已读|已阅|read|gelesen|读取回执|阅读回执)\s*[::]|read receipt|return receipt"
)
BOUNCE_SENDER = Pattern(
    r"^(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|bounces?|mail-?delivery-?subsystem)(?:[+=@.-]|$)"
)
BOUNCE_SUBJECT = Pattern(
    r"退信|邮件被退回|系统退信|(?:邮件)?(?:投递|发送|传送|递送)(?:失败|不成功|状态通知)|(?:无法"
    r"|未能)(?:投递|送达|传递|递送)|邮件未送达|未傳遞|無法傳遞"
    r"|\bundeliver(?:ed|able)|\bdelivery (?:status notification|failure|has failed|report|problem"
    r"|notification)|\bmail delivery (?:failed|failure|system|subsystem|delayed|error)"
    r"|\bfailure notice\b|\breturned (?:mail|to sender)|\bmail (?:system error|could not be delivered)"
    r"|\bfailed delivery|\bnon[- ]?delivery|\bcould not send message|\bwarning: (?:message"
    r"|could not send)"
    r"|\bunzustellbar|\bnicht zustellbar|\bnon remis\b|delivery to the following recipients? (?:failed"
    r"|was delayed)"
)
BOUNCE_TEXT = Pattern(
    r"您的(?:邮件|信件)(?:被退回|未能送达|无法送达|无法投递)|退信(?:原因|代码|说明)|收件人(?:邮箱"
    r"|地址)?(?:不存在|拒收|邮箱已满)|很抱歉.{0,20}邮件.{0,20}(?:退回|未能)"
    r"|this message was created automatically by mail delivery software"
    r"|could not be delivered to (?:one or more|the following|its)|permanent (?:fatal )?errors?\b"
    r"|the following address(?:es)? (?:failed|had)"
    r"|i'm afraid i wasn't able to deliver|delivery to the following recipients? failed|(?:user|mailbox"
    r"|recipient|address) (?:unknown|not found|unavailable|rejected|is full)|host unknown"
    r"|final-recipient:"
    r"|your (?:message|mail|e-?mail) (?:to .{1,80} )?(?:was not|could not be|couldn't be|has not been"
    r"|wasn't) delivered|550[ -]5\.\d\.\d"
)
LIST_HEADERS = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "list-help",
    "x-campaign",
    "x-campaignid",
    ("x-mailgun-tag"),
    "feedback-id",
    ("x-csa-complaints"),
)
LIST_TEXT = Pattern(
    r"退订|取消订阅|不(?:想|愿|希望)(?:再)?(?:收到|接收).{0,12}(?:邮件|信息|资讯)|点击.{0,6}(?:这里"
    r"|此处).{0,4}查看(?:网页|原文)|(?:如|若).{0,8}无法(?:正常)?(?:显示|查看).{0,12}(?:点击|请)"
    r"|本邮件由系统自动(?:发出|发送)"
    r"|\bunsubscribe\b|\bopt[ -]?out\b|\bview (?:this (?:e-?mail|message|newsletter) )?(?:online"
    r"|in (?:your |a |the )?(?:web )?browser)|\bmanage (?:your )?(?:e-?mail )?(?:preferences"
    r"|subscription)|\bto be removed from (?:this|our|the) (?:mailing )?list"
)
LIST_SUBJECT = Pattern(
    r"周刊|月刊|周报|月报|日报|快讯|简报|电子报|资讯(?:精选|推荐|速递)|订阅|第\d+期|展会(?:邀请|通知)"
    r"|\bnewsletter\b|\bdigest\b|\bweekly\b|\bmonthly\b|\bedition\b|\bwebinar\b"
)


def is_our_own(view: View) -> str:
    """A mail that this service sent, or another automatic one, from an address of ours; a stranger may copy
    any header.
    """
    if view.letter.sender is None or view.letter.sender.email.lower() not in view.ours.addresses:
        return ""
    if view.header("x-leadwright"):
        return "X-Leadwright"
    return "Auto-Submitted" if view.header("auto-submitted") not in ("", "no") else ""


def is_delivery_report(view: View) -> str:
    """A delivery status notification by its form: RFC 3464, RFC 6522."""
    content = view.header("content-type")
    if "multipart/report" in content and "disposition-notification" not in content:
        return "multipart/report"
    if view.header("x-failed-recipients"):
        return "X-Failed-Recipients"
    return next((a.type for a in view.letter.attachments if a.type == "message/delivery-status"), "")


def is_bounce(view: View) -> str:
    """A bounce by its words: the sender and one more sign, or its subject and its text."""
    sender = view.letter.sender
    daemon = BOUNCE_SENDER.search(sender.email) if sender else None
    nobody = view.header("return-path") in ("<>", "<mailer-daemon>")
    subject = BOUNCE_SUBJECT.search(view.subject)
    if not (daemon or nobody or subject):
        return ""
    text = BOUNCE_TEXT.search(view.letter.text[:4000])
    if sum(map(bool, (daemon, nobody, subject, text))) < 2:
        return ""
    proof = subject or text
    return proof.group() if proof else sender.email if sender and daemon and nobody else ""


def is_receipt(view: View) -> str:
    """A notification that our mail was displayed (RFC 8098)."""
    content = view.header("content-type")
    if "disposition-notification" in content:
        return "disposition-notification"
    match = RECEIPT_SUBJECT.search(view.letter.subject)
    return match.group() if match and len(view.own) < 300 else ""


def is_automatic_answer(view: View) -> str:
    """An automatic answer by its headers, its subject, or a short text that says so (RFC 3834)."""
    if view.header("auto-submitted").startswith("auto-replied"):
        return "Auto-Submitted: auto-replied"
    for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"):
        if view.header(name) not in ("", "no", "false"):
            return name
    if view.header("precedence") in ("auto_reply", "auto-reply"):
        return "Precedence: auto_reply"
    match = AUTO_SUBJECT.search(view.subject)
    if match is None and len(view.own) < 400:
        match = AUTO_TEXT.search(view.own)
    return match.group() if match else ""


def is_generated(view: View) -> str:
    """A notification that a program wrote (RFC 3834, auto-generated)."""
    value = view.header("auto-submitted")
    return f"Auto-Submitted: {value}" if value not in ("", "no") else ""


def is_from_list(view: View) -> str:
    """A mail of a list or to many: by its headers (RFC 2369, RFC 2919), or its way to unsubscribe."""
    for name in LIST_HEADERS:
        if view.header(name):
            return name.title()
    if view.header("precedence") in ("bulk", "list", "junk"):
        return f"Precedence: {view.header('precedence')}"
    match = LIST_TEXT.search(view.letter.text[:20_000])
    return match.group() if match else ""


def is_periodical(view: View) -> str:
    """A newsletter by its subject, in a mail that asks for nothing."""
    match = LIST_SUBJECT.search(view.subject)
    return match.group() if match else ""

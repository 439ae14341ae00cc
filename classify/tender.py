"""Invitations to tender (P5.1): notices, invitations, tender documents; not an enquiry that mentions one."""

import re
from itertools import islice

from classify.pattern import Pattern
from classify.view import View

NOTICE = Pattern(
    r"(?:公开|邀请|国内|国际|竞争性)?(?:招标|比选|询比|询比价|询价|竞价|谈判|磋商|竞谈|单一来源|采购"
    r"|遴选|比价|资格预审|直接采购|招募|竞标)(?:采购)?(?:信息)?(?:邀请)?(?:预公告|公告|公示|预告|邀请函"
    r"|邀请书)"
    r"|(?:招标|比选|竞争性谈判|竞争性磋商|询比)(?:文件|邀请|函)|投标邀请|邀标|邀请.{0,20}(?:参加"
    r"|参与).{0,20}(?:投标|招标|竞标|比选|谈判|磋商|询比|竞价)|采购(?:意见|意向|需求)?(?:征求|征集|公开"
    r"|公示)公告|意见(?:征集|征求)"
    r"|(?:采购项目|询比采购)(?:(?:第[一二三四五1-9]次)|重新询比|公告|$)|(?:重新|二次|再次)(?:询比|招标"
    r"|比选)|(?:询比|询价|招标)采购"
    r"|\b(?:invitation (?:to|for) (?:bids?|tender(?:s|ing)?|quotations?|prequalification)|(?:call"
    r"|request) for (?:bids?|tenders?|proposals?|expressions? of interest)"
    r"|notice inviting (?:e-?)?tenders?|tender (?:notice|invitation|enquiry|documents?|announcement)"
    r"|(?:international|national|open) (?:competitive )?(?:bidding|tender)|bidding (?:documents?|notice"
    r"|invitation)|procurement notice|invited? (?:you )?to (?:submit (?:a |your )?)?(?:bid|tender)|ITB\b"
    r"|ITT\b|RFT\b|IFB\b|NIT\b)"
)
ANNOUNCED = Pattern(  # a title may hold the whole project between its first and its last word
    r"(?:招标|采购|比选|询比|询价|谈判|磋商|竞价|征集|遴选|投标).{0,60}?(?:公告|公示|邀请书|邀请函"
    r"|文件(?:等)?.{0,8}意见)|采购(?:项目)?\(第[一二三四五六\d]次\)$|(?:征集|征求).{0,80}意见的公告",
    case=True,
)
DETAIL = {  # what stands in tender papers and hardly anywhere else
    "number": (
        r"(?:招标|项目|采购|标书|询比|比选|标段|招标项目|谈判|询价)(?:编号|编码|代码)|(?:tender|bid|rfq"
        r"|rfp|rft|itb|enquiry|procurement|nit|ifb) ?(?:no|number|ref|reference|id)\b\.?"
    ),
    "deadline": (
        r"(?:投标|递交|报名|响应|开标|应答|报价|谈判|购买标书|标书发售|文件获取"
        r"|文件发售)(?:文件)?(?:的)?(?:递交)?(?:截止|开始)?(?:时间|日期)|开标|(?:bid|tender|submission"
        r"|closing)(?: \w+){0,2} (?:date|deadline|due|opening)|last date (?:of|for)"
    ),
    "papers": (
        r"(?:招标|采购|询比|比选|谈判|磋商|询价)文件|标书|投标(?:文件|保证金|人须知)"
        r"|tender (?:documents?|fee)|bid(?:ding)? documents?|bid (?:bond|security)|earnest money|EMD\b"
    ),
    "parties": (
        r"招标(?:人|单位|代理|代理机构|方)|采购(?:人|代理机构)|投标人(?:资格|须|应)|供应商(?:资格|须|应)"
        r"|资格要求|bidders?\b|tenderers?\b|procuring (?:entity|agency)|tender(?:ing)? (?:agency|agent"
        r"|committee|board)"
    ),
    "method": (
        r"公开招标|邀请招标|竞争性谈判|竞争性磋商|比选|询比|综合评分|最低价中标|评标|资格后审|资格预审"
        r"|sealed bids?|two[- ](?:envelope|bid|stage)|technical (?:and|&) (?:commercial|financial"
        r"|price) bids?|lowest evaluated"
    ),
}
DETAILS = {name: Pattern(words) for name, words in DETAIL.items()}
SERVICE = Pattern(
    r"标书(?:代写|制作(?:服务|培训))|代写标书|投标培训|招标信息(?:推送|订阅|会员|服务)|中标率|(?:tender"
    r"|bid) (?:writing services?|alerts?|subscription)"
)
TITLE = 120  # characters of a line that may be the title of a paper
SPOKEN = re.compile(
    r"[。;!?]|[我贵][司们公厂]|准备|计划|打算|(?<!邀)请|拟|您|你"
)  # what a sentence has and a title has not


def details(view: View) -> int:
    """Return how many kinds of tender details the letter holds, 0 to 5."""
    return sum(bool(pattern.search(view.everything)) for pattern in DETAILS.values())


def is_titled(view: View) -> str:
    """A letter whose subject, attachment's name or first line is that of a tender notice."""
    match = NOTICE.search(title(view)) or ANNOUNCED.search(title(view))
    return match.group() if match and not SERVICE.search(view.everything) else ""


def title(view: View) -> str:
    """Return the subject, name of an attachment or first line that is the title of a tender notice, or ""."""
    titles = (view.subject, *(a.name for a in view.letter.attachments), *_first_lines(view))
    return next((each for each in titles if NOTICE.search(each) or ANNOUNCED.search(each)), "")


def is_detailed(view: View) -> str:
    """A letter that invites to tender in its text and gives at least two kinds of details."""
    match = NOTICE.search(view.everything)
    if match is None or SERVICE.search(view.everything) or details(view) < 2:
        return ""
    return match.group()


def _first_lines(view: View) -> list[str]:
    """Return the first lines of the text and of the attachments, where a paper has its title."""
    texts = (view.own, *(source.text for source in view.attached))
    lines = (line for text in texts for line in islice(filter(None, map(str.strip, text.split("\n"))), 4))
    return [line for line in lines if len(line) <= TITLE and not SPOKEN.search(line)]

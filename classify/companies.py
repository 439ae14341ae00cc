"""Names of companies in a text, and the one that writes."""

import re
from collections.abc import Iterator

from classify.pattern import Pattern
from classify.view import View
from sales.enquiry import Finding

COMPANY_ENDS = Pattern(
    r"(?:股份)?有限(?:责任)?公司(?:[\u4e00-\u9fff]{2,8}分公司)?|(?:集团|总|分)?公司|集团(?![\u4e00-\u9fff()]{0,10}"
    r"(?:股份|有限|公司))|研究设计院|研究院|设计院|研究所|厂|经营部|商行|工程队",
    case=True,
)
NAME_CHARACTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·&-]{2,28}$")
BEFORE = re.compile(
    r".*(?:我[们司院厂]?(?:公司|单位)?(?:是|来自|叫)|公司是|单位是|这里是|此处是|您好|你好|来自|代表|转"
    r"|叫|是一家|(?<![\u4e00-\u9fff])[是为系]|单位名?称|公司名称|写信给|向|致函|客户|用户|业主"
    r"|收到|\d年度?|\d月|需对|拟对|满足|受|中标人|项目为|刚才|今天|上午|下午|昨天|介绍|关于|征集|采购|委托|邀请|正在|给|位于|地址在)"
)
NO_COMPANY = re.compile(
    r".*(?:贵|我|本|们)(?:设计院|研究院|研究所|设计研究院|锅炉厂|机械厂)|"
    r".*(?:贵|我|本|该|你|您|其|某|此|两家|几家|一家|这家|各|们|咱)(?:公司|有限公司|厂|集团|院|所|单位)"
    r"|(?:母|子|分|总|有限|股份|集团|物流|快递|保险|工|大|小|老|新|外|代工|同行|生产|制造)*(?:公司"
    r"|有限公司|厂|集团|集团公司|总公司|分公司)|.*(?:工厂|出厂|到厂|进厂|[建设开办]厂)|(?:大型|这个|整个|跨国|国有|民营)集团|(?:设计|研究)*院"
    r"|(?:钢结构|压力容器|储罐|锅炉|机械|设备|制造|加工|风电|汽车|造船|船舶|重工|工程|建筑|安装|不锈钢|五金|化工|石化|电力"
    r"|外贸|贸易|进出口|国有|民营|合资|外资|上市|专业|大型|中型|小型)+(?:企业|公司|工厂|厂)"
    r"|[\u4e00-\u9fff]{2,3}[省市县区]?分公司|your company"
)
OURSELVES = re.compile(
    r".*(?:我们|[我敝]司|我公司|[我本]厂|本公司|咱们?|我单位|我方|[我本]人|这[边里]是|的|一家)(?:是|叫)?(?=.{4})"
)
LEAD_IN = re.compile(r"^(?:在(?!线)|[的由和与及为是()·&\d-])+")
COMPANY_EN = Pattern(
    r"\b(?:[A-ZÀ-ÖÙ-ÞĞİŞŁŠŽČ][\w&'.-]{0,24},?[\"”]? (?:(?:and|of|for|de|ve|&) )?){1,6}?"
    r"(?:\(?[A-Z][a-z]+\)? )?"
    r"(?:(?:C[oO]\.?,? ?|Company,? |Pte\.?,? |P[vV][tT]\.?,? |Private |Sdn\.? |\(?P\)? )?(?:Ltd\. ?[SŞ]ti"
    r"|Ltd|LTD|Limited|LIMITED|LLC|L\.L\.C|LLP|Inc|INC|Incorporated|GmbH(?: & Co\. KG)?|Corp|Corporation"
    r"|PLC|Plc|S\.?p\.?A|S\.?A\.?S?|A\. ?[SŞ]|AŞ|S\.?r\.?l|B\.?V|N\.?V|A/S|AB|AG"
    r"|C[oO](?=\.(?:\s|$))"
    r"|KG|Oy|ApS|JSC|Bhd|Pty|FZE|FZCO|Sp\. z o\.o|Ltda|Group|Industries|Engineering Works|Company)\b\.?)",
    case=True,
)
LEAD_IN_EN = re.compile(
    r"^(?:(?:We|I|At|From|Dear|Hello|Hi|The|Our|This|In|Is|Are|Company|By|For|Customer|Caller|Called)\b[, ]+"
    r"|(?:Mr|Ms|Mrs|Miss|Dr|Eng)\b\.? (?:[\w'-]+ ){0,2}[\w'-]+(?: (?:of|from|at|and|&)|,) )+"
)
ADDRESSEE = re.compile(
    r"^\s*(?:致|to|attn|attention|收件人?|收件单位|尊敬的|dear)[ :].*?(?=\bfrom\b|发件|发自|$)"
    r"|^\s*(?:致|尊敬的).*"
    r"|\bto:.*",
    re.IGNORECASE,
)


def companies(text: str) -> Iterator[tuple[str, str]]:
    """Yield the company names of ``text`` with the words around them; "贵公司" is none."""
    for end in COMPANY_ENDS.finditer(text):
        before = NAME_CHARACTERS.search(text[max(0, end.start() - 28) : end.start()])
        words = f"{before.group()}{end.group()}" if before else ""
        said = LEAD_IN.sub("", _inside(BEFORE.sub("", words)))
        name = OURSELVES.sub("", said)
        shortest = 4 if name.endswith("集团") else 5  # 太重集团
        if len(name) >= shortest and not (NO_COMPANY.fullmatch(said) or NO_COMPANY.fullmatch(name)):
            yield name, words
    for match in COMPANY_EN.finditer(text):
        name = LEAD_IN_EN.sub("", match.group())
        if len(name.split()) > 1:
            yield re.sub('["”]', "", name).strip(), match.group()


def _inside(name: str) -> str:
    """Return what stands behind an open bracket: "我司(徐州重型机械有限公司" names the latter."""
    return name.rpartition("(")[2] if name.count("(") > name.count(")") else name


def company(view: View) -> Finding | None:
    """Return the first company that the sender names, the letter before the attachments."""
    for source in view.sources:
        lines = source.text.split("\n")[:120]
        theirs = "\n".join(_without_addressee(line) for line in lines)
        for name, words in companies(theirs):
            return Finding(name, words, source.place)
    sender = next(companies(view.name), None)
    return Finding(sender[0], sender[1], "sender") if sender else None


def _without_addressee(line: str) -> str:
    match = ADDRESSEE.match(line)
    return line[match.end() :] if match else line

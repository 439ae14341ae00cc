"""Filled-in forms: the values beside their labels (公司名称:…, Contact: …), in lines and in tables."""

import re
from collections.abc import Iterator
from itertools import chain, starmap

from classify.companies import companies
from classify.contact import NAME_ZH, PART_ZH, person
from classify.countries import ends_abroad
from classify.cover import TO, addressee
from classify.pattern import Pattern
from classify.phones import phones
from classify.view import View
from sales.enquiry import Finding

# Field of the enquiry → labels; the first label of a form that has a value wins. "" is somebody else's data.
LABELS: dict[str, str] = {
    "company": (
        "(?:客户|公司|单位|企业|用户|采购商|询价单位|发函单位|发件单位|采购单位|采购人|招标人|招标单位"
        "|招标方|需方|买方|甲方|使用单位|建设单位|业主|客户单位|来电单位|单位全称|工作单位|所属公司"
        ")(?:名称|全称)?|贵公司(?:名称|全称)|发件公司|customer(?: name)?|company(?: name)?|organi[sz]ation"
        "|firm(?: name)?|buyer|purchaser|employer|procuring entity|business name"
    ),
    "contact": (
        "(?:项目|业务|采购|技术|商务|客户|招标人|采购人|招标单位|用户|业主)?联系人(?:姓名)?|联络人|客户姓名|姓名|您的姓名|经办人|采购员"
        "|采购负责人|负责人|发件人|来电人|称呼|昵称"
        "|contact(?: person| name)?|your name|full name|name|from|fm"
        "|发自"
    ),
    "position": "职务|职位|岗位|职称|job title|position|title|designation",
    "phone": (
        "(?:联系|公司|办公|固定|客户)?电话(?:号码)?|(?:联系)?手机(?:号码|号)?|移动电话|联系方式|来电号码"
        "|座机|固话|办公|直线|总机|(?:tele)?phone(?: no\\.?| number)?|tel(?:ephone)?\\.?(?: no\\.?)?"
        "|mobile(?: phone| no\\.?| number)?|cell(?: phone)?|whatsapp|mob\\.?"
    ),
    "fax": "传真(?:号码)?|fax(?: no\\.?| number)?",
    "email": "(?:电子)?邮箱(?:地址)?|电子邮件|邮件地址|e-?mail(?: address)?|mail",
    "address": (
        "(?:公司|单位|联系|通讯|通信|详细|客户|厂|办公|注册|工厂|项目|交货|收货|安装|招标人|采购人|招标单位)?(?:地址|地点)|厂址"
        "|所在地(?:区)?|地区|省份|(?:company |mailing |delivery |postal )?address|add\\.?|addr\\.?"
        "|location|city"
    ),
    "postcode": "邮\\s?编|邮政编码|zip(?: ?code)?|post(?:al)? ?code",
    "industry": "(?:所属|客户)?行业|industry|sector",
    "customer_kind": "客户(?:类型|类别|性质)|用户类型|customer (?:type|kind)",
    "product": (
        "(?:需求|询价|所需|采购|意向|拟购|咨询|产品|设备|货物)?(?:产品|设备)(?:名称|型号|及型号|类型"
        "|需求)?|采购内容|项目名称|品名|货物名称|标的|product(?: name"
        "| of interest| required)?|equipment(?: required)?|machine(?: type)?|item"
        "|subject of (?:the )?enquiry"
    ),
    "workpiece": "(?:焊接)?工件(?:名称|类型)?|焊接(?:产品|对象)|加工对象|work ?piece|parts? to be welded",
    "material": "(?:工件|母材|焊接)?(?:材质|材料)|母材|(?:base )?material",
    "sizes": (
        "(?:工件)?(?:规格|尺寸|规格尺寸|外形尺寸|直径|外径|内径|管径|壁厚|板厚|长度)(?:范围)?"
        "|(?:workpiece )?(?:size|dimensions?|diameter|thickness|wall thickness|length)(?: range)?"
    ),
    "quantity": "(?:需求|采购|订购|设备)?数\\s?量|台数|套数|quantity|qty\\.?|q'ty",
    "process": "焊接(?:工艺|方法|方式)|工艺(?:要求|方法)?|(?:welding )?process",
    "needed_by": (
        "(?:要求|期望|希望|计划|预计)?(?:交货期|交货日期|交货时间|交期|到货时间|到货日期|供货期|供货时间"
        "|工期|需用时间|需求时间|采购时间|投产时间|使用时间)|delivery(?: date| time| required)?"
        "|(?:required|needed)(?: by| date)|lead time|schedule"
    ),
    "budget": "(?:项目|采购)?预算(?:金额|价)?|最高限价|控制价|(?:estimated |project )?budget",
    "message": (
        "(?:留言|咨询|来电|通话|询价|需求|具体)?内容|留言|需求描述|具体要求|备注|说明|remarks?|message"
        "|comments?|your (?:message|enquiry|inquiry)|details?"
    ),
    "": (
        "致|收件人|收件单位|收件公司|收文单位|受文者|收信人|抄送|主送|主题|事由|日期|页数|时间|to"
        "|attn\\.?|attention|cc|date|pages?|subject|sub\\.?|re|记录人|网址|网站|website|web|qq|微信|wechat|税号|开户行"
        "|开户银行|账号|发件人邮箱|(?:采购|招标)?代理(?:机构|单位|公司|人)?(?:名称|联系人)?"
    ),
}
NAMES = "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(LABELS.values()))
FIELDS = tuple(LABELS)
RUN_ON = r"(?<=[购术备程产应资务][部科处])(?=电话|手机)"  # a scan's spaces are lost: 谭志华采购部电话
LABEL = Pattern(
    rf"(?:^|(?<=[\s|,;。,(\[*•·/、.])|{RUN_ON})(?:{NAMES})[ ]?(?:\([^)\n]{{0,20}}\))?(?:[ ]{{0,4}}[*]*:+"
    rf"|[ ]*(?=[\t|]))[ ]*[*]*",
    re.MULTILINE,
)
SIGN = re.compile(r"[:|\t]")
CELL = Pattern(rf"[*]?(?:{NAMES})[ ]*(?:\([^)\n]{{0,20}}\))?[ ]*:?")
EMPTY = Pattern(r"[\s_./\\|:;,。*-]*|无|暂无|n/?a|none|nil|/")
ENDS = re.compile(r"\t|\s\|\s|\|| {3,}")
REQUEST = re.compile(  # behind a value: 材质:SUS304,请报价
    r"[\s,;。.]*(?:请(?![求选填示教])|麻烦[您你]|谢谢|\b(?:please|pls|kindly|thank(?:s| you))\b).*",
    re.IGNORECASE,
)
TWICE = ("phone", "fax", "email", "contact", "company")
PART_BEHIND = re.compile(
    rf"({NAME_ZH})(?:采购|供应|物资|设备|技术|工艺|工程|生产|项目|商务|市场|销售|外贸|行政){PART_ZH}"
)
PART_FIRST = re.compile(rf"[\u4e00-\u9fff]{{1,8}}{PART_ZH} ")  # 设备处 周工
OF_ANOTHER = ("company", "contact", "address")  # a number behind one of them may be somebody else's
LIMIT = 200  # characters of one value
LINES = 600  # lines of one text that are searched


Forms = dict[str, list[Finding]]


def labelled(view: View) -> Forms:
    """Return the values that stand beside labels, by field, in their order; "postcode" among them."""
    values: Forms = {}
    for source in view.sources:
        same_person = False  # as the last number's
        for field, value, words in chain.from_iterable(starmap(_apart, _pairs(source.text))):
            finding = Finding(value, words, source.place)
            if field == "phone" and same_person and _is_another_sort(values[field][-1], finding):
                finding = _both(values[field].pop(), finding)
            another = field in OF_ANOTHER or words.lstrip("采购招标").startswith("代理")
            same_person = (same_person or field == "phone") and not another
            if field:
                values.setdefault(field, []).append(finding)
    return values


def _apart(field: str, value: str, words: str) -> Iterator[tuple[str, str, str]]:
    """Yield a value; one that names a company or department with its person or number is taken apart."""
    if field == "contact":
        value = _without_part(value)
    name = next(companies(value), ("",))[0] if field in ("company", "contact") else ""
    rest = value.replace(name, " ", 1) if name else ""
    someone = person(rest)
    there = rest.strip(" ,") if ends_abroad(rest) and not someone else ""
    is_apart = bool(there) or (field == "company" and (bool(someone) or any(phones(rest))))
    yield field, name if is_apart else value, words
    if someone and field == "company":
        yield "contact", someone, words
    if there:
        yield "address", there, words


def _without_part(value: str) -> str:
    """Return the person of ``value`` without the department before or behind: 设备处 周工, 谭志华采购部."""
    if behind := PART_BEHIND.fullmatch(value):
        return behind[1]
    return (person(value) if PART_FIRST.match(value) else "") or value


def _is_another_sort(first: Finding, second: Finding) -> bool:
    """Whether one is a mobile and the other a land line: both are the person's."""
    sorts = [{number.sort for number in phones(finding.value)} for finding in (first, second)]
    return all(sorts) and sorts[0].isdisjoint(sorts[1])


def _both(first: Finding, second: Finding) -> Finding:
    return Finding(f"{first.value} / {second.value}", f"{first.words}; {second.words}", first.place)


def _pairs(text: str) -> Iterator[tuple[str, str, str]]:
    lines = text.split("\n")[:LINES]
    about_us = addressee(lines)
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        columns = _columns(line, below) if "\t" in line or "|" in line else []
        if number not in about_us:
            yield from columns or _in_line(line, below)


def _in_line(line: str, below: str) -> Iterator[tuple[str, str, str]]:
    """Yield the values of a line; a label that ends its line has its value on the next.

    Of two labels alike, as on a fax sheet with the addressee on the left, the second is the sender's.
    """
    marks = _marks(line)
    if not marks and len(line) < 30 and (whole := _field(line.strip())) is not None and not _marks(below):
        yield from _value(whole, below, f"{line.strip()} {below}")
    theirs = False
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        field = _name(mark)
        addressed = TO.match(mark.group()) is not None
        theirs = (theirs or addressed) and field not in ("company", "contact")  # "from": the sender's
        again = field in TWICE and _column(mark) in map(_column, marks[marks.index(mark) + 1 :])
        end = following.start() if following else len(line)
        value = line[mark.end() : end] if line[mark.end() :].strip() else below
        if field == "sizes":
            value = f"{mark.group().strip(' :')} {value.strip()}"
        if not (theirs or again):
            yield from _value(field, value, line[mark.start() : end])


def unlabelled(text: str) -> str:
    """Return ``text`` without the labels that it begins with."""
    while (match := LABEL.search(text[:60])) and match.start() == 0:
        text = text[match.end() :]
    return text


def _marks(line: str) -> list[re.Match[str]]:
    """Return the labels of a line, each with the sign that makes it one."""
    return list(LABEL.finditer(line)) if SIGN.search(line) else []


def _value(field: str, value: str, words: str) -> Iterator[tuple[str, str, str]]:
    value = ENDS.split(value.strip(" \t|"))[0]
    value = (value if field == "message" else REQUEST.sub("", value)).strip(" \t|,;。、*")[:LIMIT]
    if not EMPTY.fullmatch(value) and _field(value) is None:
        yield field, value, words.strip()[:LIMIT]


def _columns(line: str, below: str) -> list[tuple[str, str, str]]:
    """Return the values of a table with its labels in one row and the values in the row below."""
    heads, cells = (re.split(r"\t|\|", row.strip("| ")) for row in (line, below))
    fields = [_field(head.strip()) for head in heads]
    if (
        len(heads) < 2
        or len(heads) != len(cells)
        or sum(field is not None for field in fields) < len(heads) / 2 + 0.5
    ):
        return []
    pairs = zip(fields, heads, cells, strict=True)
    return [
        found
        for field, head, cell in pairs
        if field
        for found in _value(field, cell, (f"{head.strip()}: {cell.strip()}"))
    ]


def _field(words: str) -> str | None:
    match = CELL.fullmatch(words)
    return _name(match) if match else None


def _column(mark: re.Match[str]) -> str:
    """Return what a label has in common with the other column's: 电话 and 手机 are one person's."""
    return mark.group().strip(" |,:*\t") if _name(mark) == "phone" else _name(mark)


def _name(match: re.Match[str]) -> str:
    return FIELDS[int((match.lastgroup or "f0")[1:])]

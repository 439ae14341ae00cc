"""Who writes: company, person, position, numbers and address, from what stands around the letter's text."""

import re
from collections.abc import Callable, Iterator

from classify import gazetteer
from classify.pattern import Pattern
from classify.phones import Phone, Sort
from classify.quoting import MAIL
from classify.view import View
from sales.enquiry import Finding

COMPANY_ENDS = Pattern(
    r"(?:股份)?有限(?:责任)?公司(?:[\u4e00-\u9fff]{2,8}分公司)?|(?:集团|总|分)?公司|集团(?!.{0,2}(?:股份"
    r"|有限|公司))|研究设计院|研究院|设计院|研究所|厂|经营部|商行|工程队",
    case=True,
)
NAME_CHARACTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·&-]{2,28}$")
BEFORE = re.compile(
    r".*(?:我[们司院厂]?(?:公司|单位)?(?:是|来自|叫)|公司是|单位是|这里是|此处是|您好|你好|来自|代表|转"
    r"|叫|是一家|(?<![\u4e00-\u9fff])[是为系]|单位名?称|公司名称|写信给|向|致函|客户|用户|业主"
    r"|收到|刚才|今天|上午|下午|昨天|介绍|关于|征集|采购|委托|邀请|正在|给|位于|地址在)"
)
NO_COMPANY = re.compile(
    r".*(?:贵|我|本|们)(?:设计院|研究院|研究所|设计研究院|锅炉厂|机械厂)|"
    r".*(?:贵|我|本|该|你|您|其|某|此|两家|几家|一家|这家|各|们|咱)(?:公司|有限公司|厂|集团|院|所|单位)"
    r"|(?:母|子|分|总|有限|股份|集团|物流|快递|保险|工|大|小|老|新|外|代工|同行|生产|制造)*(?:公司"
    r"|有限公司|厂|集团|集团公司|总公司|分公司)|.*(?:工厂|出厂|到厂|进厂|建厂|设厂)"
)
COMPANY_EN = Pattern(
    r"\b(?:[A-Z][\w&'.-]{0,24},? (?:(?:and|of|for|de|&) )?){1,6}?(?:\(?[A-Z][a-z]+\)? )?(?:(?:Co\.?,? ?"
    r"|Company,? |Pte\.?,? |Pvt\.?,? |Sdn\.? |\(?P\)? )?(?:Ltd|LTD|Limited|LLC|L\.L\.C|LLP|Inc"
    r"|Incorporated|GmbH|Corp|Corporation|PLC|Plc|S\.?p\.?A|S\.?A\.?S?|S\.?r\.?l|B\.?V|N\.?V|A/S|AB|AG"
    r"|KG|Oy|ApS|JSC|Bhd|Pty|FZE|FZCO|Sp\. z o\.o|Ltda|Group|Industries|Engineering Works|Company)\b\.?)",
    case=True,
)
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈"
    "姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎闫薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛"
    "洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂"
    "齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶"
    "宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅"
    "巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇"
    "盖南屠鞠荣井乐银奚明麻雍花闻冼木郜"
)
NAME_ZH = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
TITLES = (
    "总经理|副总经理|董事长|采购(?:部)?(?:经理|部长|主管|总监|工程师|员)|(?:销售|技术|工艺|设备|生产"
    "|项目|工程|商务|业务|区域|供应链|质量|物资|装备|车间)(?:部)?(?:副)?(?:经理|部长|主管|总监|工程师"
    "|主任|处长|科长|员)|总工程师|总工|高级工程师|焊接工程师|工程师|部长|处长|科长|厂长|经理|主任|主管"
    "|总监"
)
TITLE_EN = (
    r"(?:(?:Senior|Sr\.?|Chief|General|Deputy|Assistant|Vice|Head of|Lead|Regional"
    r"|Group) )*(?:(?:Purchas(?:e|ing)|Procurement|Sourcing|Sales|Project|Production|Technical"
    r"|Engineering|Welding|Manufacturing|Plant|Maintenance|Supply Chain|Commercial|Managing|Operations"
    r"|Export|Process|Mechanical|Works) )?(?:Manager|Director|Engineer|Buyer|Officer|Executive|President"
    r"|Owner|CEO|CTO|COO|Supervisor|Specialist|Coordinator|Head)\b"
)
NAME_EN = (
    r"[A-Z][a-zA-Z'’-]{1,20}(?: [A-Z]\.?)?(?: (?:van|von|de|bin|al|el))?(?: [A-Z][a-zA-Z'’-]{1,20}){1,2}"
)
SELF_ZH = Pattern(
    rf"我是.{{0,24}}?的?({NAME_ZH})(?=[,,。.\s;!]|$)|我叫({NAME_ZH})|(?<![\u4e00-\u9fff])(?:我姓"
    rf"|免贵姓)([{SURNAMES}])|(?:联系|找|与|和|给)({NAME_ZH}|[{SURNAMES}](?:工|经理|总|先生|女士|小姐"
    rf"|部长|主任|师傅|老师))(?:联系|,|:|\s|电话|手机|$)",
    case=True,
)
BESIDE_PHONE = Pattern(
    rf"(?<![\u4e00-\u9fff])({NAME_ZH}|[{SURNAMES}](?:工|经理|总|先生|女士|小姐|部长|主任"
    rf"|师傅))[ :,(]{{0,3}}(?:{TITLES})?[ :,(]{{0,3}}(?:手机|电话|tel)?[ :]{{0,2}}(?=1[3-9]\d"
    rf"|0\d{{2,3}}-|\+86)"
)
ALONE_ZH = Pattern(
    (
        rf"^\W{{0,4}}({NAME_ZH})(?:[ /,|(]+(?:{TITLES})\)?)?\W{{0,3}}$|^({NAME_ZH})[ /|]+(?:{TITLES})"
        rf"|^(?:此致)?(?:敬礼)?[ !]*({NAME_ZH})[ ]*\d{{4}}[-年]"
    ),
    re.MULTILINE,
    case=True,
)
ALONE_EN = Pattern(
    (
        rf"(?:regards|sincerely|faithfully|thanks|thank you|cheers|respectfully|wishes"
        rf"|truly)[ ,.!]*\n(?:\s*\n){{0,2}}[ ]*(?:Mr\.? |Ms\.? |Mrs\.? |Dr\.? |Eng\.? )?({NAME_EN}"
        rf"|[A-Z][a-z]+)[ ,]*(?:$|\n|\||-|/)"
    ),
    re.MULTILINE,
)
SELF_EN = Pattern(rf"\b(?:my name is|this is|i am|i'm) ({NAME_EN})\b", case=True)
POSITION = Pattern(
    (
        rf"(?<![\u4e00-\u9fff贵])(?:{TITLES})(?![\u4e00-\u9fff])|^[ ]*{TITLE_EN}|(?<=[|,/-] ){TITLE_EN}"
        rf"|(?<=our ){TITLE_EN}|(?<=the ){TITLE_EN} (?=of|at)"
    ),
    re.MULTILINE,
    case=True,
)
NOT_A_NAME = re.compile(  # begins like a surname, and is none
    r"于是|任何|何时|全自|全部|关于|包括|包装|华东|单价|单位|南京|原因|宁波|安全|安徽|安装|左右|常州|常用|干燥|应用|强度|成套"
    r"|成都|文件|方便|方式|方案|时候|时间|明天|武汉|江苏|温州|甘肃|白车|石家|石油|管理|管道|花费|解决|计划|连接|金华|金属|钢管|项目|高压|高度|龙门"
)
ADDRESSEE = re.compile(
    r"^\s*(?:致|to|attn|收件人?|收件单位|尊敬的|dear)[ :].*?(?=\bfrom\b|发件|$)|^\s*(?:致|尊敬的).*",
    re.IGNORECASE,
)
PUBLIC_DOMAINS = {
    "163.com",
    "126.com",
    "yeah.net",
    "qq.com",
    "foxmail.com",
    "139.com",
    "189.cn",
    "sina.com",
} | {
    "sohu.com",
    "aliyun.com",
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
}  # where a company and its customers may both have their mailboxes
FAX_BEFORE = Pattern(r"(?:传真|fax|(?<![a-z])f)[^\d\n]{0,10}$")
STREET = re.compile(r"路|街|号|大道|工业园|工业区|开发区|园区|镇|乡|村|大厦|产业园|高新区")
NO_STREET = re.compile(r"公司|厂|集团|采购|项目|招标|投标|\d年|铁路")


def companies(text: str) -> Iterator[tuple[str, str]]:
    """Yield the company names of ``text`` with the words around them; "贵公司" is none."""
    for end in COMPANY_ENDS.finditer(text):
        before = NAME_CHARACTERS.search(text[max(0, end.start() - 28) : end.start()])
        words = f"{before.group()}{end.group()}" if before else ""
        name = _inside(BEFORE.sub("", words)).lstrip("的在由和与及为是()·&-1234567890")
        if len(name) > 4 and not NO_COMPANY.fullmatch(name):
            yield name, words
    for match in COMPANY_EN.finditer(text):
        name = re.sub(
            (r"^(?:We|I|At|From|Dear|Hello|Hi|The|Our|This|In|Is|Are|Company)\b[, ]+"), "", match.group()
        )
        if len(name.split()) > 1:
            yield name.strip(), match.group()


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


def contact(view: View) -> Finding | None:
    """Return the person: as they say, beside their number, below their letter, or in their address."""
    for pattern in (SELF_ZH, SELF_EN, BESIDE_PHONE, ALONE_EN, ALONE_ZH):
        for match in pattern.finditer(view.body):
            name = next(group for group in match.groups() if group)
            if not NOT_A_NAME.match(name):
                return Finding(name, match.group().strip()[:80], "text")
    name = re.sub(r"\(.*?\)", "", view.name).strip(" \"'")
    if re.fullmatch((rf"{NAME_ZH}|[{SURNAMES}](?:工|经理|总|先生|女士)|{NAME_EN}"), name) and not next(
        companies(name), None
    ):
        return Finding(name, view.name, "sender")
    return None


def position(view: View) -> Finding | None:
    """Return the position that stands in the signature."""
    lines = view.body.strip().split("\n")
    match = POSITION.search("\n".join(lines[-12:]))
    return Finding(match.group().strip(), match.group().strip(), "text") if match else None


def phone(view: View) -> Finding | None:
    """Return the number to call: the mobile, else the land line, else the one abroad."""
    numbers = [(number, place) for number, place in view.phones if not _is_fax(view, number, place)]
    for sort in (Sort.MOBILE, Sort.LAND, Sort.ABROAD, Sort.SERVICE):
        for number, place in numbers:
            if number.sort is sort:
                return Finding(number.number, number.words, place)
    return None


def fax(view: View) -> Finding | None:
    """Return the number that is said to be a fax."""
    faxes = (
        Finding(number.number, number.words, place)
        for number, place in view.phones
        if _is_fax(view, number, place)
    )
    return next(faxes, None)


def _is_fax(view: View, number: Phone, place: str) -> bool:
    text = next(source.text for source in view.sources if source.place == place)
    return bool(FAX_BEFORE.search(text[max(0, number.start - 16) : number.start]))


def email(view: View) -> Finding | None:
    """Return the address to answer to: the sender's, or the one in the text where the sender is one of us."""
    domains = {address.partition("@")[2] for address in view.ours.addresses} - PUBLIC_DOMAINS
    if view.email and view.email not in view.ours.addresses:
        return Finding(view.email, view.email, "sender")
    for source in view.sources:
        for match in MAIL.finditer(source.text):
            address = match.group().lower()
            if address not in view.ours.addresses and address.partition("@")[2] not in domains:
                return Finding(address, match.group(), source.place)
    return None


def address(view: View) -> Finding | None:
    """Return a line that is a postal address: a place of China, then a street, a town or a number."""
    for source in view.sources[:-1]:
        for line in source.text.split("\n")[:300]:
            for place in gazetteer.found(line[:300]):
                rest = line[line.index(place.words) + len(place.words) :][:60]
                if STREET.search(rest[:30]) and not NO_STREET.search(rest[:30]):
                    words = re.split(
                        (r"[,;。|\t]| {2,}|邮编|电话|传真|tel"), place.words + rest, flags=re.IGNORECASE
                    )[0]
                    return Finding(words.strip(), line.strip()[:200], source.place)
    return None


FINDERS: dict[str, Callable[[View], Finding | None]] = {
    "company": company,
    "contact": contact,
    "position": position,
    "phone": phone,
    "fax": fax,
    "email": email,
    "address": address,
}

"""Who writes: company, person, position, numbers and address, from what stands around the letter's text."""

import re
from collections.abc import Callable

from classify.companies import companies, company
from classify.pattern import Pattern
from classify.phones import Phone, Sort, listed
from classify.postal import address
from classify.quoting import MAIL
from classify.view import View
from sales.enquiry import Finding
from sales.public_mail import company_domain

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
CALLED_ZH = (
    rf"(?:[{SURNAMES}](?:工|总|经理|科长|处长|部长|厂长|主任|先生|女士|小姐|老板|师傅|老师)"
    rf"|[老小][{SURNAMES}])"
)
PART_ZH = r"(?:[部科处室课]|车间|中心)"  # of a company
TITLES = (
    "总经理|副总经理|董事长|采购(?:部)?(?:经理|部长|主管|总监|工程师|员)|(?:销售|技术|工艺|设备|生产"
    "|项目|工程|商务|业务|区域|供应链|质量|物资|装备|车间)(?:部)?(?:副)?(?:经理|部长|主管|总监|工程师"
    "|主任|处长|科长|员)|总工程师|总工|高级工程师|焊接工程师|工程师|部长|处长|科长|厂长|经理|主任|主管"
    "|总监"
)
TITLE_EN = (
    r"(?:(?:Senior|Sr\.?|Chief|General|Deputy|Assistant|Vice|Head of|Lead|Regional"
    r"|Group) )*(?:(?:Purchas(?:e|ing)|Procurement|Sourcing|Sales|Project|Production|Technical|Equipment"
    r"|Fabrication|Quality|Logistics|Business Development|Design|Planning|Workshop|Site|Facility|Import"
    r"|Materials?|Contracts?|Tender(?:ing)?|Estimation|Factory|Engineering|Welding|Manufacturing|Plant"
    r"|Maintenance|Supply Chain|Commercial|Managing|Operations|Export|Process|Mechanical|Works) )?"
    r"(?:Manager|Director|Engineer|Buyer|Officer|Executive|President"
    r"|Owner|CEO|CTO|COO|Supervisor|Specialist|Coordinator|Head)\b(?: ?(?:of|-|,|/|&) ?(?:Production"
    r"|Purchas(?:e|ing)|Procurement|Sourcing|Sales|Projects?|Engineering|Manufacturing|Maintenance|Operations"
    r"|Materials|Supply Chain|Technology|Technical|Welding|Works|Quality)\b)?"
)
CAPITAL = "[A-ZÀ-ÖÙ-ÞĞİŞŁŠŽČ]"
WORD_EN = rf"{CAPITAL}[A-Za-zÀ-ÖÙ-öø-ÿĞğİıŞşŁłŠšŽžČč'’-]{{1,20}}"
NAME_EN = (
    rf"(?:(?:{CAPITAL}\. ?){{0,2}}{WORD_EN}(?: {CAPITAL}\.?)?(?: (?:van|von|de|bin|al|el))?"
    rf"(?: {WORD_EN}){{1,2}}|(?:{CAPITAL}\. ?){{1,2}}{WORD_EN})"
)
SELF_ZH = Pattern(
    rf"我是.{{0,24}}?的?({NAME_ZH})(?=[,,。.\s;!]|$)|我叫({NAME_ZH})|(?<![\u4e00-\u9fff])(?:我姓"
    rf"|免贵姓)([{SURNAMES}])|(?:联系|找|与|和|给)({NAME_ZH}|{CALLED_ZH})(?:联系|,|:|\s|电话|手机|$)",
    case=True,
)
CALLS = r"(?=[ ,:(]{0,3}(?:来电|打来|致电|1[3-9]\d{3}|0\d{2,3}-))"
OF_COMPANY = Pattern(  # 太重集团张工来电
    rf"(?<!贵)(?:公司|集团|[厂院所]|{PART_ZH})的?[ :,/]{{0,2}}({CALLED_ZH}|{NAME_ZH}{CALLS})"
    r"(?=[,。;\s(\d来打致问说询咨电找要想需]|$)(?!,?\s?[你您]好)"
    rf"|接到?[^,。;\n]{{2,24}}?({CALLED_ZH})的?(?:电话|来电)"
    rf"|(?<![给向找])({CALLED_ZH})(?=来电|打来|致电|[ :,(]{{1,3}}(?:1[3-9]\d{{3}}|0\d{{2,3}}-))"
    rf"|(?<!\d)1[3-9]\d{{9}}[ ,(]{{1,3}}({CALLED_ZH}|{NAME_ZH})(?![\u4e00-\u9fff])",
    case=True,
)
MISTER = rf"\b(?:Mr|Ms|Mrs|Miss|Dr|Engr?)\b\.? {WORD_EN}(?: {WORD_EN}){{0,2}}"
TITLED_EN = re.compile(MISTER)
OF_COMPANY_EN = Pattern(
    r"(?<!Dear )(?<!Hi )(?<!Hello )(?<!Attn: )(?<!Attention: )(?<!To: )"
    rf"({MISTER})(?= (?:of|from|at) (?!your)|,? (?:called|phoned|rang)\b| \(|, ?\+?[\dA-Z])",
    case=True,
)
BESIDE_PHONE = Pattern(
    rf"(?<![\u4e00-\u9fff])({NAME_ZH}|{CALLED_ZH})[ :,(]{{0,3}}(?:{TITLES})?[ :,(]{{0,3}}"
    r"(?:手机|电话|tel)?[ :]{0,2}(?=1[3-9]\d|0\d{2,3}-|\+86)"
)
PART_BEFORE = rf"(?:[\u4e00-\u9fff]{{1,8}}{PART_ZH}[ :/|,]{{1,3}})?"  # 采购部 赵丽
ALONE_ZH = Pattern(
    (
        rf"^\W{{0,4}}{PART_BEFORE}({NAME_ZH})(?:[ /,|(]+(?:{TITLES})\)?)?[^\w:,]{{0,3}}$"  # 王主任: greets
        rf"|^({NAME_ZH})[ /|]+(?:{TITLES})"
        rf"|^(?:此致)?(?:敬礼)?[ !]*({NAME_ZH})[ ]*\d{{4}}[-年]"
    ),
    re.MULTILINE,
    case=True,
)
ALONE_EN = Pattern(
    (
        rf"(?:regards|sincerely|faithfully|thanks|thank you|cheers|respectfully|wishes|saludos|atentamente"
        rf"|cordialement|truly|grüßen|saygılarımla|rgds)[ ,.!]*\n(?:\s*\n){{0,2}}[ ]*(?:(?:Mr|Ms|Mrs|Dr|Eng"
        rf"|Prof|Dipl\.-Ing|Ing)\.? )*({NAME_EN}|[A-Z][a-z]+)[ ,]*(?:$|\n|\||-|/)"
    ),
    re.MULTILINE,
)
BY_TITLE = Pattern(rf"^({NAME_EN})[ ]*(?:\n|[,|/-])[ ]*{TITLE_EN}", re.MULTILINE, case=True)
SELF_EN = Pattern(rf"\b(?:[Mm]y name is|[Tt]his is|[Ii] am|[Ii]'m) ({NAME_EN})\b", case=True)
WHO = (SELF_ZH, SELF_EN, OF_COMPANY, OF_COMPANY_EN, BESIDE_PHONE, ALONE_EN, BY_TITLE, ALONE_ZH)
POSITION = Pattern(
    (
        rf"(?<![\u4e00-\u9fff贵])(?:{TITLES})(?![\u4e00-\u9fff])|^[ ]*{TITLE_EN}|(?<=[|,/-] ){TITLE_EN}"
        rf"|(?<=our ){TITLE_EN}|(?<=the ){TITLE_EN} (?=of|at)"
    ),
    re.MULTILINE,
    case=True,
)
NOT_A_NAME = re.compile(  # begins like a surname, and is none
    r"施工|金工|包工|于是|任何|何时|全自|全部|关于|包括|包装|华东|单价|单位|南京|原因|宁波|安全|安徽|安装|左右|常州|常用|干燥|应用|强度|成套"
    r"|成都|文件|方便|方式|方案|时候|时间|明天|武汉|江苏|温州|甘肃|白车|石家|石油|管理|管道|花费|解决|计划|连接|金华|金属|钢管|项目|高压|高度|龙门"
)
FAX_BEFORE = Pattern(r"(?:传真|fax|(?<![a-z])f)[^\d\n]{0,10}$")
BESIDE = 120  # characters between the numbers of one person
NOBODY = re.compile(r"(?:no|do-?not)[._-]?reply|mailer|notif|wordpress|webmaster")
MOBILE_MAIL = re.compile(r"(1[3-9]\d{9})@(?:139\.com|189\.cn|wo\.cn|163\.com|126\.com|qq\.com)")


def contact(view: View) -> Finding | None:
    """Return the person: as they say, beside their number, below their letter, or in their address."""
    for pattern in WHO:
        for match in pattern.finditer(view.body):
            name = next(group for group in match.groups() if group)
            if not NOT_A_NAME.match(name) and (name not in view.ours.people or name == view.name):
                return Finding(name, match.group().strip()[:80], "text")
    name = re.sub(r"\(.*?\)", "", view.name).strip(" \"'")
    if re.fullmatch((rf"{NAME_ZH}|[{SURNAMES}](?:工|经理|总|先生|女士)|{NAME_EN}"), name) and not next(
        companies(name), None
    ):
        return Finding(name, view.name, "sender")
    return None


def person(words: str) -> str:
    """Return the person among the ``words`` beside a company: 采购科 老孟; "" where there is none."""
    for word in re.split(r"[\s,;:()/]+", words):
        name = re.fullmatch(rf"(?:.{{1,8}}{PART_ZH})?({CALLED_ZH}|{NAME_ZH})", word)
        if name and not re.search(f"{PART_ZH}$", word) and not NOT_A_NAME.match(name[1]):
            return name[1]
    titled = TITLED_EN.search(words)
    return titled.group() if titled else ""


def position(view: View) -> Finding | None:
    """Return the position that stands in the signature."""
    lines = view.body.strip().split("\n")
    match = POSITION.search("\n".join(lines[-12:]))
    return Finding(match.group().strip(), match.group().strip(), "text") if match else None


def phone(view: View) -> Finding | None:
    """Return the number to call, the mobile first, with the land line that stands beside it."""
    numbers = [(number, place) for number, place in view.phones if not _is_fax(view, number, place)]
    for sort in (Sort.MOBILE, Sort.LAND, Sort.ABROAD, Sort.SERVICE):
        for number, place in numbers:
            if number.sort is sort:
                near = [other for other, there in numbers if there == place and _is_beside(number, other)]
                words = " / ".join(one.words for one in (number, *near[:1]))
                return Finding(listed((number, *near[:1])), words, place)
    match = MOBILE_MAIL.fullmatch(view.email)  # a mailbox that is called by its owner's number
    return Finding(match.group(1), view.email, "sender") if match else None


def _is_beside(number: Phone, other: Phone) -> bool:
    """Whether ``other`` is a second number of the same person: of another sort, or abroad, and near."""
    pair = {number.sort, other.sort}
    fit = pair == {Sort.MOBILE, Sort.LAND} or (pair == {Sort.ABROAD} and number.number != other.number)
    return fit and abs(number.start - other.start) <= BESIDE


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
    """Return the address to answer to: the sender's, else the text's where we or a program send it."""
    domains = {company_domain(address) for address in view.ours.addresses} - {""}
    if view.email and view.email not in view.ours.addresses and not NOBODY.match(view.email):
        return Finding(view.email, view.email, "sender")
    for source in view.sources:
        for match in MAIL.finditer(source.text):
            address = match.group().lower()
            if address not in view.ours.addresses and address.partition("@")[2] not in domains:
                return Finding(address, match.group(), source.place)
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

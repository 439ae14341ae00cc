"""What is wanted: product, workpiece, material, sizes, quantity, process, date, budget."""

import re
from collections.abc import Callable

from classify import wares
from classify.amounts import BUDGET, COUNT_OF_THEM, COUNTED, OF_EACH_SIZE, QUANTITY, SIZES
from classify.deadlines import is_for_papers
from classify.pattern import Pattern
from classify.view import View
from sales.enquiry import Finding

MATERIAL = Pattern(
    r"(?<![A-Za-z0-9])(?:Q(?:195|215|235|245|345|355|370|420|460|690)[A-ER]?R?|16Mn(?:DR|R)?|15CrMoR?"
    r"|12Cr1MoV|(?:20|45)#钢?|20钢|45钢|0?6Cr19Ni10"
    r"|(?:S(?:US|S)? ?)?(?:304|316|321|310S?|2205|2507)L?(?:不锈钢"
    r"|(?![\dA-Za-z.]))|X(?:42|52|60|65|70|80)\b|P91|T91)|不锈钢|碳钢|低碳钢|低合金钢|合金钢|铝合金"
    r"|铝镁合金|双相钢|钛合金|钛材|镀锌板|高强钢|耐磨钢"
    r"|\b(?:(?:carbon|mild|stainless|alloy|duplex|structural|galvani[sz]ed) steel|alumini?um|titanium"
    r"|inconel|hastelloy|S(?:235|275|355|690)\w*|A(?:36|516|105)\b|SS ?(?:304|316)L?)"
)
WORKPIECES = (
    r"(?:压力容器|储气罐|储罐|油罐|罐体|罐车|筒体|封头|法兰|集箱|膜式壁|水冷壁|锅炉|换热器|热水器内胆"
    r"|内胆|气瓶|钢瓶|液化气瓶|油缸|缸筒|液压缸|活塞杆|塔筒|风电塔筒|塔架|桥壳|车桥|传动轴|车架|车厢"
    r"|货箱|挂车|H型钢|箱型梁|箱形梁|BOX梁|十字柱|钢结构|吊臂|动臂|斗杆|挖斗|铲斗|中部槽|支架|结构件"
    r"|托辊|滚筒|管道|钢管|管板|螺旋管|弯头|阀门|电池托盘|座椅骨架|排气管|消声器|消音器|货架|护栏|铁塔"
    r"|角钢塔|钢模板|脚手架|集装箱|变压器油箱|散热片|波纹板"
    r"|\b(?:pressure vessels?|storage tanks?|(?:gas |lpg )?cylinders?|tanks?|shells?|wind towers?"
    r"|towers?|pipes?|pipelines?|spools?|h-?beams?|i-?beams?|box (?:beams?|girders?|columns?)|girders?"
    r"|truck (?:frames?|bodies)|chassis|axles?|axle housings?|trailers?|boilers?|heat exchangers?"
    r"|membrane walls?|water heaters?|excavator (?:arms?|booms?|buckets?)|frames?|steel structures?"
    r"|flanges?|mufflers?|exhaust pipes?)\b)"
)
WORKPIECE = Pattern(WORKPIECES)
WORKPIECE_SAID = Pattern(
    rf"(?:用于|用来|工件|产品|焊接|加工|焊|for|of|weld(?:ing)?)(?:是|为|主要是|:"
    rf"| )?(?:[\w ]{{0,12}}?)({WORKPIECES})|({WORKPIECES})(?=.{{0,6}}焊)"
)
PROCESS = Pattern(
    r"(?:双丝|单丝|多丝|双弧|窄间隙|热丝|填丝|脉冲)?(?:埋弧(?:自动)?焊|氩弧焊|钨极氩弧焊|气体保护焊"
    r"|气保焊|二氧化碳(?:气体)?保护焊|CO2(?:气体)?(?:保护)?焊|等离子焊|激光(?:复合)?焊|电渣焊|电阻焊"
    r"|点焊|(?<![环直纵角])缝焊|堆焊|闪光焊|螺柱焊|搅拌摩擦焊|摩擦焊|手工焊)接?|(?<![A-Za-z])(?:TIG|MIG"
    r"|MAG|SAW|GTAW|GMAW|FCAW|PAW|ESW|FSW|MIG/MAG)(?![A-Za-z])焊?"
    r"|\b(?:submerged[ -]arc|plasma|laser(?:-hybrid)?|spot"
    r"|(?<!longitudinal )(?<!circumferential )seam|resistance|friction stir|electro-?slag"
    r"|gas metal arc|flux[ -]cored)(?: arc)? welding"
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    "|apr|jun|jul|aug|sept?|oct|nov|dec"
)
NEEDED_BY = Pattern(
    r"(?:\d{4}年|今年|明年|本年|后年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|初|末|中旬|上旬"
    r"|下旬|\d{1,2}[日号])?(?:之?前|以前|左右|前后)?(?=[^,。;\n\d]{0,12}(?:交|到货|到厂|投产|使用|需要"
    r"|安装|供货|发货|提货|完成|用|调试))"
    r"|(?:\d{4}年|今年|明年|后年)?(?:春节|国庆|年|元旦|五一|月|下月|本月|下季度|一季度|二季度|三季度|四季度)(?:底|末|内"
    r"|后)?(?:之?前|以前)(?=[^,。;\n]{0,12}(?:交|到货|到厂|投产|使用|需要|安装|供货|发货|完成|用))"
    r"|(?:交货期|交期|工期|供货期|到货(?:时间|期)|交货(?:时间|日期)?|投产(?:时间)?)(?:要求|为|是|在|:"
    r"|不超过|大约|约|需|控制在)*[ ]?((?:合同(?:签订"
    r"|生效)后)?(?:\d{4}[-年/.])?[^,。;\n]{0,4}\d{1,3} ?(?:个?月|天|周|日|号|[-/.]\d)[^,。;\n]{0,8})"
    rf"|(?:(?:合同(?:签订|生效)后)?\d{{1,3}}(?:个月|天|周|个工作日)(?:之?内"
    rf"|以内)(?=[^,。;\n]{{0,8}}(?:交|到货|供货|完成|投产|发货)))"
    rf"|\b(?:by|before|not later than|no later than|until|in|within|planned for"
    rf"|scheduled for|delivery(?: date| time)?(?: is| in"
    rf"| by| of|:)?|required by|needed by) (?:the )?(?:(?:end|middle|beginning"
    rf"|mid) (?:of )?)?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTHS})\b\.?(?:,? 20\d\d"
    rf"|(?: \d{{1,2}}(?:st|nd|rd|th)?\b,?)(?: 20\d\d)?)?|Q[1-4] 20\d\d|20\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}/\d{{1,2}}/20\d\d|\d{{1,3}}(?:-\d+)? (?:days|weeks|months)|next (?:month|year|quarter)"
    rf"|this year)"
)
BY = re.compile(r"^(?:(?:required|needed) )?by (?:the )?", re.IGNORECASE)  # the label says that
OFFER = re.compile(r"quot|offer|reply|respon|answer|submit|proposal|报价|回复|答复", re.IGNORECASE)
DELIVERY = re.compile(r"deliver|ship|install|commission|production|交货|到货|投产", re.IGNORECASE)
MODIFIERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9/φΦ-]{0,14}$")
STOPS = re.compile(
    r".*(?:一?条|一?台|一?套|几[台套条]|\d+ ?[台套条]|采购|购买|购置|订购|求购|需要|需求|需|上(?!下料)|做"
    r"|询价|询问|咨询|关于|贵司的?|贵公司的?|你们的?|你公司的?|您的?|我司|我们|想要|想|要|买|新|增加|投资"
    r"|建设|建|有|的|对(?!接)|请|报价?|生产|一个|和|与|及|或|用于|用|名称|设备|型号|产品|为|是|看到|提供|了解|看看|邀请书?|投标|招标|-|集团|公司|厂|院|下"
    r"|个|购|几种|在|就|询|、)"
)


def first(pattern: Pattern, view: View) -> Finding | None:
    """Return the first match of ``pattern`` in the letter; its group where it has one."""
    for source in view.sources:
        if match := pattern.search(source.text):
            value = next((group for group in match.groups() if group), match.group())
            return Finding(value.strip(" ,.;。"), match.group().strip(), source.place)
    return None


def product(view: View) -> Finding | None:
    """Return the machine in the customer's words: the longest name of the first place that has one."""
    places = (*(("subject", view.subject),), *((source.place, source.text) for source in view.sources[:-1]))
    found = [(place, name_in_full(text)) for place, text in places]
    named = [(place, words) for place, words in found if words]
    if not named:
        return None
    place, words = max(named[:2], key=lambda item: len(item[1]))
    return Finding(words, words, place)


def name_in_full(text: str) -> str:
    """Return the first machine of ``text`` with what stands before it, "" for none: 数控龙门式埋弧焊机."""
    match = wares.MACHINE_ZH.search(text)
    if match is None:
        match = wares.MACHINE_EN.search(text)
        return _without_article(match.group()) if match else ""
    before = MODIFIERS.search(text[max(0, match.start() - 14) : match.start()])
    return STOPS.sub("", before.group() if before else "") + match.group()


def _without_article(words: str) -> str:
    lead_in = (
        r"^(?:.*\b(?:an?|the|your|our|for|of|one|two|three|four|new|some|any|needs?|wants?|buy|purchase|quote"
        r"|about|with|sets?|units?|in|and(?! boom)|to|is|are|on|or"
        r"|enquiry|inquiry|tender|rfq|quotation)\b[ -]+)+"
    )
    return re.sub(lead_in, "", words.strip(), flags=re.IGNORECASE)


def quantity(view: View) -> Finding | None:
    """Return how many: the number beside the machine, else the first number of pieces."""
    for source in view.sources:
        for sentence in wares.naming_sentences(source.text):
            match = OF_EACH_SIZE.search(sentence) or QUANTITY.search(sentence)
            if match and wares.machines(sentence):
                return Finding(match.group().strip(), sentence.strip()[:120], source.place)
    return first(QUANTITY, view) or first(COUNTED, view) or first(COUNT_OF_THEM, view)


def sizes(view: View) -> Finding | None:
    """Return the sizes of the workpiece, all of those in the first text that has any."""
    for source in view.sources:
        if found := _distinct(SIZES, source.text, 6):
            return Finding("; ".join(found), "; ".join(found), source.place)
    return None


def _distinct(pattern: Pattern, text: str, most: int) -> list[str]:
    """Return the first matches of ``pattern`` that differ, at most ``most``."""
    found: dict[str, None] = {}
    for match in pattern.finditer(text[:8000]):
        found[match.group().strip(" ,;")] = None
        if len(found) == most:
            break
    return list(found)


def joined(words: list[str]) -> str:
    """Return what a letter lists in one line, as its language does: 不锈钢、Q345R."""
    return ("、" if is_chinese("".join(words)) else ", ").join(words)


def is_chinese(words: str) -> bool:
    """Whether there is any Chinese in ``words``."""
    return re.search("[\u4e00-\u9fff]", words) is not None


def material(view: View) -> Finding | None:
    """Return the materials of the workpiece."""
    for source in view.sources:
        if found := _distinct(MATERIAL, source.text, 4):
            return Finding(joined(found), joined(found), source.place)
    return None


def workpiece(view: View) -> Finding | None:
    """Return what is to be welded: said to be so, else the first that is not part of a company's name."""
    if said := first(WORKPIECE_SAID, view):
        return said
    for source in view.sources:
        for match in WORKPIECE.finditer(source.text):
            if not re.search(r"公司|厂|集团|院", source.text[match.end() : match.end() + 14]):
                return Finding(match.group(), match.group(), source.place)
    return None


def needed_by(view: View) -> Finding | None:
    """Return when the machine is to be there; until when to offer, to bid or to ask is another matter."""
    for source in view.sources:
        for match in NEEDED_BY.finditer(source.text[:8000]):
            before = re.split(
                r"[。.;!?\n]|,(?=[\u4e00-\u9fff])", source.text[max(0, match.start() - 80) : match.start()]
            )[-1]
            if is_for_papers(source.text, *match.span()):
                continue
            if not OFFER.search(before) or DELIVERY.search(before):
                value = next((group for group in match.groups() if group), match.group())
                value = BY.sub("", value.strip(" ,.;。"))
                return Finding(value, match.group().strip(), source.place)
    return None


def budget(view: View) -> Finding | None:
    """Return the budget of the first text that names one; the price of one machine where it has no other."""
    for source in view.sources:
        matches = list(BUDGET.finditer(source.text))
        if matches:
            match = next((match for match in matches if "/" not in match.group()), matches[0])
            value = next(group for group in match.groups() if group)
            return Finding(value.strip(" ,.;。"), match.group().strip(), source.place)
    return None


FINDERS: dict[str, Callable[[View], Finding | None]] = {
    "product": product,
    "workpiece": workpiece,
    "material": material,
    "sizes": sizes,
    "quantity": quantity,
    "process": lambda view: first(PROCESS, view),
    "needed_by": needed_by,
    "budget": budget,
}  # fmt: skip

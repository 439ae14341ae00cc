"""What the company makes, in the words customers use for it, and the words around a purchase."""

import re
from functools import lru_cache

from classify.pattern import Pattern

# The last word of a product name decides; what stands before it says more about it (数控龙门式埋弧焊机).
MACHINES_ZH = (
    r"焊接?(?:专用?机床?|设备|装备|机器人|机械手|工作站|系统|中心|工装|夹具|变位机|操作机|滚轮架|转台"
    r"|平台|单元|小车|线|机组?)",
    r"焊接?(?:自动化)?(?:生产|流水|自动|自动化|装配)线",
    r"(?:变位机|焊接回转台|滚轮架|操作架|焊接操作机|十字操作机|焊接十字架|悬臂焊|龙门焊|环缝焊|环焊缝"
    r"|直缝焊|纵缝焊|角焊缝专机|管板焊|管管焊|相贯线焊|波纹板焊)",
    r"(?:H型钢|箱型梁|箱形梁|BOX梁|钢结构|管线|压力容器|储罐|油罐|车架|车桥|桥壳|货架|护栏)"
    r"[^\W公司厂买购要上]{0,8}(?:焊接|组焊|组立焊)(?:[^\W机]{0,4}(?:线|设备|工作站)|[^\W机]{0,2}机(?!器|械))",
    r"(?:H型钢|箱型梁|箱形梁|BOX梁|型钢|钢结构)(?:自动)?(?:焊接)?(?:生产|流水)线",
    r"(?:H型钢|型钢)?(?:组立机|矫正机|翻转机)",
    r"自动焊接?线",
    r"(?:自动焊|埋弧焊|氩弧焊|气保焊|等离子焊|激光焊|电阻焊|缝焊|闪光焊|对焊|螺柱焊|摩擦焊|点焊"
    r"|弧焊)(?:接?机器人|接?机组?|设备|专机|装置|变位机|滚轮架|操作[架机]|十字(?:操作)?[架机])?",
)
LINE_ZH = (  # what may follow it: 机器人柔性生产线, 接生产线成套设备
    r"(?:(?:柔性|智能化?|全?自动化?|数控|成套)*(?:生产线|流水线|装配线|自动线|工作站|专机|单元|设备|装备|系统|机器人"
    r"|机械手|机组?)){1,3}"
)
NO_GOODS_ZH = r"(?!的?(?:经销|代理|贸易|销售)|电(?:设备|有限|公司))"  # 焊接设备经销商, 华焊机电有限公司
MACHINE_ZH = Pattern(f"(?:{'|'.join(MACHINES_ZH)})(?:接?{LINE_ZH})?{NO_GOODS_ZH}")
MACHINE_EN = Pattern(
    r"\b(?:\w[\w-]{0,19} ){0,4}?(?:weld(?:ing|er|ers)?|seamer)[ -](?:machines?|robots?|lines?|equipments?"
    r"|cells?|workstations?|work ?stations?"
    r"|stations?|positioners?|manipulators?|rotators?|systems?|automation|fixtures?|jigs?"
    r"|production lines?|centers?|units?|rollers?)(?: (?:production |assembly )?lines?)?\b"
    r"|\b(?:robotic|robot|orbital|girth|circumferential|longitudinal|seam|gantry|submerged[ -]arc"
    r"|automatic|automated|laser|spot|beam|pipe|tank|TIG|MIG)"
    r"(?: [\w-]{1,20}){0,2} weld(?:ing|er|ers)\b(?: (?:machines?|robots?|lines?|cells?|equipment"
    r"|systems?|stations?))?"
    r"|\b(?:welding )?(?:positioners?|panel lines?|turning rolls|tank rotators?|column (?:and"
    r"|&) boom(?: manipulators?)?|h-?beam (?:\w{1,20} ){0,2}lines?|box beam (?:\w{1,20} ){0,2}lines?)\b"
    r"|\bweld(?:er|ers|ing machine|ing machines)\b"
)
SENTENCE_END = re.compile(r"[。!?;\n]")
WELDING = Pattern(r"焊|\bweld")

ASKING = Pattern(
    r"询\s?价|报\s?价|求购|采购|订购|购买|购置|选购|拟购|想买|要买|需要|急需|需求|需购|价格|多少钱"
    r"|什么价|咨询|询盘|请.{0,6}(?:联系|回复|来电|提供)"
    r"|技术方案|初步方案|做.{0,4}方案|方案(?:和|及|、)|资料(?:和|及|、)?|样本|选型|合作意向|有意|上一?条"
    r"|新上|改造|希望(?:贵司|贵公司)|能否|能不能|可否"
    r"|\b(?:quot(?:e|es|ation|ations)|rfq|rfi|enquir(?:y|ies)|inquir(?:y|ies)|pric(?:e|es|ing)"
    r"|price list|looking for|interested in|in need of|we need"
    r"|need (?:a|an|to|two|\d)|require[sd]?|purchas(?:e|ing)|to buy|procure(?:ment)?"
    r"|budget(?:ary)? (?:offer|price)|proposal|please (?:send|offer|advise|provide|quote)"
    r"|catalog(?:ue)?|brochure|lead time|delivery time)\b"
)
ASKING_FIRMLY = Pattern(
    r"(?<!欢迎)询\s?价|请.{0,12}报\s?价|(?:给|发|做|提供|寄|传|要|个).{0,8}(?:报价|价格|方案)|报价单"
    r"|求购|(?:拟|需|想|要|计划|准备|打算|欲|现|急)(?:要|求)?(?:采购|购买|购置|订购|购|买|上)"
    r"|我(?:司|公司|厂|们|单位).{0,20}(?:需要|需求|急需|想要|打算|准备|计划)|请报|多少钱|什么价|询盘|能不能做"
    r"|能否(?:做|提供)|可否(?:做|提供)|想(?:用|上|搞|要|了解)|请(?:尽快|速)?(?:与|和|跟)?我?(?:们|司"
    r"|厂)?(?:联系|来电|回电)|请(?:尽快|速)?派"
    r"|\b(?:rfq|request for (?:a )?quot\w+|please (?:kindly )?(?:quote|send|offer|advise|provide)"
    r"|your (?:best )?(?:quot\w+|price|offer|proposal)"
    r"|(?:we|i)(?: are|'re|'m| am)? (?:looking for|interested in|in need of|planning|need|require|want"
    r"|would like|intend)|enquiry for|inquiry for|enquiry|inquiry)\b"
)
PRICE = Pattern(
    r"询\s?价|报\s?价|价格|多少钱|方案|采购|求购|\b(?:quot|pric|rfq|enquir|inquir|offer|proposal|purchas)"
)
SELLING = Pattern(
    r"(?:我司|我们|我公司|本公司|我厂|本厂).{0,6}(?:是一家)?(?:专业|专注|主营|主要)(?:从事|生产|制造"
    r"|经营|销售|提供|代理|于)|厂家直销|厂家直供|欢迎(?:新老客户|广大客户|来电|选购|订购|垂询|询价|咨询)"
    r"|优惠(?:价|活动|促销|大酬宾)|促销|特价|限时|免费(?:试用|试听|领取|咨询|体验|拿样|寄样|安装)"
    r"|代理商招募|招商加盟|诚招|如有需要.{0,8}(?:联系|来电)|期待与(?:您|贵司|贵公司)合作|长期供应"
    r"|大量供应|现货供应|低价(?:供应|出售)|承接"
    r"|\b(?:we|our company|our factory) (?:are|is) (?:a |an |the "
    r"|one of )?(?:\w{1,20} ){0,4}(?:manufacturer|supplier|exporter|factory|producer|provider|agency"
    r"|trader)s?\b"
    r"|\bwe (?:manufacture|supply|export|specialize in|specialise in|offer you|provide services"
    r"|can help you)|\bour (?:main )?products? (?:include|are|range)|\bbest price(?:s)? (?:for you|from)"
    r"|special offer|limited time|% off|\bdiscounts?\b|free (?:sample|trial|shipping)"
    r"|if you (?:are interested|need any)|buy now|order now|click here"
)
PRODUCT_LINES: dict[
    str, str
] = {  # by the words of the product; the first that fits, so the widest scope comes first
    "welding-line": (
        r"生产线|流水线|装配线|自动线|焊装线|焊接?线|组焊线|型钢线|梁线|(?:welding|production|beam"
        r"|panel|assembly|tube|pipe)(?: [\w-]{1,20}){0,2} lines?\b"
    ),
    "welding-robot": (
        r"机器人|机械手|机械臂|工作站|协作臂|\brobots?\b|\brobotic\b|\bcobots?\b|work ?station"
        r"|welding cells?\b"
    ),
    "single-machine": (
        r"机|焊|设备|专机|滚轮架|变位|positioner|rotator|manipulator|machine|welder|equipment|rolls|weld"
    ),
}
DIVISIONS: dict[str, str] = {  # what other divisions of such a company make; settings replace them
    "切割设备": (
        r"(?:等离子|火焰|激光|数控|水)切割|切割机|切管机|剪板机|折弯机|\b(?:plasma|laser|flame|cnc"
        r"|waterjet) cutt(?:ing|ers?)"
    ),
    "焊接材料": r"焊丝|焊条|焊剂|焊料|药芯|welding (?:wires?|rods?|electrodes?|consumables?|flux)",
    "涂装与抛丸": r"抛丸|喷砂|涂装线|喷涂线|喷漆房|shot ?blast|sand ?blast|paint(?:ing)? (?:line|booth)",
    "环保除尘": r"除尘|烟尘净化|焊烟|dust collect|fume extract",
    "备件与售后": r"备件|配件|易损件|售后|维修|坏了|故障|报修|导电嘴"
    r"|spare parts?|after-sales|repair|broken|malfunction|out of order|stopped w(?:orking|ith)"
    r"|send (?:us )?(?:an?|your) (?:service )?technician",
}
DIVISIONS_IN_ENGLISH = {
    "切割设备": "cutting machines",
    "焊接材料": "welding consumables",
    "涂装与抛丸": "painting and shot blasting",
    "环保除尘": "dust collection",
    "备件与售后": "spare parts and service",
}
FOREIGN_GOODS = Pattern(  # plainly not for us (P1.2)
    r"注塑机|印刷机|包装机|灌装|纺织|服装|面料|童装|鞋帽|食品机械|食用油|大米|水果|茶叶|白酒|月饼|粽子"
    r"|家具|办公用品|文具|手机壳|手机|笔记本电脑|服务器|打印机|复印机|化妆品|保健品"
    r"|药品|医疗器械|口罩|挖掘机|装载机|叉车|汽车租赁|电梯|中央空调|空调|水泵|锅炉(?=采购|报价)|水泥"
    r"|沙石|木材|塑料粒子|化肥|农药|种子|玩具|礼品|灯具|LED灯|电线电缆|变压器|发电机|太阳能板|光伏组件"
    r"|轮胎|软件开发|网站建设|小程序|APP开发"
    r"|\b(?:injection mou?lding machines?|printing machines?|packaging machines?|garments?|textiles?"
    r"|fabrics?|shoes|clothing|furniture|toys|cosmetics|medical masks?|excavators?|forklifts?"
    r"|cooking oil|rice|laptops?"
    r"|printers?|cement|timber|fertili[sz]ers?|tyres?|tires?|generators?|solar panels?|mobile phones?"
    r"|coffee|tea|frozen|sugar)\b"
)
OUT_OF_ORDER = Pattern(
    r"坏了|故障|报修|维修|\b(?:repair|broken down|out of order|malfunction)\w*"
    r"|\bstopped w(?:orking|ith (?:an? )?(?:alarm|error|fault))"
    r"|\bsend (?:us )?(?:an?|your) (?:service )?technician"
)
JOB = Pattern(
    r"求职|应聘|个人简历|我的简历|投递简历|\b(?:job application|my (?:cv|resume)|curriculum vitae"
    r"|apply(?:ing)? for the (?:position|job))\b"
)


@lru_cache(maxsize=8)  # what is wanted, and how many, is looked for in the same texts
def naming_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` that may name a machine, or have a part that does."""
    return tuple(
        sentence
        for sentence in SENTENCE_END.split(text)
        if MACHINE_ZH.search(sentence) or MACHINE_EN.may_match(sentence)
    )


def machines(text: str) -> list[str]:
    """Return the machines that ``text`` names, in its own words; welding wire and rods are none."""
    return [match.group().strip() for pattern in (MACHINE_ZH, MACHINE_EN) for match in pattern.finditer(text)]


def product_line(words: str, more: dict[str, str]) -> str:
    """Return the product line of ``words``, "" where none fits; the settings' own lines come first."""
    for line, pattern in (more | PRODUCT_LINES).items():
        if re.search(pattern, words, re.IGNORECASE):
            return line
    return ""

"""What the register's own terms are called on paper; docs/glossary.md has the same words."""

from sales.judgement import Kind
from sales.original import Channel
from sales.words import Language, Words

CHANNELS = {
    Channel.EMAIL: Words("电子邮件", "E-mail"),
    Channel.FAX: Words("传真", "Fax"),
    Channel.PHONE: Words("电话", "Phone"),
    Channel.WEB: Words("网站", "Website"),
    Channel.DEALER: Words("经销商", "Dealer"),
    Channel.SEARCH: Words("自主开发", "Own search"),
}

KINDS = {
    Kind.LEAD: Words("有效线索", "Lead"),
    Kind.TENDER: Words("招标信息", "Invitation to tender"),
    Kind.OTHER_DIVISION: Words("属其他事业部", "Belongs to another division"),
    Kind.DECLINE: Words("不予承接", "To be declined"),
    Kind.REPLY: Words("客户回复", "Reply"),
    Kind.DECISION: Words("内部批复", "Decision"),
    Kind.AUTO_REPLY: Words("自动回复", "Automatic reply"),
    Kind.BOUNCE: Words("退信", "Bounce"),
    Kind.NEWSLETTER: Words("群发邮件", "Newsletter"),
    Kind.SPAM: Words("垃圾邮件", "Spam"),
    Kind.UNCLEAR: Words("待人工判定", "To be judged by a person"),
}

CUSTOMER_KINDS = {
    "end-user": Words("最终用户", "End user"),
    "dealer": Words("经销商", "Dealer"),
    "design-institute": Words("设计院", "Design institute"),
    "tender-agency": Words("招标代理机构", "Tender agency"),
}

PRODUCT_LINES = {
    "single-machine": Words("焊接单机", "Single machine"),
    "welding-line": Words("焊接生产线", "Welding line"),
    "welding-robot": Words("焊接机器人", "Welding robot"),
}

INDUSTRIES = {
    "wind-power": Words("风电", "Wind power"),
    "boilers": Words("锅炉", "Boilers"),
    "pressure-vessels": Words("压力容器", "Pressure vessels"),
    "automotive": Words("汽车零部件", "Automotive parts"),
    "construction-machinery": Words("工程机械", "Construction machinery"),
    "steel-structures": Words("钢结构", "Steel structures"),
    "shipbuilding": Words("船舶海工", "Shipbuilding and offshore"),
    "oil-and-gas": Words("石油天然气", "Oil and gas"),
    "rail": Words("轨道交通", "Railway"),
    "mining-machinery": Words("煤矿机械", "Coal mining machinery"),
    "appliances": Words("家电", "Household appliances"),
    "power-towers": Words("电力铁塔", "Power transmission towers"),
    "aerospace": Words("航空航天", "Aerospace"),
    "nuclear-power": Words("核电", "Nuclear power"),
    "batteries": Words("新能源电池", "Batteries"),
}


def term(names: dict[str, Words], value: str, language: Language) -> str:
    """Return what ``value`` is called; the customer's words, and those of the settings, stand as they are."""
    known = names.get(value)
    return known.in_(language) if known else value


REQUIRED = Words("＊", "*")
"""Stands behind the label of what must not stay empty."""

SIGN = Words("签字：____________　　", "Signature: ______________   ")
DATE = Words("日期：______年____月____日", "Date: ______________")
"""What stands below an opinion: a line to sign on, and one for the day."""

TICKS = ("☐", "☑")
"""A box that nobody ticked, and one that somebody did."""

"""The customer's trade: the industry, and whether a dealer, a design institute or a tender agency asks."""

from classify.pattern import Pattern
from classify.view import View
from sales.enquiry import Finding

INDUSTRIES = {
    "wind-power": r"风电|风塔|塔筒|wind (?:power|tower|turbine)",
    "boilers": r"锅炉|膜式壁|集箱|boiler",
    "pressure-vessels": r"压力容器|化工设备|化机|储罐|换热器|pressure vessel|storage tank|heat exchanger",
    "automotive": r"汽车|车桥|桥壳|排气管|消声器|automotive|truck|trailer|axle",
    "construction-machinery": r"工程机械|挖掘机|装载机|起重机|吊臂|construction machinery|excavator|crane",
    "steel-structures": r"钢结构|H型钢|箱型梁|箱形梁|steel structure|h-?beam",
    "shipbuilding": r"造船|船厂|船舶|海工|shipyard|ship ?build|offshore",
    "oil-and-gas": r"石油|油田|天然气|管线|oil (?:and|&) gas|pipeline|petrochem",
    "rail": r"轨道|铁路|高铁|机车|车辆厂|railway|rolling stock|locomotive",
    "mining-machinery": r"煤矿|煤机|矿山|液压支架|mining|\bcoal\b",
    "appliances": r"热水器|家电|空调|冰箱|压缩机|water heater|appliance",
    "power-towers": r"铁塔|角钢塔|变压器|transmission tower|transformer",
    "aerospace": r"航空|航天|aerospace|aviation",
    "nuclear-power": r"核电|nuclear",
    "batteries": r"电池托盘|锂电|储能|battery",
}
CUSTOMER_KINDS = {
    "design-institute": r"设计院|设计研究院|工程设计|研究设计|design (?:institute|bureau)"
    r"|engineering consult",
    "tender-agency": r"招标(?:代理|有限|公司|股份)|代理机构|采购代理|咨询招标|招投标"
    r"|tender(?:ing)? (?:agency|agent)",
    "dealer": r"经销商|代理商|贸易|商贸|进出口|机电(?:设备)?(?:经营|销售)|商行|经营部|dealer"
    r"|distributor|trading|reseller|import (?:and|&) export|agent\b",
}
SELF_DEALER = Pattern(
    r"我(?:公司|司|们|方)?是[^,。;\n]{0,14}(?:经销|代理)商"
    r"|\bwe are (?:an? |the )?[^,.;\n]{0,40}?\b(?:dealer|distributor)"
)
INDUSTRY_RULES = {name: Pattern(words) for name, words in INDUSTRIES.items()}
KIND_RULES = {name: Pattern(words) for name, words in CUSTOMER_KINDS.items()}


def industry(view: View) -> Finding | None:
    """Return the customer's industry, by the words that name it or its usual workpiece."""
    for source in view.sources:
        for name, pattern in INDUSTRY_RULES.items():
            if match := pattern.search(source.text):
                return Finding(name, match.group(), source.place)
    return None


def customer_kind(company: Finding | None, view: View) -> Finding | None:
    """Return the kind of customer; a company without the sign of another uses the machine itself."""
    if company is None:
        return None
    for name, pattern in KIND_RULES.items():
        if match := pattern.search(f"{company.value} {view.subject}"):
            return Finding(name, match.group(), company.place)
    if said := SELF_DEALER.search(view.own):
        return Finding("dealer", said.group(), "text")
    return Finding("end-user", company.words, company.place)

"""What the people of the walks write: into mails, in one line, and into the places of forms."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sales.paper import DocumentKind as D
from sales.words import Language, Words

YES = Words("同意", "Approved.")
COMPANY = Words("南京宏达机械有限公司", "Hongda Machinery Co., Ltd.")
ENQUIRIES: Mapping[str, tuple[Words, Words]] = {
    "single-machine": (
        Words("询价：环缝焊机", "Enquiry: girth seam welder"),
        Words(
            "我公司需要环缝焊机两台，筒体直径 500 至 1200 mm，请报价。\n\n南京宏达机械有限公司\n张伟\n"
            "地址：江苏省南京市江宁区诚信大道 19 号\n电话 025-84567890\n",
            "We need two girth seam welders for shells of 500 to 1200 mm. Please quote.\n\n"
            "Zhang Wei\nHongda Machinery Co., Ltd.\nNanjing, Jiangsu, China\nTel. 025-84567890\n",
        ),
    ),
    "welding-line": (
        Words("询价：H 型钢焊接生产线", "Enquiry: welding line for H beams"),
        Words(
            "我公司拟建 H 型钢焊接生产线一条，年产 2 万吨，请提供方案和报价。\n\n南京宏达机械有限公司\n张伟\n"
            "地址：江苏省南京市江宁区诚信大道 19 号\n电话 025-84567890\n",
            "We plan one welding production line for H beams, 20,000 t a year. Please send a proposal and a "
            "price.\n\nZhang Wei\nHongda Machinery Co., Ltd.\nNanjing, Jiangsu, China\nTel. 025-84567890\n",
        ),
    ),
    "welding-robot": (
        Words("询价：焊接机器人工作站", "Enquiry: robot welding cell"),
        Words(
            "我公司需要焊接机器人工作站一套，焊接汽车座椅骨架，请报价。\n\n南京宏达机械有限公司\n张伟\n"
            "地址：江苏省南京市江宁区诚信大道 19 号\n电话 025-84567890\n",
            "We need one robot welding cell for car seat frames. Please quote.\n\n"
            "Zhang Wei\nHongda Machinery Co., Ltd.\nNanjing, Jiangsu, China\nTel. 025-84567890\n",
        ),
    ),
}
_VALID_UNTIL = f"{datetime.now(UTC).year + 1}-06-30"
_PLACES: Mapping[D, Mapping[str, Words]] = {
    D.PROPOSAL_REQUEST: {
        "background": Words("新建车间", "a new workshop"),
        "project_stage": Words("已立项", "budget approved"),
        "workpiece": Words("压力容器筒体", "shells of pressure vessels"),
        "scope": Words("设备、安装、培训", "machines, installation, training"),
        "proposal_kind": Words("详细方案", "Full proposal"),
        "price_kind": Words("正式报价", "Firm price"),
        "wanted_by": Words(_VALID_UNTIL, _VALID_UNTIL),
        "importance": Words("A 级", "Class A"),
    },
    D.DISPATCH_REQUEST: {
        "purpose": Words("现场勘察", "survey of the site"),
        "first_day": Words(_VALID_UNTIL, _VALID_UNTIL),
        "last_day": Words(_VALID_UNTIL, _VALID_UNTIL),
        "place": Words("南京", "Nanjing"),
        "people_wanted": Words("2", "2"),
        "specialty": Words("焊接工艺", "welding"),
        "questions": Words("基础条件", "foundations"),
        "payer": Words("我方承担", "We do"),
        "site_contact": Words("张伟", "Zhang Wei"),
        "site_phone": Words("025-84567890", "025-84567890"),
    },
    D.REFUSAL: {
        "reason": Words("工件超出现有设备行程", "the workpiece is beyond the travel of our machines"),
    },
    D.PROPOSAL: {
        "project": Words("焊接设备项目", "welding equipment"),
        "engineer": Words("唐工", "Tang"),
        "process": Words("上料、组对、焊接、下料", "load, fit, weld, unload"),
        "layout": Words("单线布置", "in one row"),
        "capacity": Words("每班 20 件", "20 pieces a shift"),
        "supply": Words("主机一套", "one machine"),
        "training": Words("三天", "three days"),
        "acceptance": Words("按国标", "to the national standard"),
        "service": Words("一年", "one year"),
        "delivery": Words("四个月", "four months"),
    },
    D.COST_SHEET: {
        "lines.0.description": Words("焊接设备", "welding equipment"),
        "lines.0.quantity": Words("2", "2"),
        "lines.0.materials": Words("100,000", "100,000"),
        "contingency": Words("5", "5"),
        "stated_total": Words("210,000", "210,000"),
        "valid_until": Words(_VALID_UNTIL, _VALID_UNTIL),
    },
}


def places(kind: D, language: Language) -> dict[str, str]:
    """Return what is written into the form of this kind."""
    return {place: words.in_(language) for place, words in _PLACES.get(kind, {}).items()}

"""What the people of the sample company write into the forms about the tank maker's enquiry."""

from collections.abc import Mapping
from datetime import date, timedelta

from sales.paper import DocumentKind as D
from sales.words import Language, Words

SOON, LATER = timedelta(days=14), timedelta(days=90)

_PLACES: Mapping[D, Mapping[str, Words]] = {
    D.PROPOSAL_REQUEST: {
        "background": Words(
            "新建不锈钢储罐车间，厂房已封顶，设备计划一季度到位。",
            "A new workshop for stainless steel tanks. The building stands; machines come next quarter.",
        ),
        "project_stage": Words("已立项，正在选型", "Budget approved; choosing a supplier"),
        "decision_makers": Words(
            "沈国强（设备部经理）、分管副总", "Kevin Shen (equipment), the vice-president"
        ),
        "funds": Words("自有资金，已落实", "Own funds, available"),
        "output": Words("每班 6 条环缝", "6 circumferential seams a shift"),
        "scope": Words(
            "主机两台，含滚轮架、安装调试和培训", "2 machines with rollers, installation and training"
        ),
        "proposal_kind": Words("详细方案", "Full proposal"),
        "price_kind": Words("正式报价", "Firm price"),
        "importance": Words("A 级", "Class A"),
    },
    D.PROPOSAL: {
        "project": Words("不锈钢储罐环缝自动焊机", "Circumferential seam welders for stainless steel tanks"),
        "engineer": Words("唐志远", "Tang Zhiyuan"),
        "process": Words(
            "筒节组对、点固后吊上滚轮架，先氩弧焊打底，再埋弧焊盖面，焊缝自动跟踪。",
            "Courses are fitted, tacked, laid on rollers; TIG root pass, then submerged arc, seam tracked.",
        ),
        "layout": Words("两台并列布置，占地约 18 m × 9 m。", "Two machines side by side, about 18 m by 9 m."),
        "capacity": Words(
            "直径 3200 mm 的环缝每条约 65 分钟，单台每班 6 条，满足要求。",
            "A seam of 3200 mm diameter takes about 65 minutes: 6 a shift on each machine, as required.",
        ),
        "supply": Words(
            "操作机、滚轮架、氩弧焊和埋弧焊电源、控制系统各两套。",
            "Two each of manipulator, rollers, TIG and submerged arc power sources, and controls.",
        ),
        "training": Words(
            "现场培训操作和维修人员 3 天。", "Three days on site for operators and maintenance."
        ),
        "acceptance": Words("按 NB/T 47015 试焊，射线检测合格。", "Test welds to NB/T 47015, radiographed."),
        "service": Words("质保一年，24 小时响应。", "One year of warranty; answer within 24 hours."),
        "delivery": Words("合同生效后 90 天。", "90 days from the contract."),
    },
    D.COST_SHEET: {
        "lines.0.description": Words("储罐环缝自动焊机", "Circumferential seam welder"),
        "lines.0.model": Words("RHZ-3200", "RHZ-3200"),
        "lines.0.quantity": Words("2", "2"),
        "lines.0.unit": Words("台", "set"),
        "lines.0.materials": Words("86,000", "86,000"),
        "lines.0.bought_in": Words("78,000", "78,000"),
        "lines.0.machining": Words("24,000", "24,000"),
        "lines.0.assembly": Words("18,000", "18,000"),
        "lines.0.control": Words("32,000", "32,000"),
        "lines.0.packing": Words("3,000", "3,000"),
        "lines.0.freight": Words("6,000", "6,000"),
        "lines.0.installation": Words("12,000", "12,000"),
        "lines.0.training": Words("4,000", "4,000"),
        "contingency": Words("5", "5"),
        "stated_total": Words("552,300", "552,300"),
    },
}
_DAYS: Mapping[D, Mapping[str, timedelta]] = {
    D.PROPOSAL_REQUEST: {"wanted_by": SOON},
    D.COST_SHEET: {"valid_until": LATER},
}


def places(kind: D, language: Language, today: date) -> dict[str, str]:
    """Return what is written into the form of this kind, by place; nothing where it goes back as it came."""
    words = {place: said.in_(language) for place, said in _PLACES.get(kind, {}).items()}
    return words | {place: f"{today + ahead:%Y-%m-%d}" for place, ahead in _DAYS.get(kind, {}).items()}

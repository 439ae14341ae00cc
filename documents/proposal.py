"""The technical proposal 技术方案 (P3.1, P3.2): exactly the fields its template may use."""

from dataclasses import dataclass
from typing import Annotated

from documents import standards
from documents.case import Case, Paper
from documents.customer import Customer, customer, value
from documents.fields import Rows, blanks
from documents.filled import Said, filled
from documents.head import Head, head
from documents.requirements import Requirements, requirements
from sales.blank import Blank, Format
from sales.people import Role
from sales.words import Words

BY = (Role.TECHNICAL,)
OPTIONAL = Blank(BY)
NEEDED = Blank(BY, is_required=True)
DAY = Blank(BY, Format.DATE)
NUMBER = Blank(BY, Format.NUMBER)


@dataclass(frozen=True, slots=True)
class Revision:
    """A line of the revision table."""

    revision: Annotated[str, Words("修订版次", "Revision"), OPTIONAL]
    revised_on: Annotated[str, Words("修订日期", "Revised on"), DAY]
    revised: Annotated[str, Words("修订内容", "What changed"), OPTIONAL]
    revised_by: Annotated[str, Words("修订人", "Revised by"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class Equipment:
    """A machine or part of the line that is supplied."""

    name: Annotated[str, Words("设备名称", "Equipment"), OPTIONAL]
    model: Annotated[str, Words("规格型号", "Model"), OPTIONAL]
    parameters: Annotated[str, Words("主要技术参数", "Main parameters"), OPTIONAL]
    count: Annotated[str, Words("数量", "Qty"), NUMBER]
    unit: Annotated[str, Words("单位", "Unit"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class Component:
    """A bought-in component and whose make it is."""

    component: Annotated[str, Words("部件名称", "Component"), OPTIONAL]
    brand: Annotated[str, Words("品牌／产地", "Brand, origin"), OPTIONAL]
    component_model: Annotated[str, Words("型号规格", "Type"), OPTIONAL]
    component_remark: Annotated[str, Words("配置说明", "Remark"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class Utility:
    """What the customer's site provides."""

    utility: Annotated[str, Words("公用工程", "Utility"), OPTIONAL]
    demand: Annotated[str, Words("需用条件", "Demand"), OPTIONAL]
    utility_remark: Annotated[str, Words("接口说明", "Interface"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the proposal departs from what the customer asked for."""

    clause: Annotated[str, Words("对应条款", "Clause"), OPTIONAL]
    demanded: Annotated[str, Words("用户要求内容", "Required"), OPTIONAL]
    offered: Annotated[str, Words("本方案响应", "Offered"), OPTIONAL]
    departure: Annotated[str, Words("偏离说明", "Why"), OPTIONAL]


@dataclass(frozen=True, slots=True)
class ProposalFields:
    """The proposal: cover, revisions, and chapters; those of one product line only stand in its own."""

    head: Annotated[Head, Words("表头", "The head")]
    customer: Annotated[Customer, Words("客户", "The customer")]
    project: Annotated[str, Words("项目名称", "Project"), NEEDED]
    engineer: Annotated[str, Words("编制", "Lead engineer"), NEEDED]
    engineer_on: Annotated[str, Words("编制日期", "Drawn up on"), DAY]
    checked_by: Annotated[str, Words("审核", "Checked by"), OPTIONAL]
    checked_on: Annotated[str, Words("审核日期", "Checked on"), DAY]
    approved_by: Annotated[str, Words("批准", "Approved by"), OPTIONAL]
    approved_on: Annotated[str, Words("批准日期", "Approved on"), DAY]
    revisions: Annotated[tuple[Revision, ...], Words("修订记录", "Revisions"), Rows(3)]
    requirements: Annotated[Requirements, Words("用户要求", "Customer's requirements")]
    process: Annotated[str, Words("工艺过程说明", "Process description"), NEEDED]
    layout: Annotated[str, Words("设备布局", "Layout"), NEEDED]
    is_machine: Annotated[str, Words("有单机专用章节", "Has the chapters of a single machine")]
    motions: Annotated[str, Words("主机结构及运动参数", "Structure and motions"), OPTIONAL]
    torch: Annotated[str, Words("焊枪调节及焊缝跟踪", "Torch adjustment and seam tracking"), OPTIONAL]
    is_line: Annotated[str, Words("有生产线专用章节", "Has the chapters of a welding line")]
    flow: Annotated[str, Words("工序划分及生产节拍", "Stations and cycle time"), OPTIONAL]
    handling: Annotated[str, Words("物料输送及上下料", "Material handling"), OPTIONAL]
    line_control: Annotated[str, Words("整线控制及安全联锁", "Line control and interlocks"), OPTIONAL]
    is_robot: Annotated[str, Words("有机器人专用章节", "Has the chapters of a welding robot")]
    reach: Annotated[str, Words("机器人选型及可达性分析", "Choice of robot and reach"), OPTIONAL]
    fixtures: Annotated[str, Words("变位机及工装夹具", "Positioners and fixtures"), OPTIONAL]
    programming: Annotated[str, Words("编程、传感与安全防护", "Programming, sensing and safety"), OPTIONAL]
    equipment: Annotated[tuple[Equipment, ...], Words("设备清单及主要参数", "Equipment"), Rows(6)]
    components: Annotated[tuple[Component, ...], Words("主要配置及品牌", "Configuration and brands"), Rows(6)]
    utilities: Annotated[tuple[Utility, ...], Words("公用工程条件", "Utilities"), Rows(4)]
    capacity: Annotated[str, Words("生产能力计算", "Output calculation"), NEEDED]
    supply: Annotated[str, Words("供货范围", "Scope of supply"), NEEDED]
    exclusions: Annotated[str, Words("不在供货范围内的项目", "Not in the scope"), OPTIONAL]
    deviations: Annotated[tuple[Deviation, ...], Words("技术偏离表", "Deviations"), Rows(3)]
    training: Annotated[str, Words("技术培训", "Training"), NEEDED]
    acceptance: Annotated[str, Words("检验与验收", "Acceptance"), NEEDED]
    service: Annotated[str, Words("售后服务", "Service"), NEEDED]
    delivery: Annotated[str, Words("交货期", "Delivery"), NEEDED]


CHAPTERS = {
    "is_machine": ("single-machine", ("motions", "torch")),
    "is_line": ("welding-line", ("flow", "handling", "line_control")),
    "is_robot": ("welding-robot", ("reach", "fixtures", "programming")),
}
"""The chapters of one product line only, by the field that says whether they are there."""


def fields(case: Case, paper: Paper) -> ProposalFields:
    """Return the fields of the proposal about ``case.lead``, as printed in ``paper.language``.

    Until somebody has written into it, it holds the company's standard clauses and the usual equipment of
    the product line.
    """
    line = value(case.lead.enquiry.product_line)
    said = case.said if _is_begun(case.said) else {**_standard(case, paper, line), **case.said}
    return ProposalFields(
        head=head(case, paper),
        customer=customer(case.lead, paper.language),
        requirements=requirements(case, paper),
        is_machine=_has("is_machine", line, said),
        is_line=_has("is_line", line, said),
        is_robot=_has("is_robot", line, said),
        **filled(ProposalFields, said, paper),
    )


def _is_begun(said: Said) -> bool:
    """Return whether people have written into a proposal; a move may say things of its own."""
    places = {path.partition("[]")[0] for path in blanks(ProposalFields)}
    return any(name.partition(".")[0] in places for name in said)


def _standard(case: Case, paper: Paper, line: str) -> dict[str, str]:
    return {
        "project": value(case.lead.enquiry.product),
        **standards.clauses(paper.language),
        **standards.rows(line, paper.language),
    }


def _has(chapters: str, line: str, said: Said) -> str:
    """Return "yes" where a product line has these chapters, or somebody has written into them, else ""."""
    own_line, names = CHAPTERS[chapters]
    return "yes" if line == own_line or any(said.get(name) for name in names) else ""

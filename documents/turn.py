"""The mails that tell people of their turn: what is asked, of which lead, until when, and how to answer."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from sales.words import Words


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer, and what comes of it; or anything else that has a name, and what it is."""

    words: Annotated[str, Words("答复的字句或表格名称", "What to answer, or which form to fill in")]
    does: Annotated[str, Words("其结果", "What comes of it")]


@dataclass(frozen=True, slots=True)
class Told:
    """What every mail tells that goes to whose turn it is."""

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    mark: Annotated[str, Words("方括号内的编号和校验码", "Number and code in brackets, for the subject")]
    task: Annotated[str, Words("要办的事项", "What is asked")]
    headline: Annotated[str, Words("主题：客户与需求", "For the subject: customer and product")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    product: Annotated[str, Words("需求产品", "Product")]
    region: Annotated[str, Words("所属区域", "Sales region")]
    importance: Annotated[str, Words("重要程度", "Importance")]
    before: Annotated[str, Words("上一步：何人何时办了什么", "What was done before, by whom and when")]
    notes: Annotated[tuple[Way, ...], Words("上一步所附说明", "What was said with it")]
    away: Annotated[str, Words("外出者姓名，由收件人代办；无则为空", "Who is away, and is stood in for")]
    missing: Annotated[str, Words("设置中没有人担任的角色；有人时为空", "Role that nobody has, or empty")]
    due: Annotated[str, Words("期限", "By when")]
    late: Annotated[str, Words("允许延至何时，不允许时为空", "Until when being late is tolerated")]
    is_paused: Annotated[bool, Words("是否暂停计时", "Whether its clock is stopped")]
    forms: Annotated[tuple[Way, ...], Words("请填写的表格", "Forms to fill in")]
    lines: Annotated[tuple[Way, ...], Words("可回复的一行字", "Lines that may be answered")]
    revisions: Annotated[tuple[Way, ...], Words("可修改后交回的文件", "Papers that may be sent in changed")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    named: Annotated[tuple[str, ...], Words("过大未附的文件", "Files too large to go with it")]
    folder: Annotated[str, Words("归档目录", "Folder in the archive")]


@dataclass(frozen=True, slots=True)
class Turn(Told):
    """To whose turn it is with a lead, with a one-time code in its subject (P2.1 to P4.1)."""

    template: ClassVar[str] = "turn"

    obstacle: Annotated[str, Words("不能自动发送的原因", "Why it could not be sent by itself")]


@dataclass(frozen=True, slots=True)
class Decide(Told):
    """To who decides on papers, with a one-time code in its subject (I11, I12)."""

    template: ClassVar[str] = "decide"

    question: Annotated[str, Words("请答复的问题", "The question to answer with yes or no")]
    figures: Annotated[tuple[Way, ...], Words("报价的主要数字", "What the quote comes to, in short")]
    departures: Annotated[tuple[str, ...], Words("报价与规定不一致之处", "Where the quote leaves the rules")]
    verdicts: Annotated[tuple[Way, ...], Words("同意与不同意的结果", "What yes and no do")]
    has_boxes: Annotated[bool, Words("能否勾选签字", "Whether the papers have boxes to tick and sign")]


@dataclass(frozen=True, slots=True)
class Progress:
    """To the coordinators: how far a lead has come, and whose turn it is."""

    template: ClassVar[str] = "progress"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    number: Annotated[str, Words("线索编号", "Number of the lead")]
    stage: Annotated[str, Words("所处阶段", "How far it has come")]
    headline: Annotated[str, Words("主题：客户与需求", "For the subject: customer and product")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    product: Annotated[str, Words("需求产品", "Product")]
    region: Annotated[str, Words("所属区域", "Sales region")]
    before: Annotated[str, Words("上一步：何人何时办了什么", "What was done before, by whom and when")]
    notes: Annotated[tuple[Way, ...], Words("上一步所附说明", "What was said with it")]
    asked: Annotated[str, Words("现由谁办理", "Whose turn it is")]
    task: Annotated[str, Words("办理事项", "What is asked of them")]
    due: Annotated[str, Words("期限", "By when")]
    figures: Annotated[tuple[Way, ...], Words("报价的主要数字", "What the quote comes to, in short")]
    command: Annotated[str, Words("代为登记“同意”的命令", "Command line that records their yes, or empty")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    folder: Annotated[str, Words("归档目录", "Folder in the archive")]

"""The mails the service writes: for each, exactly the fields its template may use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, get_args

from documents import printed, registration
from documents.case import Case, Paper
from documents.customer import for_subject
from documents.customer_mails import Declined, MemoSent, Quoted
from documents.customer_wrote import CustomerWrote
from documents.form_returned import FormReturned
from documents.look import Look
from documents.reminders import Overdue, Reminder
from documents.signed_scan import SignedScan
from documents.transferred import Transferred
from documents.turn import Decide, Progress, Turn, Way
from documents.undelivered import Undelivered
from sales.handing_out import addressees
from sales.judgement import Kind
from sales.paper import Held
from sales.words import Words

UNKNOWN = Words("需求待了解", "product not known yet")
"""What the subject says of a lead that names no product."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A manager whom a lead may be given to."""

    manager: Annotated[str, Words("业务经理姓名及区域", "Name and regions of a manager")]
    command: Annotated[str, Words("交给他的命令", "Command line that gives it to them")]


@dataclass(frozen=True, slots=True)
class HandOut:
    """To the manager, with form and originals (P2.1); to the coordinators where none is to act."""

    template: ClassVar[str] = "hand-out"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    number: Annotated[str, Words("线索编号", "Number of the lead")]
    mark: Annotated[str, Words("方括号内的编号和校验码", "Number and code in brackets, for the subject")]
    away: Annotated[str, Words("外出者姓名，由收件人代办；无则为空", "Who is away, and is stood in for")]
    kind: Annotated[str, Words("类别代码，如 tender", "Kind by its code, e.g. tender")]
    headline: Annotated[str, Words("主题：客户与需求", "For the subject: customer and product")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    product: Annotated[str, Words("需求产品，不详时为产品类别", "Product, else the product line")]
    contact: Annotated[str, Words("联系人", "Contact")]
    position: Annotated[str, Words("职务", "Position")]
    phone: Annotated[str, Words("联系电话", "Phone")]
    email: Annotated[str, Words("电子邮箱", "E-mail")]
    place: Annotated[str, Words("省份／城市", "Province and city")]
    region: Annotated[str, Words("所属区域", "Sales region")]
    quantity: Annotated[str, Words("需求数量", "Quantity")]
    needed_by: Annotated[str, Words("要求交期", "Required by")]
    budget: Annotated[str, Words("项目预算", "Budget")]
    summary: Annotated[str, Words("需求摘要", "The enquiry in short")]
    verdict: Annotated[str, Words("判定结论", "Verdict")]
    reason: Annotated[str, Words("判定依据", "Reason of the verdict")]
    due: Annotated[str, Words("首次联系期限", "First contact due")]
    why_them: Annotated[str, Words("分派依据", "Why it is theirs, or nobody's")]
    manager: Annotated[str, Words("业务经理姓名，未确定时为空", "Name of the manager, or empty")]
    choices: Annotated[tuple[Choice, ...], Words("可选的业务经理", "Managers to choose from")]
    as_lead: Annotated[str, Words("改为线索的命令", "Command line that makes it a lead of ours")]
    forms: Annotated[tuple[Way, ...], Words("请填写的表格", "Forms to fill in")]
    lines: Annotated[tuple[Way, ...], Words("可回复的一行字", "Lines that may be answered")]
    coordinators: Annotated[tuple[Way, ...], Words("业务主管另可回复的", "Lines for the coordinators only")]
    coordinator: Annotated[str, Words("业务主管姓名", "Name of the coordinator")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    named: Annotated[tuple[str, ...], Words("过大未附的文件", "Files too large to go with it")]
    folder: Annotated[str, Words("归档目录", "Folder in the archive")]


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One thing set aside."""

    id: Annotated[str, Words("编号", "ID, for retry and drop")]
    name: Annotated[str, Words("名称", "Name")]
    reason: Annotated[str, Words("原因", "Reason")]
    held_at: Annotated[str, Words("时间", "When it was set aside")]
    retry: Annotated[str, Words("重试的命令", "Command line that tries it again")]


@dataclass(frozen=True, slots=True)
class HeldNotice:
    """To the coordinator: what was set aside since the last notice (I7)."""

    template: ClassVar[str] = "held-notice"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    count: Annotated[str, Words("项数", "How many there are")]
    items: Annotated[tuple[HeldItem, ...], Words("列出的项目", "Those that are listed")]
    more: Annotated[str, Words("未列出的项数，没有时为空", "How many are not listed, or empty")]
    command: Annotated[str, Words("命令的开头", "How every command line begins")]


@dataclass(frozen=True, slots=True)
class Alarm:
    """To the coordinator: something that the service cannot mend by itself (I13, I15)."""

    template: ClassVar[str] = "alarm"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    what: Annotated[str, Words("告警内容", "What is wrong, and what to do")]
    since: Annotated[str, Words("发生时间", "Since when")]


@dataclass(frozen=True, slots=True)
class SourceFailed:
    """To the coordinator: a mailbox or folder that nothing could be received from (I13)."""

    template: ClassVar[str] = "source-failed"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    source: Annotated[str, Words("来源名称", "Name of the mailbox or folder")]
    since: Annotated[str, Words("中断时间", "Since when")]
    reason: Annotated[str, Words("原因", "Reason and remedy")]


Mail = (
    HandOut
    | HeldNotice
    | Alarm
    | SourceFailed
    | FormReturned
    | Look
    | SignedScan
    | Reminder
    | Overdue
    | Quoted
    | Declined
    | MemoSent
    | Transferred
    | CustomerWrote
    | Undelivered
    | Turn
    | Decide
    | Progress
)
MAILS: tuple[type[Mail], ...] = get_args(Mail)


def hand_out(
    case: Case,
    paper: Paper,
    *,
    attached: Sequence[str],
    named: Sequence[str],
    choices: Sequence[Choice] = (),
    as_lead: str = "",
) -> HandOut:
    """Return the hand-out mail of a lead to those who are to act on it.

    ``attached`` and ``named`` are file names as it prints them; ``choices`` and ``as_lead`` say how to decide
    what could not be decided. Whoever hands out adds the code, and how it may be answered.
    """
    form = registration.fields(case, paper)
    acting, _ = addressees(case.lead, paper.territory)
    due = case.lead.first_contact_due
    product = form.product or form.product_line
    who = form.customer or form.contact or form.email or form.phone
    wish = UNKNOWN.in_(paper.language) if case.lead.kind is Kind.LEAD else form.verdict
    return HandOut(
        addressee=printed.names(acting, paper.language),
        number=case.lead.number,
        mark=f"[{case.lead.number}]",
        away="",
        kind=case.lead.kind,
        headline=for_subject(who or form.source, product or wish),
        customer=form.customer,
        product=product,
        contact=form.contact,
        position=form.position,
        phone=form.phone,
        email=form.email,
        place=form.place,
        region=form.region,
        quantity=form.quantity,
        needed_by=form.needed_by,
        budget=form.budget,
        summary=form.summary,
        verdict=form.verdict,
        reason=form.reason,
        due=printed.deadline(due, paper.zone, paper.language) if due else "",
        why_them=form.why_them,
        manager=form.manager,
        choices=tuple(choices),
        as_lead=as_lead,
        forms=(),
        lines=(),
        coordinators=(),
        coordinator=form.coordinator,
        attached=tuple(attached),
        named=tuple(named),
        folder=case.lead.folder,
    )


def held_notice(
    addressee: str, held: Sequence[Held], paper: Paper, command: str, more: int = 0
) -> HeldNotice:
    """Return the notice about items set aside; ``more`` of them are only counted.

    ``command`` is how the program is called for this home.
    """
    items = tuple(
        HeldItem(
            str(item.id),
            item.name or item.subject,
            item.reason.in_(paper.language),
            printed.time(item.held_at, paper.zone, paper.language),
            f"{command} retry {item.id}",
        )
        for item in held
    )
    return HeldNotice(addressee, str(len(held) + more), items, str(more) if more else "", command)


def alarm(addressee: str, what: Words, since: datetime, paper: Paper) -> Alarm:
    """Return the mail about an alarm raised at ``since``."""
    return Alarm(addressee, what.in_(paper.language), printed.time(since, paper.zone, paper.language))


def source_failed(addressee: str, source: str, reason: Words, since: datetime, paper: Paper) -> SourceFailed:
    """Return the mail about a source that has failed since ``since``."""
    return SourceFailed(
        addressee, source, printed.time(since, paper.zone, paper.language), reason.in_(paper.language)
    )

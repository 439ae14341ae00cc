"""The mails of the clock: to whose task it is when its time runs out, and to who is above them after that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from documents import printed
from documents.case import Paper
from documents.customer import called
from documents.turn import Way
from sales.calls import BESIDE, Call, Called, superiors
from sales.lead import Lead
from sales.people import Person, Role
from sales.process import MOVES, TURNS
from sales.words import Words
from sales.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Late:
    """One task that is late."""

    number: Annotated[str, Words("线索编号", "Number of the lead")]
    customer: Annotated[str, Words("客户名称", "Customer")]
    task: Annotated[str, Words("要办的事项", "What is asked")]
    since: Annotated[str, Words("起算时间", "Since when")]
    due: Annotated[str, Words("期限", "By when")]
    late: Annotated[str, Words("逾期的工作时间，未逾期时为空", "Working time that it is late, or empty")]
    passed_over: Annotated[
        str, Words("停运期间漏发的提醒次数，没有时为空", "Calls that were missed, or empty")
    ]


@dataclass(frozen=True, slots=True)
class Waiting(Late):
    """One task that waits for whoever is reminded of it."""

    left: Annotated[str, Words("剩余工作时间，已到期时为空", "Working time that is left, or empty")]
    tolerated: Annotated[str, Words("最迟可延至何时，不允许时为空", "Until when being late is tolerated")]


@dataclass(frozen=True, slots=True)
class Reminder:
    """To whose tasks they are: half of their time is left, or none (P2.4, P3.2)."""

    template: ClassVar[str] = "reminder"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    mark: Annotated[str, Words("方括号内的编号和校验码，多项时为空", "Number and code in brackets, or empty")]
    headline: Annotated[str, Words("主题：事项，或项数", "For the subject: the task, or how many")]
    count: Annotated[str, Words("项数", "How many there are")]
    question: Annotated[str, Words("请答复的问题，没有时为空", "The question to answer, or empty")]
    verdicts: Annotated[tuple[Way, ...], Words("同意与不同意的结果", "What yes and no do")]
    attached: Annotated[tuple[str, ...], Words("随信附件", "Files that go with the mail")]
    is_due: Annotated[bool, Words("是否有已到期的", "Whether one of them is due")]
    may_pause: Annotated[bool, Words("收件人能否暂停计时", "Whether who gets it may stop a clock")]
    items: Annotated[tuple[Waiting, ...], Words("逐项", "The tasks")]
    coordinator: Annotated[str, Words("业务主管姓名", "Name of the coordinator")]


@dataclass(frozen=True, slots=True)
class Overdue:
    """To the director, a working day later to the sales general manager: who is late, with what (P3.2)."""

    template: ClassVar[str] = "overdue"

    addressee: Annotated[str, Words("收件人姓名", "Name of who gets it")]
    late: Annotated[str, Words("逾期者姓名", "Name of who is late")]
    headline: Annotated[str, Words("主题：事项，或项数", "For the subject: the task, or how many")]
    count: Annotated[str, Words("项数", "How many there are")]
    told: Annotated[str, Words("此前已报告的人，首次报告时为空", "Who was told of it before, or empty")]
    items: Annotated[tuple[Late, ...], Words("逐项", "The tasks")]
    copied: Annotated[str, Words("抄送何人", "Who has a copy")]


PAUSE = next(rule for rule in MOVES if rule.name == "pause")


def reminder(
    to: Sequence[Person], calls: Sequence[tuple[Called, Lead]], paper: Paper, time: WorkingTime
) -> Reminder:
    """Return the mail that reminds ``to`` of these tasks of theirs, one of them at least.

    Whoever asks with it for an answer adds the code, and how it may be answered.
    """
    items = _items(calls, paper, time)
    return Reminder(
        addressee=printed.names(to, paper.language),
        mark="",
        headline=_headline(items, Words(f"{len(items)} 项待办", f"{len(items)} tasks"), paper),
        count=str(len(items)),
        question="",
        verdicts=(),
        attached=(),
        is_due=any(made.call is not Call.REMINDER for made, _ in calls),
        may_pause=any(person.roles & set(PAUSE.who) for person in to),
        items=items,
        coordinator=printed.names(paper.territory.with_role(Role.COORDINATOR), paper.language),
    )


def overdue(
    to: Sequence[Person],
    late: Sequence[Person],
    calls: Sequence[tuple[Called, Lead]],
    paper: Paper,
    time: WorkingTime,
    copied: Sequence[Person] = (),
) -> Overdue:
    """Return the mail that tells ``to`` who is late with these tasks, one at least; others have a copy."""
    items = _items(calls, paper, time)
    is_known = all(made.before.calls > Call.LATE for made, _ in calls)
    told = superiors(Call.LATE, late, paper.territory) if is_known else ()
    return Overdue(
        printed.names(to, paper.language),
        printed.names(late, paper.language),
        _headline(items, Words(f"{len(items)} 项逾期", f"{len(items)} tasks"), paper),
        str(len(items)),
        printed.names(told, paper.language),
        items,
        printed.names(copied, paper.language),
    )


def _headline(items: Sequence[Waiting], several: Words, paper: Paper) -> str:
    if len(items) > 1:
        return several.in_(paper.language)
    (one,) = items
    return Words(f"{one.number} {one.customer}：{one.task}", f"{one.number} {one.customer}: {one.task}").in_(
        paper.language
    )


def _items(calls: Sequence[tuple[Called, Lead]], paper: Paper, time: WorkingTime) -> tuple[Waiting, ...]:
    return tuple(_waiting(made, lead, paper, time) for made, lead in calls)


def _waiting(made: Called, lead: Lead, paper: Paper, time: WorkingTime) -> Waiting:
    task, turn, zone, language = made.before, TURNS[lead.stage], paper.zone, paper.language
    tolerated = task.late_at if task.late_at and task.due_at <= paper.now < task.late_at else None
    return Waiting(
        number=lead.number,
        customer=called(lead),
        task=(BESIDE.get(task.kind) or turn.task or turn.words).in_(language),
        since=printed.time(task.opened_at, zone, language),
        due=printed.deadline(task.due_at, zone, language),
        left=printed.worked(time.working_between(paper.now, task.due_at), time.day, language),
        late=printed.worked(time.working_between(task.due_at, paper.now), time.day, language),
        tolerated=printed.deadline(tolerated, zone, language) if tolerated else "",
        passed_over=str(made.passed_over or ""),
    )

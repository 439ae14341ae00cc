"""What a turn is about, in the words of its mails: customer and product, the step before, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from documents import labels, printed
from documents.customer import called, for_subject, value
from documents.turn import Way
from leadwright.procedure.turns.turn_papers import LEADING
from leadwright.tools import Tools
from sales.lead import Lead, Stage
from sales.paper import Move, Task
from sales.process import TURNS
from sales.words import Words

BY_HAND: Mapping[Stage, Words] = MappingProxyType(
    {Stage.DECLINED: Words("用传真或电话答复客户", "send the customer the letter by fax, or call them")}
)
"""What a person does in a stage that is the service's own, where it could not."""

QUESTIONS: Mapping[Stage, Words] = MappingProxyType(
    {
        Stage.UNCLEAR: Words("是否参与该项目，重要程度如何", "do we take part, and how important is it"),
        Stage.DECLINING: Words("是否按所附回复函谢绝客户", "is the attached letter to go to the customer"),
        Stage.TRANSFERRING: Words("是否同意转交其他事业部", "do you agree to hand it over to the division"),
        Stage.SIGNING: Words("是否同意该方案申请", "do you sign the proposal request"),
        Stage.REQUESTED: Words("是否制作方案", "will you make the proposal"),
        Stage.REFUSED: Words("是否接受技术部门不参与的意见", "do you accept the technical group's refusal"),
        Stage.DISPUTED: Words("是否仍要制作方案", "is the proposal to be made all the same"),
        Stage.CONFIRMING: Words("是否确认方案和报价", "do you confirm proposal and quote"),
        Stage.REVIEWING: Words("是否批准报价", "do you approve the quote"),
    }
)
"""What is asked in each stage in which somebody answers yes or no."""

NOTED: Mapping[str, Words] = MappingProxyType(
    {
        "division": Words("转往", "Division"),
        "reference": Words("参考方案", "Reference proposal"),
        "note": Words("联系情况", "What was said"),
        "reason": Words("原因", "Reason"),
        "way": Words("发送方式", "Sent by"),
        "remark": Words("意见", "Remark"),
    }
)
"""What may be said with a move, as the next one reads it."""

SENT_BY: Mapping[str, Words] = MappingProxyType(
    {"mail": Words("电子邮件", "e-mail"), "fax": Words("传真", "fax"), "phone": Words("电话", "phone")}
)
"""The ways of sending that commands know by a word of their own."""


def task_of(lead: Lead) -> Words:
    """Return what is asked of whoever acts on the lead now."""
    turn = TURNS[lead.stage]
    return turn.task or BY_HAND.get(lead.stage, turn.words)


def headline(tools: Tools, lead: Lead) -> str:
    """Return customer and product as the subject of a mail names them."""
    return for_subject(called(lead), product(tools, lead))


def product(tools: Tools, lead: Lead) -> str:
    """Return what the customer wants; "" where nobody knows."""
    asked = lead.enquiry
    line = labels.term(labels.PRODUCT_LINES, value(asked.product_line), tools.language)
    return value(asked.product) or line


def before(tools: Tools, move: Move | None) -> str:
    """Return who did what before this turn, and when."""
    if move is None:
        return ""
    language, rule = tools.language, LEADING[move.name]
    who = printed.person(move.by, tools.territory, language)
    when = printed.time(move.at, tools.settings.zone, language)
    return Words(f"{rule.words.zh}（{who}，{when}）", f"{rule.words.en} ({who}, {when})").in_(language)


def notes(tools: Tools, move: Move | None) -> tuple[Way, ...]:
    """Return what was said with the move, each thing once: the reason of an answer is its remark, too."""
    said = move.detail if move else {}
    told = {label: text for name, label in NOTED.items() if (text := said.get(name, "").strip())}
    first = {text: label for label, text in reversed(told.items())}
    return tuple(
        Way(label.in_(tools.language), SENT_BY[text].in_(tools.language) if text in SENT_BY else text)
        for label, text in told.items()
        if first[text] is label
    )


def due(tools: Tools, task: Task | None) -> str:
    """Return by when it is to be done; "" where no clock runs."""
    return printed.deadline(task.due_at, tools.settings.zone, tools.language) if task else ""

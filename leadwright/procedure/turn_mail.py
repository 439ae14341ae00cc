"""The mails of a turn: one with a code to everybody whose turn it is, and one to the coordinators (P2.1 to
P4.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from documents import labels, printed
from documents.customer import value
from documents.mail import Attached
from documents.turn import Decide, Progress, Turn, Way
from leadwright import enclosing, mailing, writing
from leadwright.procedure import leaving, quoting
from leadwright.procedure.asking import Question, question
from leadwright.procedure.turn_papers import LEADING, TurnPapers
from leadwright.procedure.ways import Answerer
from leadwright.tools import Tools
from sales.approval import Approval, Paper
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Move, OutgoingMail, Task
from sales.people import Person, Role
from sales.process import TURNS
from sales.titles import ROLES
from sales.turns import Asked, whose
from sales.words import Words

WITH_ORIGINALS = frozenset({Stage.UNCLEAR, Stage.TRANSFERRING, Stage.REQUESTED, Stage.PROPOSING})
"""Where whoever acts has not seen what the customer sent."""

ON_PAPER = frozenset(
    {Stage.SIGNING, Stage.REQUESTED, Stage.REFUSED, Stage.DISPUTED, Stage.TRANSFERRING, Stage.REVIEWING}
)
"""Where the papers have a box to tick and sign for whoever decides."""

PRICED = frozenset({Stage.CONFIRMING, Stage.REVIEWING})

BY_HAND = {
    Stage.DECLINED: Words("用传真或电话答复客户", "send the customer the letter by fax, or call them"),
}
"""What a person does in a stage that is the service's own, where it could not."""

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


@dataclass(frozen=True)
class Occasion:
    """A turn that is to be told."""

    lead: Lead
    asked: tuple[Asked, ...]
    papers: TurnPapers
    move: Move | None  # that led to it
    task: Task | None


@dataclass(frozen=True)
class Telling:
    """The mails of a turn, safe in the archive, and the questions whose codes are in them."""

    mails: tuple[OutgoingMail, ...]
    approvals: tuple[Approval, ...]


def mails_about(tools: Tools, occasion: Occasion) -> Telling:
    """Return the mails that tell the turn; Failure where a template is wrong or a file has gone bad."""
    lead = occasion.lead
    files, large = _files(tools, occasion)
    mails, asked = list[OutgoingMail](), list[Approval]()
    bound = [Paper(each.kind, each.version, each.sha256) for each in occasion.papers.decides]
    for each in occasion.asked:
        asks = question(lead, each.person, bound, tools.now())
        mail = _turn(tools, occasion, each, asks, (files, large))
        cc = (each.person,) if each.deputy else ()
        mails.append(
            mailing.compose_mail(
                tools, mail, to=(each.acting,), cc=cc, lead=lead, attached=files, beside=mails
            )
        )
        asked.append(asks.approval)
    told = {person for each in occasion.asked for person in (each.person, each.acting)}
    knowing = [person for person in tools.territory.with_role(Role.COORDINATOR) if person not in told]
    if knowing:
        progress = _progress(tools, occasion, knowing, files)
        mails.append(
            mailing.compose_mail(tools, progress, to=knowing, lead=lead, attached=files, beside=mails)
        )
    return Telling(tuple(mails), tuple(asked))


def _files(tools: Tools, occasion: Occasion) -> tuple[list[Attached], list[str]]:
    lead = occasion.lead
    if lead.stage in leaving.STAGES:
        return leaving.parcel(tools, lead), []  # to be printed and faxed as the customer is to have it
    received = writing.received_with(tools, lead) if lead.stage in WITH_ORIGINALS else ()
    return enclosing.gathered(tools, occasion.papers.all, received)


def _turn(
    tools: Tools, occasion: Occasion, asked: Asked, asks: Question, files: tuple[list[Attached], list[str]]
) -> Turn:
    """Return the mail to one of those whose turn it is."""
    lead, task, language = occasion.lead, occasion.task, tools.language
    kinds = frozenset(version.kind for version in occasion.papers.all)
    is_paused = bool(task and task.paused_at)
    who = Answerer(tools, lead, asked.person, kinds, is_paused)
    attached, large = files
    role = TURNS[lead.stage].role
    kind = Decide if occasion.papers.decides else Turn
    return kind(
        addressee=asked.acting.name,
        mark=asks.mark,
        task=task_of(lead).in_(language),
        headline=headline(tools, lead),
        customer=_customer(lead),
        product=_product(tools, lead),
        region=lead.whose.region,
        importance=lead.importance,
        before=_before(tools, occasion.move),
        notes=_notes(tools, occasion.move),
        obstacle=_obstacle(tools, lead),
        away=asked.person.name if asked.deputy else "",
        missing=ROLES[role].in_(language) if role and not whose(lead, tools.territory) else "",
        due=_due(tools, task),
        late=printed.time(task.late_at, tools.settings.zone, language) if task and task.late_at else "",
        is_paused=is_paused,
        departures=_departures(tools, occasion),
        forms=who.forms(version.kind for version in occasion.papers.fills),
        verdicts=who.verdicts(),
        has_boxes=lead.stage in ON_PAPER,
        lines=who.lines(),
        commands=who.commands(),
        attached=tuple(file.name for file in attached),
        named=tuple(large),
        folder=lead.folder,
    )


def _progress(tools: Tools, occasion: Occasion, knowing: list[Person], files: list[Attached]) -> Progress:
    """Return the mail to the coordinators whose turn it is not."""
    lead, language = occasion.lead, tools.language
    first = occasion.asked[0]
    return Progress(
        addressee=printed.names(knowing, language),
        number=lead.number,
        stage=TURNS[lead.stage].words.in_(language),
        headline=headline(tools, lead),
        customer=_customer(lead),
        product=_product(tools, lead),
        region=lead.whose.region,
        before=_before(tools, occasion.move),
        notes=_notes(tools, occasion.move),
        asked=printed.names((each.acting for each in occasion.asked), language),
        task=task_of(lead).in_(language),
        due=_due(tools, occasion.task),
        commands=Answerer(tools, lead, first.person, frozenset()).commands(),
        attached=tuple(file.name for file in files),
        folder=lead.folder,
    )


def task_of(lead: Lead) -> Words:
    """Return what is asked of whoever acts on the lead now."""
    turn = TURNS[lead.stage]
    return turn.task or BY_HAND.get(lead.stage, turn.words)


def headline(tools: Tools, lead: Lead) -> str:
    """Return customer and product as the subject of a mail names them."""
    return f"{_customer(lead)} {_product(tools, lead)}".strip()


def _customer(lead: Lead) -> str:
    asked = lead.enquiry
    return value(asked.company) or value(asked.contact) or value(asked.email) or lead.source


def _product(tools: Tools, lead: Lead) -> str:
    asked = lead.enquiry
    line = labels.term(labels.PRODUCT_LINES, value(asked.product_line), tools.language)
    return value(asked.product) or line


def _before(tools: Tools, move: Move | None) -> str:
    """Return who did what before this turn, and when."""
    if move is None:
        return ""
    language, rule = tools.language, LEADING[move.name]
    who = printed.person(move.by, tools.territory, language)
    when = printed.time(move.at, tools.settings.zone, language)
    return Words(f"{who}{rule.words.zh}（{when}）", f"{who}: {rule.words.en} ({when})").in_(language)


def _notes(tools: Tools, move: Move | None) -> tuple[Way, ...]:
    """Return what was said with the move, each thing once: the reason of an answer is its remark, too."""
    said = move.detail if move else {}
    told = {label: text for name, label in NOTED.items() if (text := said.get(name, "").strip())}
    first = {text: label for label, text in reversed(told.items())}
    return tuple(Way(label.in_(tools.language), text) for label, text in told.items() if first[text] is label)


def _obstacle(tools: Tools, lead: Lead) -> str:
    """Return why the service could not send by itself what is to be sent."""
    found = leaving.obstacle(tools, lead) if lead.stage in leaving.STAGES else None
    return found.in_(tools.language) if found else ""


def _due(tools: Tools, task: Task | None) -> str:
    return printed.deadline(task.due_at, tools.settings.zone, tools.language) if task else ""


def _departures(tools: Tools, occasion: Occasion) -> tuple[str, ...]:
    """Return where the quote leaves the rules of the company (P3.6)."""
    if occasion.lead.stage not in PRICED:
        return ()
    quote = next((each for each in occasion.papers.decides if each.kind is DocumentKind.QUOTE), None)
    with tools.register.read() as c:
        found = quoting.departures(tools, c, occasion.lead, quote)
    return tuple(words.in_(tools.language) for words in found)

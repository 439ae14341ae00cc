"""The mails of a turn: one with a code to everybody whose turn it is, and one to the coordinators (P2.1 to
P4.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from documents import printed
from documents.customer import called
from documents.mail import Attached
from documents.turn import Decide, Progress, Turn, Way
from leadwright import enclosing, mailing, writing
from leadwright.procedure import quoting
from leadwright.procedure.answers.boxes import can_be_signed
from leadwright.procedure.asking import Question, question
from leadwright.procedure.customers import leaving
from leadwright.procedure.turns import quote_figures, turn_words
from leadwright.procedure.turns.turn_papers import TurnPapers
from leadwright.procedure.turns.ways import Answerer
from leadwright.tools import Tools
from leadwright.writing import WORD_TYPE
from sales.approval import Approval, Paper
from sales.lead import Lead, Stage
from sales.paper import DocumentKind, Move, OutgoingMail, Task, Version
from sales.people import Person, Role
from sales.process import TURNS
from sales.titles import ROLES
from sales.turns import Asked, whose

WITH_ORIGINALS = frozenset({Stage.UNCLEAR, Stage.TRANSFERRING, Stage.REQUESTED, Stage.PROPOSING})
"""Where whoever acts has not seen what the customer sent."""


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


@dataclass(frozen=True)
class Enclosed:
    """What goes with the mails, and what is too large for that."""

    files: list[Attached]
    large: list[str]

    @property
    def names(self) -> tuple[str, ...]:
        """What the files are called."""
        return tuple(file.name for file in self.files)

    def forms(self) -> Enclosed:
        """Return only the Word files: the coordinators have seen what the customer sent."""
        return Enclosed([file for file in self.files if file.type == WORD_TYPE], [])


def mails_about(tools: Tools, occasion: Occasion) -> Telling:
    """Return the mails that tell the turn; Failure where a template is wrong or a file has gone bad."""
    lead, enclosed = occasion.lead, _enclosed(tools, occasion)
    bound = [Paper(each.kind, each.version, each.sha256) for each in occasion.papers.decides]
    mails, approvals = list[OutgoingMail](), list[Approval]()
    for each in occasion.asked:
        asks = question(lead, each.person, bound, tools.now())
        text = _to_act(tools, occasion, each, asks, enclosed)
        to, cc = (each.acting,), ((each.person,) if each.deputy else ())
        mail = mailing.compose_mail(
            tools, text, to=to, cc=cc, lead=lead, attached=enclosed.files, beside=mails
        )
        mails.append(mail)
        approvals.append(asks.approval)
    told = {person for each in occasion.asked for person in (each.person, each.acting)}
    if knowing := [each for each in tools.territory.with_role(Role.COORDINATOR) if each not in told]:
        known = enclosed.forms()
        progress = _to_know(tools, occasion, knowing, known)
        mails.append(mailing.compose_mail(tools, progress, to=knowing, lead=lead, attached=known.files))
    return Telling(tuple(mails), tuple(approvals))


def _enclosed(tools: Tools, occasion: Occasion) -> Enclosed:
    lead = occasion.lead
    if lead.stage in leaving.STAGES:
        return Enclosed(leaving.parcel(tools, lead), [])  # to be printed as the customer is to have it
    received = writing.received_with(tools, lead) if lead.stage in WITH_ORIGINALS else ()
    return Enclosed(*enclosing.gathered(tools, occasion.papers.all, writing.customers(tools, received)))


def _to_act(
    tools: Tools, occasion: Occasion, asked: Asked, asks: Question, enclosed: Enclosed
) -> Turn | Decide:
    """Return the mail to one of those whose turn it is."""
    lead, task, language = occasion.lead, occasion.task, tools.language
    turn, papers = TURNS[lead.stage], occasion.papers
    is_paused = bool(task and task.paused_at)
    kinds = frozenset(version.kind for version in papers.all)
    who = Answerer(tools, lead, asked.person, asked.acting, kinds, is_paused)
    told = _shared(tools, occasion) | {
        "addressee": asked.acting.name,
        "mark": asks.mark,
        "importance": lead.importance,
        "away": asked.person.name if asked.deputy else "",
        "missing": _missing(tools, lead),
        "late": printed.time(task.late_at, tools.settings.zone, language) if task and task.late_at else "",
        "is_paused": is_paused,
        "forms": who.forms(version.kind for version in papers.fills),
        "lines": who.lines(),
        "revisions": () if lead.stage in leaving.STAGES else who.revisions({e.kind for e in papers.shown}),
        "attached": enclosed.names,
        "named": tuple(enclosed.large),
    }
    if not turn.decides:
        return Turn(**told, obstacle=_obstacle(tools, lead))
    return Decide(
        **told,
        question=turn_words.QUESTIONS[lead.stage].in_(language),
        figures=_figures(tools, occasion, with_costs=Role.DIRECTOR in asked.person.roles),
        departures=_departures(tools, occasion),
        verdicts=who.verdicts(),
        has_boxes=can_be_signed(tools, lead.stage),
    )


def _to_know(tools: Tools, occasion: Occasion, knowing: list[Person], enclosed: Enclosed) -> Progress:
    """Return the mail to the coordinators whose turn it is not."""
    lead, language, first = occasion.lead, tools.language, occasion.asked[0]
    return Progress(
        **_shared(tools, occasion),
        addressee=printed.names(knowing, language),
        number=lead.number,
        stage=TURNS[lead.stage].words.in_(language),
        asked=printed.names((each.acting for each in occasion.asked), language),
        figures=_figures(tools, occasion, with_costs=False),
        command=Answerer(tools, lead, first.person, first.acting).command(),
        attached=enclosed.names,
    )


def _shared(tools: Tools, occasion: Occasion) -> dict[str, Any]:
    """Return what both kinds of mails say, by their fields."""
    lead = occasion.lead
    return {
        "task": turn_words.task_of(lead).in_(tools.language),
        "headline": turn_words.headline(tools, lead),
        "customer": called(lead),
        "product": turn_words.product(tools, lead),
        "region": lead.whose.region,
        "before": turn_words.before(tools, occasion.move),
        "notes": turn_words.notes(tools, occasion.move),
        "due": turn_words.due(tools, occasion.task),
        "folder": lead.folder,
    }


def _missing(tools: Tools, lead: Lead) -> str:
    """Return the role that nobody has; where a lead has no manager, the coordinators make his moves."""
    role = TURNS[lead.stage].role
    if role in (None, Role.MANAGER) or whose(lead, tools.territory):
        return ""
    return ROLES[role].in_(tools.language)


def _obstacle(tools: Tools, lead: Lead) -> str:
    """Return why the service could not send by itself what is to be sent."""
    found = leaving.obstacle(tools, lead) if lead.stage in leaving.STAGES else None
    return found.in_(tools.language) if found else ""


def _figures(tools: Tools, occasion: Occasion, *, with_costs: bool) -> tuple[Way, ...]:
    """Return what the quote comes to that is confirmed or approved; nothing in any other stage."""
    quote = _quote(occasion)
    return quote_figures.figures(tools, occasion.lead, quote, with_costs=with_costs) if quote else ()


def _departures(tools: Tools, occasion: Occasion) -> tuple[str, ...]:
    """Return where the quote leaves the rules of the company (P3.6)."""
    quote = _quote(occasion)
    with tools.register.read() as c:
        found = quoting.departures(tools, c, occasion.lead, quote)
    return tuple(words.in_(tools.language) for words in found)


def _quote(occasion: Occasion) -> Version | None:
    """Return the quote that is decided on; None where nobody decides on one."""
    return next((each for each in occasion.papers.decides if each.kind is DocumentKind.QUOTE), None)

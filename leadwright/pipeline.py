"""The way of an item through the house, in one place.

::

    original  taken-in ── understand ──┬── filed       is no lead: spam, newsletters, our own mail
                                       ├── joined      belongs to a lead already there
                                       └── registered  is a new lead
              each of these ── place ── (stands)       in its lead's folder, or among what belongs to none
              may be an answer ── answer ── (stands)   a colleague's makes its move, a customer's is passed on

    lead      registered ── hand_out ── handed-out     its manager has form, code and task
              moved on ── announce ──┬── (waits)       whoever acts next has papers, code and task
                                     └── quoted, …     what was decided on has left the house
              being moved ── move ── (stands)          its folder follows what was corrected

A person moves a waiting lead on, by an answer or by a command: both call ``act`` of ``procedure.acting``.
Beside the steps run the clock, which reminds (``procedure.clock``), and the outbox (``delivery``).

What has to happen next is a state in the register. Every function here leads out of one state: it works, and
then commits its result, the next state, the move in the log and the outgoing mails in one transaction; quick
items share one. Whatever it leaves in the archive before that commit, it writes again in the same place when
a crash makes it start over. The engine (:mod:`leadwright.engine`) finds the items, and sets aside with its
reason an item whose step failed (I7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from archive.store import Filing
from leadwright import belonging, filing, handing_out
from leadwright.home import one_writer
from leadwright.procedure.answers import answering
from leadwright.procedure.turns import announcing
from leadwright.reader import Understood
from leadwright.tools import Tools
from register import leads, moves, numbers, originals, readings
from sales.judgement import NO_LEAD, Judgement
from sales.lead import Lead, Stage
from sales.letter import Letter
from sales.original import Original, OriginalState
from sales.paper import Move
from sales.words import Failure, Words

TOGETHER = 25  # quick items of one transaction; other writers wait for as long as it lasts
BY = "leadwright"  # who makes the moves that nobody has to decide


def read(tools: Tools, original: Original) -> Understood:
    """Return what the original says and what it is taken to be; changes nothing (I8).

    What has gone bad on the disk is not read: a lead of half a letter would stay when the whole is back.
    """
    file = tools.archive.genuine(original.path, original.sha256)
    try:
        understood = tools.reader.read_and_judge(file, original.name, original.channel)
    except Failure:
        tools.archive.genuine(original.path, original.sha256)  # its share may have gone: no fault of its own
        raise
    if reason := belonging.unreadable(understood.letter):
        raise Failure(reason)
    return understood


def understand(tools: Tools, *read: tuple[Original, Understood]) -> None:
    """Join each original to its lead, file it as no lead, or register a new lead (P1.1, P1.4)."""
    with tools.register.begin() as c:
        for original, understood in read:
            _understand(tools, c, original, understood)


def _understand(tools: Tools, c: Connection, original: Original, understood: Understood) -> None:
    letter, forms = understood.letter, understood.forms
    judgement = belonging.by_its_form(understood.judgement, forms)
    readings.save(c, original.sha256, letter, judgement, forms)
    outcome = _outcome(tools, c, original, replace(understood, judgement=judgement))
    if outcome.reason != belonging.OURS and answering.may_answer(outcome.state, understood):
        outcome = replace(outcome, is_answered=False)
    settle(tools, c, original, letter, outcome)


@dataclass(frozen=True)
class Outcome:
    """What became of an original, and why."""

    state: OriginalState
    lead: Lead | None
    reason: Words
    is_answered: bool = True  # False: it may be an answer, which the step of this name acts on
    by: str = BY  # who has brought it to its lead
    way: str = "service"


def _outcome(tools: Tools, c: Connection, original: Original, understood: Understood) -> Outcome:
    """Return the lead that the original joins or, registered at once, becomes; or that it is none."""
    letter, judgement = understood.letter, understood.judgement
    if belonging.is_ours(tools, c, original, letter):
        return Outcome(OriginalState.FILED, None, belonging.OURS)
    if lead := belonging.lead_of(c, letter, judgement, tools.settings):
        return Outcome(OriginalState.JOINED, lead, belonging.why_joined(lead))
    if judgement.kind in NO_LEAD:
        return Outcome(OriginalState.FILED, None, judgement.reason)
    if belonging.is_answer_of_ours(tools, original, letter, understood.forms):
        return Outcome(OriginalState.FILED, None, belonging.ANSWER)
    judgement = belonging.by_itself(judgement, belonging.lead_named(c, judgement))
    lead = register(tools, c, original, judgement, belonging.source_of(original, letter))
    return Outcome(OriginalState.REGISTERED, lead, judgement.reason)


def register(
    tools: Tools,
    c: Connection,
    original: Original,
    judgement: Judgement,
    source: str,
    by: str = BY,
    way: str = "service",
) -> Lead:
    """Return the new lead, with the next number of the year and its folder's name (P1.1).

    ``source`` is where it came from in a person's words, ``by`` and ``way`` who registered it and how.
    """
    now = tools.now()
    number = _next_number(tools, c, now.year)
    received = original.received_at.astimezone(tools.settings.zone)
    lead = Lead(
        number=number,
        kind=judgement.kind,
        channel=original.channel,
        stage=Stage.REGISTERED,
        source=source,
        received_at=received,
        registered_at=now,
        registered_by=by,
        period=filing.period_name(tools, received),
        folder=filing.folder_of(tools, number, received, judgement.whose.region, judgement.enquiry),
        reason=judgement.reason,
        confidence=judgement.confidence,
        whose=judgement.whose,
        enquiry=judgement.enquiry,
    )
    leads.add(c, lead)
    moves.log(c, Move(number, "register", by, way, now, after=lead.stage))
    return lead


def _next_number(tools: Tools, c: Connection, year: int) -> str:
    """Return the next number of the year, but for those that a newer register gave, and the archive knows."""
    number = numbers.next_number(c, year)
    while number in tools.unknown_leads:
        number = numbers.next_number(c, year)
    return number


def place(tools: Tools, *unplaced: Original) -> None:
    """Lay originals into their leads' folders, or leave them among what belongs to no lead (P3.4)."""
    for each in unplaced:
        if each.lead and each.state is OriginalState.JOINED:
            filing.check_folder(tools, each.lead, filing.folder_above(each.next_path))
    tools.archive.file(Filing(each.path, each.next_path, each.sha256) for each in unplaced)
    with tools.register.begin() as c:
        for each in unplaced:
            originals.placed(c, each.sha256, each.next_path)
    tools.archive.release(*(each.path for each in unplaced if each.path != each.next_path))


def hand_out(tools: Tools, lead: Lead) -> None:
    """Write the registration form and mail it to the manager and the coordinators (P2.1).

    A lead that a person has corrected meanwhile is left for the next round, with what it says then.
    """
    with one_writer(tools.settings.home):
        handed = handing_out.prepare(tools, lead)
        with tools.register.begin() as c:
            if leads.stands(c, lead):
                _note_handed_out(tools, c, lead, handed)


def _note_handed_out(tools: Tools, c: Connection, lead: Lead, handed: handing_out.HandedOut) -> None:
    now = tools.now()
    handing_out.note(c, handed, now)
    leads.change(c, lead.number, stage=Stage.HANDED_OUT, first_contact_due=handed.task.due_at)
    detail = {"to": ", ".join(recipient.email for recipient in handed.mail.recipients)}
    made = Move(lead.number, "hand-out", BY, "service", now, lead.stage, Stage.HANDED_OUT, detail)
    moves.log(c, replace(made, document=handed.forms[0].sha256))


def move(tools: Tools, lead: Lead) -> None:
    """Move the lead's folder to where its corrected region or company wants it (P3.4).

    It stands there already where a correction was taken back before anything had moved.
    """
    with one_writer(tools.settings.home):
        tools.archive.move_lead(lead.folder, lead.next_folder)
        with tools.register.begin() as c:
            leads.moved(c, lead.number, lead.folder, lead.next_folder)
            if lead.folder != lead.next_folder:
                made = Move(lead.number, "move", BY, "service", tools.now(), lead.folder, lead.next_folder)
                moves.log(c, made)


def settle(tools: Tools, c: Connection, original: Original, letter: Letter, outcome: Outcome) -> None:
    """Note what became of the original and why, and where it is to lie: with its lead, or where it lies."""
    state, lead = outcome.state, outcome.lead
    number = lead.number if lead else None
    originals.settle(
        c,
        original.sha256,
        state,
        lead=number,
        reason=outcome.reason,
        next_path=filing.place_of(tools, original, state, letter, lead) if lead else original.path,
        is_answered=outcome.is_answered,
    )
    now = tools.now()
    subject = number or original.sha256
    detail = {"sha256": original.sha256, "name": original.name}
    moves.log(c, Move(subject, state, outcome.by, outcome.way, now, original.state, state, detail))


@dataclass(frozen=True)
class Step:
    """One line of the way."""

    name: str
    clause: str
    ready: Callable[
        [Connection, int], Sequence[Any]
    ]  # the items in this state, oldest first, at most so many
    take: Callable[..., None]  # leads out of the state: (tools, item, …), each item with what ``ahead`` said
    ahead: Callable[[Tools, Any], Any] | None = None  # slow work that changes nothing, several at once
    together: int = 1  # items at most that go in one transaction: all of them, or none


STEPS = (
    # First: a crash may have left a folder in its new place and the register with the old one, and whatever
    # is laid there before the two agree would make the old folder anew.
    Step("move", "P3.4", leads.moving, move),
    Step("understand", "P1.1, P1.4", originals.ready, understand, ahead=read, together=TOGETHER),
    Step("place", "P3.4", originals.unplaced, place, together=TOGETHER),
    Step("answer", "P2.2–P4.1", originals.unanswered, answering.answer),
    Step("hand-out", "P2.1", leads.registered, hand_out),
    Step("announce", "P2.1–P4.1", leads.unannounced, announcing.announce),
)
"""The steps in the order in which they take turns."""

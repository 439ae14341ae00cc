"""An answer that came in, with everything the register knows of what it may answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import dropwhile

from sqlalchemy import Connection

from leadwright.procedure import papers
from leadwright.procedure.asking import code_in, hash_of
from leadwright.tools import Tools
from register import approvals, leads, readings
from sales.approval import Approval
from sales.greeting import is_greeting
from sales.judgement import Judgement
from sales.lead import Lead
from sales.letter import Letter
from sales.original import Channel, Original
from sales.paper import DocumentKind, Version
from sales.people import Person
from sales.returned import Returned
from sales.spoken import Spoken, spoken

Settled = Callable[[Connection], None]
"""Notes that an original is answered: called in the very transaction that acts on it."""

LINES = 40  # of an answer, that are looked through for a move


@dataclass(frozen=True)
class Case:
    """An answer, and what the register knows of the question."""

    original: Original
    letter: Letter
    judgement: Judgement
    forms: tuple[Returned, ...]
    sender: Person | None  # of ours, by the address it says it is from
    approval: Approval | None  # that its code was given for
    lead: Lead | None
    latest: dict[DocumentKind, Version]  # of the lead's documents
    spoken: Spoken | None = None  # the move that its first line names
    is_spoken_below: bool = False  # a later line names one

    @property
    def names_a_move(self) -> bool:
        """Whether a line of its own words names a move, be it in the right place or not."""
        return self.spoken is not None or self.is_spoken_below

    @property
    def is_mail(self) -> bool:
        """Whether it came as a mail, which says whom it is from; nobody knows who has dropped a file."""
        return self.original.channel is Channel.EMAIL


def case_of(tools: Tools, original: Original) -> Case:
    """Return the original with what the register knows of the question that its subject names."""
    with tools.register.read() as c:
        letter, judgement = readings.letter(c, original.sha256), readings.judgement(c, original.sha256)
        assert letter and judgement, "an original is read before it is answered"  # noqa: S101
        code = code_in(letter.subject)
        approval = approvals.by_code(c, hash_of(code)) if code else None
        number = approval.lead if approval else original.lead
        lead = leads.lead(c, number) if number else None
        stage = approval.stage if approval else lead.stage if lead else None
        moves = [spoken(line, stage) for line in _lines(tools, letter)] if stage else []
        return Case(
            original,
            letter,
            judgement,
            readings.forms(c, original.sha256),
            sender=tools.territory.by_email(letter.sender.email) if letter.sender else None,
            approval=approval,
            lead=lead,
            latest=papers.latest(c, number or ""),
            spoken=moves[0] if moves else None,
            is_spoken_below=any(moves[1:]),
        )


def _lines(tools: Tools, letter: Letter) -> list[str]:
    """Return the lines of the sender's own text in which a move may stand: what greets a colleague says
    nothing yet.
    """
    lines = [line for line in letter.own_text.splitlines() if line.strip()][:LINES]
    names = [person.name for person in tools.territory.people]
    return list(dropwhile(partial(is_greeting, names=names), lines))

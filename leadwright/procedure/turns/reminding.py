"""The mails of the clock: to whose turn it is, and to who is above who is late (P2.4, P3.2).

A reminder about one lead asks once more, with a code of its own for the very papers that were asked about:
it is answered like the first mail. The code of that one still works, and what is decided by either is
decided for both (I11, I12).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.mail import Attached
from documents.reminders import Reminder, overdue, reminder
from leadwright import enclosing, mailing, writing
from leadwright.filing import check_folder
from leadwright.procedure.asking import Question, question
from leadwright.procedure.turns import turn_words
from leadwright.procedure.turns.turn_mail import Telling
from leadwright.procedure.turns.ways import Answerer
from leadwright.tools import Tools
from register import approvals, documents
from sales.approval import Approval, Paper
from sales.calls import BESIDE, Call, Called, is_at_once, superiors, with_deputies
from sales.lead import Lead
from sales.paper import OutgoingMail, Version
from sales.people import Person, Role
from sales.words import Failure, Words

Calls = Sequence[tuple[Called, Lead]]
"""Calls that are made to the same people, each with its lead; one at least."""


@dataclass(frozen=True)
class Again:
    """What somebody has still to answer, and the papers that it is about."""

    question: Question
    papers: tuple[Version, ...]


def reminders(tools: Tools, late: Sequence[Person], calls: Calls) -> Telling:
    """Return the mails that remind people of these tasks of theirs, and the questions that are in them.

    It is one mail to all, but to each their own where it is about one lead and they are asked something.
    Failure where there is nobody, or the folder of the lead is gone.
    """
    lead = _one_lead(tools, calls)
    asked = [again(tools, lead, person) if lead and _is_turn(calls) else None for person in late]
    if not any(asked):
        text = reminder(late, calls, writing.paper_of(tools), tools.working_time)
        return Telling((mailing.compose_mail(tools, text, to=_present(tools, late), lead=lead),), ())
    mails = list[OutgoingMail]()
    for person, asks in zip(late, asked, strict=True):
        text = reminder([person], calls, writing.paper_of(tools), tools.working_time)
        files = list[Attached]()
        if lead and asks:
            files, _ = enclosing.gathered(tools, asks.papers)
            text = _asking(tools, text, lead, person, asks, files)
        to = _present(tools, [person])
        mails.append(mailing.compose_mail(tools, text, to=to, lead=lead, attached=files, beside=mails))
    return Telling(tuple(mails), tuple(each.question.approval for each in asked if each))


def report(tools: Tools, late: Sequence[Person], above: Sequence[Person], calls: Calls) -> Telling:
    """Return the mail that tells those ``above`` who is late; under the same terms.

    Who is late has a copy, unless the deadline is this very moment: then they have a mail of their own.
    """
    lead, to = _one_lead(tools, calls), _present(tools, above)
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    knowing = () if all(is_at_once(made) for made, _ in calls) else late
    told = (*knowing, *superiors(Call.LATE, late, tools.territory), *coordinators)
    copied = [person for person in dict.fromkeys(told) if person not in to]
    text = overdue(above, late, calls, writing.paper_of(tools), tools.working_time, copied)
    return Telling((mailing.compose_mail(tools, text, to=to, cc=copied, lead=lead),), ())


def again(tools: Tools, lead: Lead, person: Person) -> Again | None:
    """Return what the person is asked in the lead's stage, with a new code; None where nothing is open."""
    with tools.register.read() as c:
        asked = [each for each in approvals.open_of(c, lead.number) if _is_asked(each, lead, person)]
        versions = documents.versions(c, lead.number)
    if not asked:
        return None
    papers = max((each.papers for each in asked), key=len)  # a code that decides nothing is about none
    shown = tuple(version for version in versions if Paper.of(version) in papers)
    return Again(question(lead, person, papers, tools.now()), shown)


def _is_asked(approval: Approval, lead: Lead, person: Person) -> bool:
    return (approval.stage, approval.person) == (lead.stage, person.id)


def _is_turn(calls: Calls) -> bool:
    """Return whether the one task that calls is that of its lead's stage."""
    return calls[0][0].before.kind not in BESIDE


def _one_lead(tools: Tools, calls: Calls) -> Lead | None:
    """Return the lead whose folder the mail lies in; None where it is about several."""
    if len(calls) > 1:
        return None
    ((_, lead),) = calls
    check_folder(tools, lead.number, lead.folder)
    return lead


def _asking(
    tools: Tools, text: Reminder, lead: Lead, person: Person, asks: Again, files: Sequence[Attached]
) -> Reminder:
    """Return the reminder with its code, the question where one is decided, and its papers."""
    asked = turn_words.QUESTIONS.get(lead.stage) if asks.papers else None
    return replace(
        text,
        mark=asks.question.mark,
        headline=text.headline.removeprefix(f"{lead.number} "),  # the mark has it
        question=asked.in_(tools.language) if asked else "",
        verdicts=Answerer(tools, lead, person, person).verdicts() if asked else (),
        attached=tuple(file.name for file in files),
    )


def _present(tools: Tools, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return these people, and who stands in for them today (P2.3); Failure where there is nobody."""
    present = with_deputies(people, tools.settings.absences, tools.territory, tools.now().date())
    if not present:
        raise Failure(NOBODY)
    return present


NOBODY = Words(
    "有事项到期，但设置中没有可以提醒的人。请在 leadwright.toml 中给一位 [[person]] 写上 "
    'roles = ["coordinator"]，然后重新启动服务。',
    "Tasks are due, and the settings have nobody to remind of them. Give a [[person]] in leadwright.toml "
    'roles = ["coordinator"], then start the service anew.',
)

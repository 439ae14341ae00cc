"""The clock: reminds people of what waits for them, and tells others when they are late (P2.4, P3.2).

Whatever a pass has to say to the same people is one mail. It is committed together with the calls that it
makes, so that after a crash they are made anew, and two passes never call twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from documents.mails import Mail
from documents.reminders import overdue, reminder
from leadwright import mailing, notices, writing
from leadwright.dossier import lead_named
from leadwright.filing import check_folder
from leadwright.home import one_writer
from leadwright.tools import Tools
from leadwright.trouble import in_words, is_surroundings
from register import moves, outbox, tasks
from sales.calls import BESIDE, Call, Called, last_called, superiors, with_deputies
from sales.lead import Lead
from sales.paper import Move, OutgoingMail, Task
from sales.people import Person, Role
from sales.turns import whose_turn
from sales.words import Failure, Words

BY, CALL = "leadwright", "call"  # who makes the move, and what the log calls it
UNTOLD = "reminders"  # key of the alarm where people can't be reminded

Calls = Sequence[tuple[Called, Lead]]
"""Calls that are made to the same people, each with its lead; one at least."""


def tick(tools: Tools) -> int:
    """Make the calls whose time has come, and return how many; see whether the calendar reaches far enough.

    What can't be told to some keeps nobody else waiting: it is an alarm, and tried again the next time.
    """
    notices.watch_calendar(tools)
    with tools.register.read() as c:
        is_calling = bool(tasks.calling(c, tools.now()))
    failures: list[Failure] = []
    made = _make_all(tools, failures) if is_calling else 0
    alarm = {UNTOLD: (_untold(failures[0]), tools.now())} if failures else {}
    notices.keep_alarms(tools, UNTOLD, alarm)
    return made


def _make_all(tools: Tools, failures: list[Failure]) -> int:
    """Return how many calls were made; what kept the others from it is added to ``failures``.

    No folder moves meanwhile, and no step finds the lead of a mail in another stage.
    """
    made = 0
    with one_writer(tools.settings.home):
        for (late, above), calls in _due(tools).items():
            try:
                made += _make(tools, late, above, calls)
            except Exception as error:
                if is_surroundings(error):
                    raise
                failures.append(in_words(error))
    return made


def _due(tools: Tools) -> dict[tuple[tuple[Person, ...], tuple[Person, ...]], list[tuple[Called, Lead]]]:
    """Return the calls to be made now, by whose tasks they are and who above them is told."""
    now, found = tools.now(), defaultdict(list)
    with tools.register.read() as c:
        for task in tasks.calling(c, now):
            made, lead = last_called(task, now, tools.working_time), lead_named(c, task.lead)
            late = _late(tools, task, lead)
            found[late, superiors(made.call, late, tools.territory)].append((made, lead))
    return found


def _late(tools: Tools, task: Task, lead: Lead) -> tuple[Person, ...]:
    """Return whose task it is; the coordinators' where it is of somebody who has left."""
    if task.kind in BESIDE:
        owner = tools.territory.person(task.owner)
        return (owner,) if owner else tools.territory.with_role(Role.COORDINATOR)
    asked = whose_turn(lead, tools.territory, tools.settings.absences, tools.now().date())
    return tuple(each.person for each in asked)


def _make(tools: Tools, late: Sequence[Person], above: Sequence[Person], calls: Calls) -> int:
    """Mail the calls and note them, in one transaction; return how many: none where one was overtaken.

    A move or another pass was faster then, and the next pass finds what is still to be said.
    """
    mail = _mail(tools, late, above, calls)
    with suppress(_OvertakenError), tools.register.begin() as c:
        for made, lead in calls:
            if not tasks.set_clock(c, made.before, made.after):
                raise _OvertakenError
            moves.log(c, _move(tools, made, lead, mail))
        outbox.post(c, mail)
        return len(calls)
    return 0


class _OvertakenError(Exception):
    """Takes back a transaction."""


def _mail(tools: Tools, late: Sequence[Person], above: Sequence[Person], calls: Calls) -> OutgoingMail:
    """Return the mail that makes the calls; it lies with the lead where it is about one."""
    paper, time = writing.paper_of(tools), tools.working_time
    text: Mail = overdue(above, late, calls, paper, time) if above else reminder(late, calls, paper, time)
    to = _present(tools, above or late)
    if not to:
        raise Failure(NOBODY)
    coordinators = tools.territory.with_role(Role.COORDINATOR)
    knowing = (*late, *superiors(Call.LATE, late, tools.territory), *coordinators) if above else ()
    cc = [person for person in dict.fromkeys(knowing) if person not in to]
    lead = calls[0][1] if len(calls) == 1 else None
    if lead:
        check_folder(tools, lead.number, lead.folder)
    return mailing.compose_mail(tools, text, to=to, cc=cc, lead=lead)


def _present(tools: Tools, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return these people, and who stands in for them today (P2.3)."""
    return with_deputies(people, tools.settings.absences, tools.territory, tools.now().date())


def _move(tools: Tools, made: Called, lead: Lead, mail: OutgoingMail) -> Move:
    detail = {
        "call": made.call.name.lower(),
        "task": made.before.kind,
        "to": ", ".join(recipient.email for recipient in mail.recipients),
    }
    if made.passed_over:
        detail["passed_over"] = str(made.passed_over)
    return Move(lead.number, CALL, BY, "service", tools.now(), lead.stage, lead.stage, detail)


NOBODY = Words(
    "有事项到期，但设置中没有可以提醒的人。请在 leadwright.toml 中给一位 [[person]] 写上 "
    'roles = ["coordinator"]，然后重新启动服务。',
    "Tasks are due, and the settings have nobody to remind of them. Give a [[person]] in leadwright.toml "
    'roles = ["coordinator"], then start the service anew.',
)


def _untold(failure: Failure) -> Words:
    return Words(
        f"提醒和催办邮件未能写成：{failure.words.zh}", f"Reminders can't be written: {failure.words.en}"
    )

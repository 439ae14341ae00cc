"""The clock: reminds people of what waits for them, and tells others when they are late (P2.4, P3.2).

Whatever a pass has to say to the same people is one mail. It is committed together with the calls that it
makes, so that after a crash they are made anew, and two passes never call twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from leadwright import notices
from leadwright.dossier import lead_named
from leadwright.home import one_writer
from leadwright.procedure.turns import reminding
from leadwright.procedure.turns.reminding import Calls
from leadwright.tools import Tools
from leadwright.trouble import in_words, is_surroundings
from register import approvals, leads, moves, outbox, tasks
from sales.calls import BESIDE, Called, last_called, superiors
from sales.lead import Lead
from sales.paper import Move, OutgoingMail, Task
from sales.people import Person, Role
from sales.turns import whose_turn
from sales.words import Failure, Words

BY, CALL = "leadwright", "call"  # who makes the move, and what the log calls it
UNTOLD = "reminders"  # key of the alarm where people can't be reminded


def tick(tools: Tools) -> int:
    """Make the calls whose time has come, and return how many; see whether the calendar reaches far enough.

    What can't be told to some keeps nobody else waiting: it is an alarm, and tried again the next time.
    """
    notices.watch_calendar(tools)
    with tools.register.read() as c:
        is_calling = bool(tasks.calling(c, tools.now()))
    failures: list[Failure] = []
    made = 0
    while is_calling and (more := _make_all(tools, failures)):  # one call may make way for the next
        made += more
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
    told = reminding.report(tools, late, above, calls) if above else reminding.reminders(tools, late, calls)
    with suppress(_OvertakenError), tools.register.begin() as c:
        for made, lead in calls:
            if not (leads.stands(c, lead) and tasks.set_clock(c, made.before, made.after)):
                raise _OvertakenError
            moves.log(c, _move(tools, made, lead, told.mails))
        for mail in told.mails:
            outbox.post(c, mail)
        for approval in told.approvals:
            approvals.ask(c, approval)
        return len(calls)
    return 0


class _OvertakenError(Exception):
    """Takes back a transaction."""


def _move(tools: Tools, made: Called, lead: Lead, mails: Sequence[OutgoingMail]) -> Move:
    to = dict.fromkeys(recipient.email for mail in mails for recipient in mail.recipients)
    detail = {"call": made.call.name.lower(), "task": made.before.kind, "to": ", ".join(to)}
    if made.passed_over:
        detail["passed_over"] = str(made.passed_over)
    return Move(lead.number, CALL, BY, "service", tools.now(), lead.stage, lead.stage, detail)


def _untold(failure: Failure) -> Words:
    return Words(
        f"提醒和催办邮件未能写成：{failure.words.zh}", f"Reminders can't be written: {failure.words.en}"
    )

"""Telling people of their turn: the papers written, the question asked, the task opened, the mails composed.

It is the pipeline's step ``announce``: whatever moved a lead on, by mail, form, scan or command, left it
unannounced, and everything of this file is committed together.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from leadwright.home import one_writer
from leadwright.procedure import papers
from leadwright.procedure.customers import leaving
from leadwright.procedure.turns import turn_papers, turn_task
from leadwright.procedure.turns.turn_mail import Occasion, Telling, mails_about
from leadwright.procedure.turns.turn_papers import ANNOUNCE
from leadwright.tools import Tools
from register import approvals, leads, moves, outbox, tasks
from sales.lead import Lead
from sales.paper import Move, Task
from sales.process import TURNS
from sales.turns import whose_turn
from sales.words import Failure, Words

BY, WAY = "leadwright", "service"


@dataclass(frozen=True)
class Announced:
    """What telling a turn leaves behind; the register has still to be told."""

    occasion: Occasion
    telling: Telling
    opened: Task | None  # None where it is open already, or nothing has to be done by any time


def announce(tools: Tools, lead: Lead) -> None:
    """Tell whoever's turn it is in the lead's stage, and the coordinators (P2.1 to P4.1).

    What can leave the house by itself leaves. A lead that moves on meanwhile is left for the next round.
    Failure where there is nobody to tell, or a template won't do.
    """
    if lead.stage in leaving.STAGES and leaving.leave(tools, lead):
        return
    with one_writer(tools.settings.home):
        announced = prepare(tools, lead)
        with tools.register.begin() as c:
            if leads.stands(c, lead):
                _note(tools, c, announced)


def prepare(tools: Tools, lead: Lead) -> Announced:
    """Return the turn with its papers and mails in the archive; the caller is the one writer of the home.

    Failure where there is nobody to tell, or a template won't do.
    """
    asked = whose_turn(lead, tools.territory, tools.settings.absences, tools.now().date())
    if not asked:
        raise Failure(_nobody(lead))
    with tools.register.read() as c:
        log = moves.moves(c, lead.number)
        kind = turn_task.name_of(lead.stage)
        known = next((task for task in tasks.tasks(c, lead=lead.number) if task.kind == kind), None)
    owner = asked[0].acting
    opened = None if known and known.owner == owner.id else turn_task.task_of(tools, lead, owner)
    occasion = Occasion(
        lead=lead,
        asked=asked,
        papers=turn_papers.prepare(tools, lead, log),
        move=turn_papers.arrival(log, lead),
        task=opened or known,
    )
    return Announced(occasion, mails_about(tools, occasion), opened)


def _note(tools: Tools, c: Connection, announced: Announced) -> None:
    occasion, telling, now = announced.occasion, announced.telling, tools.now()
    number, stage = occasion.lead.number, occasion.lead.stage
    for version in occasion.papers.written:
        papers.filed(c, version, now)
    approvals.void_all(c, number, now)  # whoever was asked before was asked about other papers, or is away
    for approval in telling.approvals:
        approvals.ask(c, approval)
    if announced.opened:
        tasks.close_task(c, number, announced.opened.kind, now)
        tasks.open_task(c, announced.opened)
    for mail in telling.mails:
        outbox.post(c, mail)
    to = dict.fromkeys(recipient.email for mail in telling.mails for recipient in mail.recipients)
    moves.log(c, Move(number, ANNOUNCE, BY, WAY, now, stage, stage, {"to": ", ".join(to)}))
    leads.change(c, number, is_announced=True)


def _nobody(lead: Lead) -> Words:
    stage = TURNS[lead.stage].words
    return Words(
        f"{lead.number}（{stage.zh}）：没有人可以办理。请在 leadwright.toml 中给一位 [[person]] 写上 "
        'roles = ["coordinator"]，然后重新启动服务，会自动继续。',
        f"{lead.number} ({stage.en}): there is nobody to act. Give a [[person]] in leadwright.toml "
        'roles = ["coordinator"], then start the service anew: it goes on by itself.',
    )
